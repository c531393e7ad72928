#include "ui/overview/overview_figures.h"

#include <algorithm>

#include "ui/common/last_step.h"
#include "ui/common/sentences.h"

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

/// The version that the rollout is about, now or from the next step on.
VersionId versionToCome(const RolloutState& rollout)
{
    return beginsWithNextStep(rollout) ? rollout.target : rollout.effectiveVersion();
}

/// As they are before anybody was told the version.
StepFigures freshFigures(const EntityState& state)
{
    StepFigures figures;
    figures.total = static_cast<std::int64_t>(state.fleet.participants());
    figures.available = figures.total;
    figures.limits = limitsOf(state.options, figures.total);
    return figures;
}

/// Once everybody is told, the step knows when the last window closes.
std::optional<Seconds> untilAllDecided(const EntitySnapshot& snapshot, const StepFigures& figures)
{
    const auto& plan = snapshot.lastPlan;
    if (!plan || !plan->allDecided || figures != plan->figures
        || figures.available > figures.assigned)
        return std::nullopt;
    return std::max(std::chrono::ceil<Seconds>(*plan->allDecided - snapshot.now), Seconds(1));
}

std::optional<TimeLeft> timeLeftOf(const EntitySnapshot& snapshot, const EntitySummary& summary,
                                   const StepFigures& figures)
{
    const EntityState& state = snapshot.state;
    const VersionId version = versionToCome(state.rollout);
    const std::int64_t left = figures.total - figures.succeeded - figures.failed;
    if (version == VersionId::None || left <= 0)
        return std::nullopt;
    // Targets that fail may never come to report it; all others that do not have to adopt it first.
    const std::int64_t others =
        static_cast<std::int64_t>(state.fleet.participants()) - placeOf(version, summary).reporting;
    const Adopting adoption = others <= figures.failed ? Adopting::Done : Adopting::ToCome;
    TimeLeft time;
    time.waves = divideUp(left, std::max<std::int64_t>(figures.limits.batch, 1));
    time.wave = waveOf(state, adoption);
    time.total = time.wave * time.waves;
    if (const auto all = untilAllDecided(snapshot, figures))
        time.total = std::min(time.total, *all);
    time.isAtLeast = !state.isSimulated() && adoption == Adopting::ToCome;
    return time;
}

} // namespace

Seconds waveOf(const EntityState& state, Adopting adoption)
{
    const std::int64_t window = state.options.successTimeout.count() + 1;
    if (!state.simulation)
        return Seconds(window);
    const std::int64_t tick = std::max<std::int64_t>(state.simulation->tick.count(), 1);
    const std::int64_t untilSuccess = tick * divideUp(window, tick);
    if (adoption == Adopting::Done)
        return Seconds(untilSuccess);
    const std::int64_t ticks = divideUp(state.simulation->adoption.median.count(), 1000 * tick);
    return Seconds(tick * std::max<std::int64_t>(ticks, 1) + untilSuccess);
}

OverviewFigures overviewOf(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const RolloutState& rollout = snapshot.state.rollout;
    const StepFigures figures = currentFigures(snapshot, summary);
    const Limits& limits = figures.limits;
    OverviewFigures overview;
    overview.isStopped = snapshot.state.control.isStopped();
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
    overview.timeLeft = timeLeftOf(
        snapshot, summary, beginsWithNextStep(rollout) ? freshFigures(snapshot.state) : figures);
    return overview;
}

} // namespace rollout
