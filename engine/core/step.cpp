#include "core/step.h"

#include <algorithm>
#include <cassert>

#include "core/describe.h"
#include "core/names.h"

namespace rollout {

namespace {

/// What step 4 of the rules makes of a target that is told to run the effective version.
enum class Outcome : std::uint8_t { Unhealthy, Succeeded, TimedOut, Waiting };

NoteKind noteOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Unhealthy:
        return NoteKind::Unhealthy;
    case Outcome::TimedOut:
        return NoteKind::TimedOut;
    case Outcome::Succeeded:
    case Outcome::Waiting:
        break;
    }
    return NoteKind::Succeeded;
}

std::int32_t figure(Seconds seconds)
{
    return static_cast<std::int32_t>(std::min<Seconds::rep>(seconds.count(), INT32_MAX));
}

template <typename Key, typename Value>
const Value* findByKey(const std::vector<std::pair<Key, Value>>& sorted, Key key)
{
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), key,
                                        [](const auto& entry, Key k) { return entry.first < k; });
    return found != sorted.end() && found->first == key ? &found->second : nullptr;
}

} // namespace

Step::Step(const Fleet& fleet, const RolloutState& state, const RolloutOptions& options, Time now,
           Hooks hooks)
    : m_fleet(fleet)
    , m_options(options)
    , m_hooks(hooks)
    , m_now(now)
    , m_state(state)
    , m_total(static_cast<std::int64_t>(fleet.size()))
    , m_healthyLimit(now - options.successTimeout - Seconds(1))
    , m_expectedLimit(now - options.durationTimeout - Seconds(1))
{
    m_plan.now = now;
    m_plan.before = state;
}

std::optional<Question> Step::next()
{
    assert(!m_asked); // every question needs its answer first
    while (m_stage != Stage::Done)
        if (auto question = runStage())
            return question;
    return std::nullopt;
}

std::optional<Question> Step::runStage()
{
    switch (m_stage) {
    case Stage::Begin:
        return begin();
    case Stage::Monitor:
        return monitor();
    case Stage::Judge:
        judge();
        return std::nullopt;
    case Stage::Remove:
        return remove();
    case Stage::Select:
        return select();
    case Stage::Approve:
        return approve();
    case Stage::Finish:
        finish();
        return std::nullopt;
    case Stage::Done:
        break;
    }
    return std::nullopt;
}

Plan Step::takePlan()
{
    assert(m_stage == Stage::Done);
    return std::move(m_plan);
}

std::optional<Question> Step::ask(QuestionKind kind, std::vector<TargetId> targets,
                                  std::int64_t count)
{
    m_asked = kind;
    m_askedTargets = std::move(targets);
    return Question{kind, m_askedTargets, count, m_isRollingBack};
}

void Step::answer(Answer answer)
{
    assert(m_asked);
    const QuestionKind asked = *m_asked;
    m_asked.reset();
    if (auto* failure = std::get_if<HookFailure>(&answer))
        takeFailure(asked, std::move(failure->message));
    else if (auto* health = std::get_if<HealthAnswer>(&answer))
        takeHealth(asked, *health);
    else
        takeTargets(asked, std::get<TargetsAnswer>(answer));
}

void Step::takeFailure(QuestionKind asked, std::string message)
{
    switch (asked) {
    case QuestionKind::ExternalHealth:
        return endWith(Verdict::Held, std::move(message));
    case QuestionKind::TargetHealth:
        return takeHealth(asked, HealthAnswer(m_askedTargets.size(), message));
    case QuestionKind::Removal:
        return endWith(Verdict::RemovalFailed, std::move(message));
    case QuestionKind::Selection: // selects nothing
        m_plan.hookError = std::move(message);
        m_stage = Stage::Finish;
        return;
    case QuestionKind::Approval: // approves nothing
        m_plan.hookError = std::move(message);
        m_stage = Stage::Finish;
        return;
    }
}

void Step::takeHealth(QuestionKind asked, const HealthAnswer& answer)
{
    if (asked == QuestionKind::ExternalHealth) {
        if (!answer.empty() && answer.front())
            endWith(Verdict::Held, *answer.front());
        return;
    }
    for (std::size_t i = 0; i < std::min(answer.size(), m_askedTargets.size()); ++i)
        if (answer[i]) {
            m_plan.hookTexts.push_back(*answer[i]);
            m_unhealthy.emplace_back(m_askedTargets[i],
                                     static_cast<std::uint32_t>(m_plan.hookTexts.size()));
        }
    std::sort(m_unhealthy.begin(), m_unhealthy.end());
}

void Step::takeTargets(QuestionKind asked, const TargetsAnswer& answer)
{
    switch (asked) {
    case QuestionKind::Removal:
        return takeRemovals(answer);
    case QuestionKind::Selection:
        return takeSelection(answer);
    case QuestionKind::Approval:
        return takeApproval(answer);
    case QuestionKind::ExternalHealth:
    case QuestionKind::TargetHealth:
        break;
    }
    assert(false); // health is answered with a HealthAnswer
}

void Step::endWith(Verdict verdict, std::string message)
{
    m_plan.verdict = verdict;
    m_plan.hookError = std::move(message);
    if (isError(verdict)) {
        m_plan.versionChanges.clear();
        m_state = m_plan.before;
    }
    complete();
}

// Rules 0 to 2.
std::optional<Question> Step::begin()
{
    if (m_state.rolling == VersionId::None)
        startRolling();
    if (m_state.rolling == VersionId::None) {
        endWith(Verdict::NoTargetVersion, {});
        return std::nullopt;
    }
    m_plan.effective = m_state.effectiveVersion();
    m_isRollingBack = m_state.isRollingBack();
    m_stage = Stage::Monitor;
    if (m_hooks.externalMonitoring)
        return ask(QuestionKind::ExternalHealth, expectingInOrder(false), 0);
    return std::nullopt;
}

// Rule 3 is over; 4a asks for the health of those that report the effective version.
std::optional<Question> Step::monitor()
{
    m_stage = Stage::Judge;
    if (!m_hooks.monitoring)
        return std::nullopt;
    auto targets = expectingInOrder(true);
    if (targets.empty())
        return std::nullopt;
    return ask(QuestionKind::TargetHealth, std::move(targets), 0);
}

std::vector<TargetId> Step::expectingInOrder(bool reportsItOnly) const
{
    std::vector<TargetId> targets;
    for (const TargetId id : m_fleet.order()) {
        const Block& block = m_fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        if (block.expectedVersion[i] == m_plan.effective
            && (!reportsItOnly || block.reported[i].version == m_plan.effective))
            targets.push_back(id);
    }
    return targets;
}

// Rules 4 and 5.
void Step::judge()
{
    auto& figures = m_plan.figures;
    for (std::size_t index = 0; index < m_fleet.blockCount(); ++index)
        judgeBlock(index);
    figures.inRollout = figures.expecting - figures.succeeded - figures.failed;
    m_stage = Stage::Remove;
    if (updateKnownVersions())
        endWith(Verdict::ThresholdCrossed, {});
}

void Step::judgeBlock(std::size_t index)
{
    const Block& block = m_fleet.blockAt(index);
    const std::size_t first = index * Block::size;
    const std::size_t count = std::min(Block::size, m_fleet.slots() - first);
    std::int64_t expecting = 0;
    std::int64_t available = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!block.isLive[i])
            continue;
        if (block.expectedVersion[i] != m_plan.effective) {
            ++available;
            continue;
        }
        ++expecting;
        judgeTarget(block, i, static_cast<TargetId>(first + i));
    }
    m_plan.figures.expecting += expecting;
    m_plan.figures.available += available;
}

void Step::judgeTarget(const Block& block, std::size_t i, TargetId id)
{
    const std::uint32_t* hookText = m_unhealthy.empty() ? nullptr : findByKey(m_unhealthy, id);
    const Outcome outcome = [&] {
        // A monitoring hook is only asked about targets that report the version, and overrules
        // everything else.
        if (hookText)
            return Outcome::Unhealthy;
        // Reported without error for longer than the success time-out.
        if (isSuccess(block, i, id))
            return Outcome::Succeeded;
        // No success for longer than the duration time-out, whatever it reports.
        if (block.expectedChangedAt[i] <= m_expectedLimit)
            return Outcome::TimedOut;
        // Its windows are open.
        return Outcome::Waiting;
    }();
    auto& figures = m_plan.figures;
    switch (outcome) {
    case Outcome::Waiting:
        return noteWindow(block, i);
    case Outcome::Succeeded:
        ++figures.succeeded;
        break;
    case Outcome::Unhealthy:
    case Outcome::TimedOut:
        ++figures.failed;
        break;
    }
    const Note& note = block.expectedNote[i];
    const bool isMarked =
        note.kind == noteOf(outcome) && block.expectedIsError[i] == (outcome != Outcome::Succeeded);
    const bool isSameText =
        !hookText || m_fleet.texts().at(note.text) == m_plan.hookTexts[*hookText - 1];
    if (!isMarked || !isSameText)
        m_plan.judgements.push_back(
            judgementOf(block, i, id, noteOf(outcome), hookText ? *hookText : 0));
}

bool Step::isSuccess(const Block& block, std::size_t i, TargetId id) const
{
    const Reported& reported = block.reported[i];
    if (reported.version != m_plan.effective || reported.isError != 0)
        return false;
    const Time since = block.currentMessageAt[i];
    if (since > m_healthyLimit)
        return false;
    // Always so unless the clock went back between the two.
    const Time lastReportedAt = m_fleet.reportTimes().at(id);
    return lastReportedAt >= since
        || wholeSeconds(m_now - lastReportedAt) <= wholeSeconds(m_now - since);
}

Judgement Step::judgementOf(const Block& block, std::size_t i, TargetId id, NoteKind kind,
                            std::uint32_t hookText) const
{
    Judgement judgement{id, kind, 0, 0, hookText};
    if (kind == NoteKind::Succeeded) {
        judgement.seconds = figure(wholeSeconds(m_now - block.currentMessageAt[i]));
        judgement.limit = figure(m_options.successTimeout);
    } else if (kind == NoteKind::TimedOut) {
        judgement.seconds = figure(wholeSeconds(m_now - block.expectedChangedAt[i]));
        judgement.limit = figure(m_options.durationTimeout);
    }
    return judgement;
}

/// Keeps the earliest and the latest moment at which a waiting target is decided, if its reports
/// stay as they are.
void Step::noteWindow(const Block& block, std::size_t i)
{
    const Time deadline = firstMomentAfter(block.expectedChangedAt[i], m_options.durationTimeout);
    const Reported& reported = block.reported[i];
    const bool isHealthy = reported.version == m_plan.effective && reported.isError == 0;
    const Time success = firstMomentAfter(block.currentMessageAt[i], m_options.successTimeout);
    noteDecision(isHealthy ? std::min(success, deadline) : deadline);
}

void Step::noteDecision(Time at)
{
    m_plan.nextDecision = std::min(m_plan.nextDecision.value_or(at), at);
    m_plan.allDecided = std::max(m_plan.allDecided.value_or(at), at);
}

/// Rule 5: whether last known bad changed.
bool Step::updateKnownVersions()
{
    auto& figures = m_plan.figures;
    figures.total = m_total;
    figures.limits = limitsOf(m_options, m_total);
    const auto change = [&](VersionChange::Kind kind, VersionId& place, std::int64_t count,
                            std::int64_t threshold) {
        const bool isChange = place != m_state.rolling;
        if (isChange)
            m_plan.versionChanges.push_back({kind, m_state.rolling, place, count, threshold});
        place = m_state.rolling;
        return isChange;
    };
    if (figures.failed >= figures.limits.tolerated)
        return m_state.rolling != m_state.lastKnownGood
            && change(VersionChange::Kind::BecameBad, m_state.lastKnownBad, figures.failed,
                      figures.limits.tolerated);
    if (figures.succeeded >= figures.limits.needed && m_state.rolling != m_state.lastKnownBad)
        change(VersionChange::Kind::BecameGood, m_state.lastKnownGood, figures.succeeded,
               figures.limits.needed);
    return false;
}

// Rule 6.
std::optional<Question> Step::remove()
{
    m_stage = Stage::Select;
    const auto& figures = m_plan.figures;
    const std::int64_t count =
        std::min(figures.succeeded + figures.failed - figures.inRollout, figures.limits.batch);
    if (!m_hooks.removal || count <= 0)
        return std::nullopt;
    std::vector<TargetId> candidates;
    for (const TargetId id : m_fleet.order())
        if (m_fleet.block(id).reported[Fleet::offset(id)].version != m_plan.effective)
            candidates.push_back(id);
    if (candidates.empty())
        return std::nullopt;
    m_removable = count;
    return ask(QuestionKind::Removal, std::move(candidates), count);
}

void Step::takeRemovals(const TargetsAnswer& answer)
{
    TargetSet candidates(m_fleet.slots());
    for (const TargetId id : m_askedTargets)
        candidates.insert(id);
    for (const auto& entry : answer) {
        const auto id = knownTarget(entry);
        if (static_cast<std::int64_t>(m_plan.removals.size()) == m_removable)
            break;
        if (id && candidates.contains(*id) && m_removed.insert(*id))
            m_plan.removals.push_back(*id);
    }
    for (const TargetId id : m_plan.removals)
        leaveLists(id);
    std::sort(m_plan.removals.begin(), m_plan.removals.end());
    m_plan.figures.removed = static_cast<std::int64_t>(m_plan.removals.size());
}

/// A removed target reports another version than the effective one, so that it is no success.
void Step::leaveLists(TargetId id)
{
    const Block& block = m_fleet.block(id);
    const std::size_t i = Fleet::offset(id);
    auto& figures = m_plan.figures;
    --m_total;
    if (block.expectedVersion[i] != m_plan.effective)
        --figures.available;
    else if (block.expectedChangedAt[i] <= m_expectedLimit)
        --figures.failed;
    else
        --figures.inRollout;
}

// Rule 7.
std::optional<Question> Step::select()
{
    auto& figures = m_plan.figures;
    figures.total = m_total;
    figures.limits = limitsOf(m_options, m_total);
    figures.slots = figures.limits.batch - figures.inRollout;
    m_stage = Stage::Finish;
    if (figures.slots <= 0 || figures.available <= 0)
        return std::nullopt;
    m_stage = Stage::Approve;
    if (m_hooks.selection)
        return ask(QuestionKind::Selection, availableInOrder(figures.available), figures.slots);
    m_selected = availableInOrder(std::min(figures.slots, figures.available));
    return std::nullopt;
}

std::vector<TargetId> Step::availableInOrder(std::int64_t count) const
{
    std::vector<TargetId> targets;
    targets.reserve(static_cast<std::size_t>(count));
    for (const TargetId id : m_fleet.order()) {
        if (static_cast<std::int64_t>(targets.size()) == count)
            break;
        const bool isAvailable =
            m_fleet.block(id).expectedVersion[Fleet::offset(id)] != m_plan.effective;
        if (isAvailable && !m_removed.contains(id))
            targets.push_back(id);
    }
    return targets;
}

std::optional<TargetId> Step::knownTarget(const std::variant<TargetId, ClientState>& entry) const
{
    if (const auto* id = std::get_if<TargetId>(&entry))
        return m_fleet.isLive(*id) && !m_removed.contains(*id) ? std::optional(*id) : std::nullopt;
    const auto& state = std::get<ClientState>(entry);
    const auto id = m_fleet.find(state.group, state.name);
    if (id && !m_removed.contains(*id))
        return id;
    for (std::size_t i = 0; i < m_plan.creations.size(); ++i)
        if (m_plan.creations[i].name == state.name && m_plan.creations[i].group == state.group)
            return static_cast<TargetId>(m_fleet.slots() + i);
    return std::nullopt;
}

void Step::takeSelection(const TargetsAnswer& answer)
{
    const auto slots = static_cast<std::size_t>(m_plan.figures.slots);
    TargetSet chosen(m_fleet.slots());
    for (std::size_t i = 0; i < std::min(slots, answer.size()); ++i) {
        auto id = knownTarget(answer[i]);
        if (!id)
            id = create(answer[i]);
        if (id && chosen.insert(*id))
            m_selected.push_back(*id);
    }
}

/// A target that the entity did not know; nothing when it is not allowed (a hook that answers
/// nonsense).
std::optional<TargetId> Step::create(const std::variant<TargetId, ClientState>& entry)
{
    const auto* state = std::get_if<ClientState>(&entry);
    if (!state)
        return std::nullopt;
    if (const auto ok = checkClientState(*state); !ok) {
        m_plan.hookError = ok.error().message;
        return std::nullopt;
    }
    m_plan.creations.push_back(*state);
    return static_cast<TargetId>(m_fleet.slots() + m_plan.creations.size() - 1);
}

// Rule 8.
std::optional<Question> Step::approve()
{
    auto& figures = m_plan.figures;
    figures.selected = static_cast<std::int64_t>(m_selected.size());
    figures.created = static_cast<std::int64_t>(m_plan.creations.size());
    m_stage = Stage::Finish;
    if (m_selected.empty())
        return std::nullopt;
    if (m_hooks.approval)
        return ask(QuestionKind::Approval, m_selected, figures.selected);
    for (const TargetId id : m_selected)
        assign(id);
    return std::nullopt;
}

void Step::takeApproval(const TargetsAnswer& answer)
{
    TargetSet open(m_fleet.slots());
    for (const TargetId id : m_selected)
        open.insert(id);
    TargetSet done(m_fleet.slots());
    for (const auto& entry : answer) {
        const auto* given = std::get_if<TargetId>(&entry);
        const auto id = given ? std::optional(*given) : knownTarget(entry);
        if (id && open.contains(*id) && done.insert(*id))
            assign(*id);
    }
}

void Step::assign(TargetId id)
{
    const bool isNew = raw(id) >= m_fleet.slots();
    const VersionId expected =
        isNew ? m_plan.before.lastKnownGood : m_fleet.block(id).expectedVersion[Fleet::offset(id)];
    if (expected == m_plan.effective)
        return;
    const NoteKind reason = m_state.rolling == m_state.lastKnownBad ? NoteKind::RollingBack
        : m_state.rolling == m_state.lastKnownGood                  ? NoteKind::ConfirmingGood
                                                                    : NoteKind::RollingOut;
    m_plan.assignments.push_back({id, reason});
}

// Rule 9.
void Step::finish()
{
    auto& figures = m_plan.figures;
    figures.assigned = static_cast<std::int64_t>(m_plan.assignments.size());
    (void)updateKnownVersions();
    const bool isUnderWay = figures.succeeded < figures.limits.needed
        && m_state.rolling != m_state.lastKnownGood && m_state.rolling != m_state.lastKnownBad;
    if (!isUnderWay)
        startRolling();
    if (figures.assigned > 0)
        noteDecision(firstMomentAfter(m_now, m_options.durationTimeout));
    complete();
}

void Step::startRolling()
{
    if (m_state.rolling != m_state.target)
        m_plan.versionChanges.push_back(
            {VersionChange::Kind::RollingStarted, m_state.target, m_state.rolling});
    m_state.rolling = m_state.target;
}

void Step::complete()
{
    m_plan.after = m_state;
    m_plan.waiting = whatItWaitsFor();
    m_stage = Stage::Done;
}

/// First that fits wins.
Waiting Step::whatItWaitsFor() const
{
    const auto& figures = m_plan.figures;
    // The step ended with an error: that is what it waits for.
    if (m_plan.verdict == Verdict::NoTargetVersion)
        return Waiting::ForVersion;
    if (m_plan.verdict == Verdict::Held)
        return Waiting::ForMonitoring;
    if (m_plan.verdict == Verdict::RemovalFailed)
        return Waiting::ForRemoval;
    // Nobody to roll out to.
    if (m_total == 0)
        return Waiting::ForReports;
    // Another version rolls from the next step on, or it rolls back from there.
    if (m_plan.after.effectiveVersion() != m_plan.effective)
        return Waiting::ForNextStep;
    // There was room, and targets for it, but hooks held them back.
    if (figures.slots > 0 && figures.selected < std::min(figures.slots, figures.available))
        return Waiting::ForSelection;
    if (figures.assigned < figures.selected)
        return Waiting::ForApproval;
    // Windows of those that were told have to pass.
    if (figures.inRollout + figures.assigned > 0)
        return Waiting::ForWindows;
    return Waiting::ForNothing;
}

ClientState Step::describe(TargetId id) const
{
    if (raw(id) < m_fleet.slots())
        return expectedState(m_fleet, id);
    ClientState state = m_plan.creations[raw(id) - m_fleet.slots()];
    state.version = m_fleet.versions().at(m_plan.before.lastKnownGood);
    state.message = rollout::describe(Note{}, state.version, {});
    state.isError = false;
    return state;
}

} // namespace rollout
