#include "service/step_history.h"

#include <algorithm>
#include <utility>

#include "service/orchestrator.h"
#include "service/simulated_step.h"

namespace rollout {

namespace {

/// The newest moments are gone to at once.
constexpr std::size_t newest = 32;
/// Steps from one checkpoint to the next: seven steps of 100,000 targets are taken again in far
/// less than 200 ms.
constexpr std::size_t firstSpacing = 8;
constexpr std::size_t largestSpacing = 64; ///< then the oldest moments are forgotten instead
constexpr std::size_t mostMoments = 100'000;

std::size_t bytesOf(const Plan& plan)
{
    return sizeof(Plan) + plan.judgements.size() * sizeof(Judgement)
        + plan.assignments.size() * sizeof(Assignment)
        + (plan.removals.size() + plan.toApprove.size()) * sizeof(TargetId)
        + plan.creations.size() * sizeof(ClientState);
}

/// Bytes that a snapshot has and another, which may be null, has not. Names are shared by all of
/// one fleet.
std::size_t bytesBeyond(const EntitySnapshot* base, const EntitySnapshot& snapshot)
{
    const Fleet& fleet = snapshot.state.fleet;
    std::size_t bytes = sizeof(EntitySnapshot) + fleet.blockCount() * sizeof(std::shared_ptr<Block>)
        + snapshot.state.approvals.requests.size() * sizeof(ApprovalRequest);
    for (std::size_t i = 0; i < fleet.blockCount(); ++i)
        if (!base || i >= base->state.fleet.blockCount()
            || base->state.fleet.blockIdentity(i) != fleet.blockIdentity(i))
            bytes += sizeof(Block);
    if (!base || base->state.fleet.order().data() != fleet.order().data())
        bytes += fleet.order().size() * sizeof(TargetId);
    const auto& exceptions = fleet.reportTimes().exceptions();
    if (!base || base->state.fleet.reportTimes().exceptions().data() != exceptions.data())
        bytes += exceptions.size() * sizeof(ReportException);
    if (snapshot.lastPlan && (!base || base->lastPlan != snapshot.lastPlan))
        bytes += bytesOf(*snapshot.lastPlan);
    return bytes;
}

/// The same entity in another state.
SnapshotPtr become(EntitySnapshot then, EntityState state, std::shared_ptr<const Plan> plan)
{
    then.state = std::move(state);
    then.lastPlan = std::move(plan);
    then.clock = then.state.lastChangedAt;
    then.now = then.state.clock.at(then.clock);
    return std::make_shared<const EntitySnapshot>(std::move(then));
}

} // namespace

bool isMark(JournalKind kind)
{
    return kind != JournalKind::StepVerdict && kind != JournalKind::BatchAssigned
        && kind != JournalKind::ApprovalAsked;
}

StepHistory::StepHistory(HistoryBudget& budget)
    : m_budget(budget)
    , m_spacing(firstSpacing)
{
}

StepHistory::~StepHistory()
{
    m_budget.used -= m_bytes;
}

void StepHistory::add(SnapshotPtr snapshot, Made made, std::span<const JournalEntry> journal)
{
    const std::lock_guard guard(m_mutex);
    if (m_budget.limit == 0)
        return;
    const EntityState& state = snapshot->state;
    const bool isStep = !m_entries.empty() && state.step > m_entries.back().moment.step;
    const PastMoment moment{m_nextNumber++, state.step, state.lastChangedAt, isStep, false};
    for (const JournalEntry& entry : journal)
        if (!entry.target && isMark(entry.kind))
            m_marks.push_back({moment.number, entry.kind});
    m_entries.push_back({moment, made, std::move(snapshot), 0});
    count(m_entries.size() - 1);
    thinNewest();
    fitBudget();
}

/// Counts anew what an entry takes.
void StepHistory::count(std::size_t index)
{
    Entry& entry = m_entries[index];
    const Entry* before = index == 0 ? nullptr : &m_entries[keptBefore(index)];
    const std::size_t bytes =
        entry.kept ? bytesBeyond(before ? before->kept.get() : nullptr, *entry.kept) : 0;
    m_bytes += bytes - entry.bytes;
    m_budget.used += bytes - entry.bytes;
    entry.bytes = bytes;
}

std::size_t StepHistory::keptBefore(std::size_t index) const
{
    do
        --index;
    while (!m_entries[index].kept);
    return index;
}

std::size_t StepHistory::keptAfter(std::size_t index) const
{
    do
        ++index;
    while (!m_entries[index].kept);
    return index;
}

/// A plain step that is neither the first nor the last of all is not kept any more.
void StepHistory::drop(std::size_t index)
{
    m_entries[index].kept.reset();
    count(index);
    count(keptAfter(index));
}

/// What has just become too old to be kept for its own sake.
void StepHistory::thinNewest()
{
    if (m_entries.size() <= newest + 1)
        return;
    const std::size_t index = m_entries.size() - 1 - newest;
    if (m_entries[index].made == Made::Plainly && index - keptBefore(index) < m_spacing)
        drop(index);
}

/// Goes on until it fits or nothing is left to be given up.
void StepHistory::fitBudget()
{
    while (m_entries.size() > mostMoments && forgetOldest()) { }
    while (m_budget.used > m_budget.limit && (thinAll() || forgetOldest())) { }
}

/// Twice as few checkpoints; false: there are as few as there may be.
bool StepHistory::thinAll()
{
    if (m_spacing >= largestSpacing || m_entries.size() <= newest + 1)
        return false;
    m_spacing *= 2;
    std::size_t last = 0;
    for (std::size_t i = 1; i + newest < m_entries.size(); ++i) {
        if (!m_entries[i].kept)
            continue;
        if (m_entries[i].made == Made::Plainly && i - last < m_spacing)
            drop(i);
        else
            last = i;
    }
    return true;
}

/// Up to the next checkpoint; false: there is none but the present.
bool StepHistory::forgetOldest()
{
    if (m_retold) {
        dropRetold(); // the journal can be read again
        return true;
    }
    if (m_entries.size() < 2)
        return false;
    const std::size_t next = keptAfter(0);
    m_bytes -= m_entries.front().bytes;
    m_budget.used -= m_entries.front().bytes;
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(next));
    count(0);
    const std::uint64_t first = m_entries.front().moment.number;
    const auto isOlder = [first](const PastMark& mark) { return mark.moment < first; };
    m_marks.erase(m_marks.begin(), std::find_if_not(m_marks.begin(), m_marks.end(), isOlder));
    return true;
}

Result<void> StepHistory::precede(std::uint64_t first, Replay replay)
{
    const std::lock_guard guard(m_mutex);
    if (m_entries.empty() || m_entries.front().moment.number != first)
        return failure(ErrorCode::Conflict,
                       "the first moment that was remembered is forgotten meanwhile; read the"
                       " journal again");
    dropRetold();
    if (m_budget.used + replay.bytes() > m_budget.limit)
        return failure(ErrorCode::Busy,
                       "there is no memory left for what the journal tells; what is remembered of"
                       " the entities takes all of it");
    const auto& moments = replay.moments();
    const PastMoment& front = m_entries.front().moment;
    m_retoldMoments = moments.size();
    // What the last rows led to is remembered.
    if (!moments.empty() && moments.back().step == front.step
        && moments.back().clock == front.clock)
        --m_retoldMoments;
    m_retoldFrom = m_retoldMoments - std::min(m_retoldMoments, mostMoments);
    m_retoldMoments -= m_retoldFrom;
    m_bytes += replay.bytes();
    m_budget.used += replay.bytes();
    m_retold = std::move(replay);
    return {};
}

/// They lead nowhere when the first moment is forgotten.
void StepHistory::dropRetold()
{
    if (!m_retold)
        return;
    m_bytes -= m_retold->bytes();
    m_budget.used -= m_retold->bytes();
    m_retold.reset();
    m_retoldMoments = 0;
}

Past StepHistory::past() const
{
    const std::lock_guard guard(m_mutex);
    Past past;
    past.moments.reserve(m_retoldMoments + m_entries.size());
    for (std::size_t i = 0; i < m_retoldMoments; ++i) {
        const ReplayedMoment& told = m_retold->moments()[m_retoldFrom + i];
        const std::uint64_t number = m_entries.front().moment.number - m_retoldMoments + i;
        past.moments.push_back({number, told.step, told.clock, told.isStep, true});
        for (const JournalKind kind : told.wholeEntity)
            if (isMark(kind))
                past.marks.push_back({number, kind});
    }
    for (const Entry& entry : m_entries) {
        past.moments.push_back(entry.moment);
        past.snapshots += entry.kept ? 1 : 0;
    }
    past.marks.insert(past.marks.end(), m_marks.begin(), m_marks.end());
    past.bytes = m_bytes;
    return past;
}

Result<SnapshotPtr> StepHistory::at(std::uint64_t moment) const
{
    SnapshotPtr base;
    std::vector<Time> times;
    std::optional<Replay> replay;
    {
        const std::lock_guard guard(m_mutex);
        const std::uint64_t first = m_entries.empty() ? 0 : m_entries.front().moment.number;
        if (m_entries.empty() || moment < first - m_retoldMoments
            || moment > m_entries.back().moment.number)
            return failure(ErrorCode::NotFound, "that moment of the entity is not kept any more");
        if (moment < first) {
            replay = m_retold;
            base = m_entries.front().kept;
            moment -= first - m_retoldMoments;
            moment += m_retoldFrom;
        } else {
            std::size_t index = moment - first;
            for (; !m_entries[index].kept; --index)
                times.push_back(m_entries[index].moment.clock);
            base = m_entries[index].kept;
        }
    }
    if (replay) {
        auto told = replay->at(moment);
        return become(*base, std::move(told.state), std::move(told.plan));
    }
    std::reverse(times.begin(), times.end());
    auto again = takeAgain({base->state, base->lastPlan}, times);
    if (!again)
        return tl::unexpected(again.error());
    return become(*base, std::move(again->state), std::move(again->plan));
}

} // namespace rollout
