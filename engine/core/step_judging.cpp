// Rules 3 to 5 of a step: who is well, what becomes of each target in rollout, and what that makes
// of the versions.

#include <algorithm>

#include "core/names.h"
#include "core/step.h"

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

void Step::takeHealth(QuestionKind asked, const HealthAnswer& answer)
{
    if (asked == QuestionKind::ExternalHealth) {
        if (!answer.empty() && answer.front())
            endWith(Verdict::Held, *answer.front());
        return;
    }
    for (std::size_t i = 0; i < std::min(answer.size(), m_askedTargets.size()); ++i)
        if (answer[i]) {
            m_plan.hookTexts.push_back(cleanMessage(*answer[i]));
            m_unhealthy.emplace_back(m_askedTargets[i],
                                     static_cast<std::uint32_t>(m_plan.hookTexts.size()));
        }
    std::sort(m_unhealthy.begin(), m_unhealthy.end());
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
    if (isMarked && isSameText)
        return;
    m_plan.judgements.push_back(
        judgementOf(block, i, id, noteOf(outcome), hookText ? *hookText : 0));
    m_plan.judgements.back().isNewMark = !isMarked;
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
    Judgement judgement{id, kind, 0, 0, hookText, true};
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
    noteDecision(windowEnd(block, i, block.expectedChangedAt[i]));
}

/// When a target that was told the effective version at `toldAt` is decided, at the earliest now.
Time Step::windowEnd(const Block& block, std::size_t i, Time toldAt) const
{
    const Time deadline = firstMomentAfter(toldAt, m_options.durationTimeout);
    const Reported& reported = block.reported[i];
    if (reported.version != m_plan.effective || reported.isError != 0)
        return deadline;
    const Time success = firstMomentAfter(block.currentMessageAt[i], m_options.successTimeout);
    return std::max(m_now, std::min(success, deadline));
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

} // namespace rollout
