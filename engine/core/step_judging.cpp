// Rules 3 to 5 of a step: who is well, what becomes of each target in rollout, and what that makes
// of the versions.

#include <algorithm>

#include "core/names.h"
#include "core/step.h"

namespace rollout {

namespace {

/// What step 4 of the rules makes of a target that is told to run the effective version.
enum class Outcome : std::uint8_t { Unhealthy, FellSilent, Succeeded, TimedOut, Waiting };

NoteKind noteOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Unhealthy:
        return NoteKind::Unhealthy;
    case Outcome::FellSilent:
        return NoteKind::FellSilent;
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
            heedMonitoring(*answer.front(), true);
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

/// External monitoring says that something is wrong, or (no verdict) cannot be asked.
void Step::heedMonitoring(std::string message, bool isVerdict)
{
    const Guards& guards = m_rules.guards;
    const bool isGood = m_state.rolling == m_state.lastKnownGood;
    const bool canRollBack = !m_isRollingBack && !m_askedTargets.empty()
        && (isGood ? isWatched(m_state, m_rules.guards, m_progress, m_now)
                   : m_state.lastKnownGood != VersionId::None);
    MonitoringAction action = guards.monitoring;
    // Who cannot be asked has not said that the version is bad.
    if (action == MonitoringAction::RollBack && !isVerdict)
        action = MonitoringAction::Hold;
    // Nobody runs the version yet, or there is nothing to go back to; or it is on its way back.
    if (action == MonitoringAction::RollBack && !canRollBack)
        action = isGood || m_isRollingBack ? MonitoringAction::Report : MonitoringAction::Hold;
    if (guards.openForRollback && m_isRollingBack)
        action = MonitoringAction::Report;
    switch (action) {
    case MonitoringAction::Hold:
        return endWith(Verdict::Held, std::move(message));
    case MonitoringAction::RollBack:
        (void)becomeBad(0, 0);
        return endWith(Verdict::ThresholdCrossed, std::move(message));
    case MonitoringAction::Report:
        m_plan.hookError = cleanMessage(std::move(message));
        return;
    }
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
        if (block.expectedVersion[i] == m_plan.effective && !block.isExcluded[i]
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
    m_stage = m_waveOf.empty() ? Stage::Remove : Stage::Wave;
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
        if (!block.isLive[i] || block.isExcluded[i])
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
        // Nobody knows how it is, for too long; not asked for without its guard.
        if (m_keepsSilent && isSilentFailure(id))
            return Outcome::FellSilent;
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
        m_failingYet +=
            block.reported[i].isError != 0 && block.reported[i].version == m_plan.effective;
        return noteWindow(block, i);
    case Outcome::Succeeded:
        ++figures.succeeded;
        break;
    case Outcome::Unhealthy:
    case Outcome::FellSilent:
    case Outcome::TimedOut:
        ++figures.failed;
        break;
    }
    // First seen, and neither assigned anything nor of another version since.
    if (outcome != Outcome::Succeeded && block.currentChangedAt[i] == block.expectedChangedAt[i])
        ++m_failedNewcomers;
    if (!m_waveOf.empty()) {
        WaveFigures& wave = m_waveFigures[m_waveOf[raw(id)]];
        ++(outcome == Outcome::Succeeded ? wave.succeeded : wave.failed);
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

bool Step::isSilentFailure(TargetId id) const
{
    const Time toldAt = m_fleet.block(id).expectedChangedAt[Fleet::offset(id)];
    return m_now - std::max(m_fleet.reportTimes().at(id), toldAt) > m_rules.guards.forgetAfter;
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
    } else if (kind == NoteKind::FellSilent) {
        judgement.seconds = figure(wholeSeconds(m_now - m_fleet.reportTimes().at(id)));
        judgement.limit = figure(m_rules.guards.forgetAfter);
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
    figures.limits = limits();
    if (figures.failed >= figures.limits.tolerated) {
        if (m_state.rolling != m_state.lastKnownGood)
            return becomeBad(figures.failed, figures.limits.tolerated);
        // A machine that joined with another version says nothing of this one.
        const std::int64_t failed = figures.failed - m_failedNewcomers;
        return failed >= figures.limits.tolerated
            && isWatched(m_state, m_rules.guards, m_progress, m_now)
            && becomeBad(failed, figures.limits.tolerated);
    }
    if (isGoodEnough() && m_state.rolling != m_state.lastKnownBad)
        becomeGood();
    return false;
}

bool Step::becomeBad(std::int64_t count, std::int64_t threshold)
{
    // Good already, but watched: the one before is the good one again.
    if (m_state.rolling == m_state.lastKnownGood)
        m_state.lastKnownGood = m_progress.previousGood;
    m_progress.promoted = VersionId::None;
    if (m_state.lastKnownBad == m_state.rolling)
        return false;
    m_plan.versionChanges.push_back(
        {VersionChange::Kind::BecameBad, m_state.rolling, m_state.lastKnownBad, count, threshold});
    m_state.lastKnownBad = m_state.rolling;
    m_progress.forgetBad(m_state.lastKnownBad);
    return true;
}

void Step::becomeGood()
{
    if (m_state.lastKnownGood == m_state.rolling)
        return;
    const auto& figures = m_plan.figures;
    m_plan.versionChanges.push_back({VersionChange::Kind::BecameGood, m_state.rolling,
                                     m_state.lastKnownGood, figures.succeeded,
                                     figures.limits.needed});
    m_progress.previousGood = m_state.lastKnownGood;
    m_progress.goodSince = m_now;
    m_state.lastKnownGood = m_state.rolling;
}

/// Enough have succeeded to call the rolling version good.
bool Step::isGoodEnough() const
{
    const auto& figures = m_plan.figures;
    const Guards& guards = m_rules.guards;
    // With all targets in maintenance nobody has proven anything.
    if (m_total == 0 && m_fleet.excluded() > 0)
        return false;
    return figures.succeeded >= figures.limits.needed
        && figures.succeeded >= std::min(guards.minimumTargets, m_total - figures.failed)
        && (guards.minimumTime == Seconds(0)
            || m_now - m_progress.rollingSince >= guards.minimumTime)
        && (m_waveOf.empty() || m_progress.wave >= m_rules.waves.size());
}

} // namespace rollout
