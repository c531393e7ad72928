#include "ui/overview/overview_figures.h"

#include <algorithm>

namespace rollout {

namespace {

std::int64_t divideUp(std::int64_t value, std::int64_t by)
{
    return (value + by - 1) / by;
}

VersionPlace placeOf(VersionId version, const EntitySummary& summary)
{
    const auto share =
        std::find_if(summary.shares.begin(), summary.shares.end(),
                     [version](const VersionShare& s) { return s.version == version; });
    if (share == summary.shares.end())
        return {version, 0, 0};
    return {version, share->current, share->failing};
}

std::int64_t countOf(const EntitySummary& summary, TargetPhase phase)
{
    return summary.phases[static_cast<std::size_t>(phase)];
}

/// The last step's figures; before the first step of a session, what can be seen from the targets
/// themselves.
StepFigures figuresOf(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    if (snapshot.lastPlan && !isError(snapshot.lastPlan->verdict))
        return snapshot.lastPlan->figures;
    StepFigures figures;
    figures.total = summary.total;
    figures.limits = limitsOf(snapshot.state.options, summary.total);
    figures.succeeded = countOf(summary, TargetPhase::Succeeded);
    figures.failed = countOf(summary, TargetPhase::Failed);
    figures.inRollout = countOf(summary, TargetPhase::Assigned)
        + countOf(summary, TargetPhase::Baking) + countOf(summary, TargetPhase::RollingBack);
    return figures;
}

std::optional<TimeLeft> timeLeftOf(const EntityState& state, RolloutPhase phase,
                                   const StepFigures& figures)
{
    const bool isUnderWay = phase == RolloutPhase::RollingOut || phase == RolloutPhase::RollingBack
        || phase == RolloutPhase::Establishing;
    const std::int64_t left = figures.total - figures.succeeded - figures.failed;
    if (!isUnderWay || left <= 0)
        return std::nullopt;
    TimeLeft time;
    time.waves = divideUp(left, std::max<std::int64_t>(figures.limits.batch, 1));
    time.wave = waveOf(state);
    time.total = time.wave * time.waves;
    time.isAtLeast = !state.isSimulated();
    return time;
}

} // namespace

Seconds waveOf(const EntityState& state)
{
    const std::int64_t window = state.options.successTimeout.count() + 1;
    if (!state.simulation)
        return Seconds(window);
    const std::int64_t tick = std::max<std::int64_t>(state.simulation->tick.count(), 1);
    const std::int64_t adoption = divideUp(state.simulation->adoptMedian.count(), 1000 * tick);
    return Seconds(tick * std::max<std::int64_t>(adoption, 1) + tick * divideUp(window, tick));
}

OverviewFigures overviewOf(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const RolloutState& rollout = snapshot.state.rollout;
    const StepFigures figures = figuresOf(snapshot, summary);
    const Limits& limits = figures.limits;
    OverviewFigures overview;
    overview.phase = summary.phase;
    overview.phases = summary.phases;
    overview.total = summary.total;
    overview.target = placeOf(rollout.target, summary);
    overview.rolling = placeOf(rollout.rolling, summary);
    overview.lastKnownGood = placeOf(rollout.lastKnownGood, summary);
    overview.lastKnownBad = placeOf(rollout.lastKnownBad, summary);
    const std::int64_t inRollout = figures.inRollout + figures.assigned;
    overview.inRollout = {inRollout, limits.batch, std::max(limits.batch, inRollout)};
    overview.succeeded = {figures.succeeded, limits.needed,
                          std::max<std::int64_t>(figures.total, 1)};
    // A scale a little longer than what is tolerated, so that the mark is seen before it is
    // reached.
    overview.failed = {figures.failed, limits.tolerated,
                       std::max(limits.tolerated + limits.tolerated / 4, figures.failed)};
    overview.timeLeft = timeLeftOf(snapshot.state, summary.phase, figures);
    return overview;
}

} // namespace rollout
