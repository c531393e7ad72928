#include "core/predict.h"

#include <algorithm>

#include "core/wave_schedule.h"

namespace rollout {

namespace {

/// Whether four options say it all, so that closed forms hold.
bool isPlain(const Policy& policy)
{
    const Guards& guards = policy.guards;
    return policy.waves.empty() && !guards.stopWhileUnhealthy && guards.watchAfterGood == Seconds(0)
        && guards.minimumTime == Seconds(0) && guards.minimumTargets == 0;
}

void predictPlain(Predictions& predictions, const PolicyCase& at)
{
    predictions.lastKnownGood = timeToLastKnownGood(at);
    predictions.complete = timeToComplete(at);
    predictions.allBad = allBad(at);
}

void takeGood(Predictions& predictions, const Schedule& good)
{
    predictions.goodRolledBack = good.bad;
    if (good.bad)
        return;
    predictions.lastKnownGood = good.good;
    if (good.good && good.told)
        predictions.complete = std::max(*good.good, *good.told + predictions.figures.adoption);
}

void takeBad(Predictions& predictions, const Schedule& bad, const PolicyCase& at)
{
    AllBad& result = predictions.allBad;
    result.isDetected = bad.bad.has_value();
    predictions.allBadStalls = !bad.bad && !bad.good;
    result.exposed = bad.assigned;
    if (!bad.bad)
        return;
    result.detected = *bad.bad;
    result.badTargetSeconds = bad.waited + waitedForRollback(at, bad.assigned);
    result.rolledBack = result.detected + rollbackDuration(at, bad.assigned);
}

bool asksPeople(const Policy& policy)
{
    const auto isManual = [](const Wave& wave) { return wave.isManual; };
    return policy.approval.required > 0
        || std::any_of(policy.waves.begin(), policy.waves.end(), isManual);
}

} // namespace

Predictions predict(const LintInput& input)
{
    const PolicyCase at = caseOf(input);
    Predictions predictions;
    predictions.figures = figuresOf(at);
    predictions.needed = std::max(predictions.figures.needed,
                                  std::min(input.policy.guards.minimumTargets, at.targets));
    predictions.waitsForPeople = asksPeople(input.policy);
    const auto sizes = waveSizesOf(input);
    predictions.needsFleet = !sizes;
    if (!sizes)
        return predictions;
    predictions.waveSizes = *sizes;
    if (isPlain(input.policy) && predictions.figures.isPossible && predictions.needed > 0) {
        predictPlain(predictions, at);
        return predictions;
    }
    const ScheduleCase schedule{at, input.policy,
                                sizes->empty() ? std::vector<std::int64_t>{at.targets} : *sizes};
    takeGood(predictions, scheduleOf(schedule, FleetFate::AllGood));
    takeBad(predictions, scheduleOf(schedule, FleetFate::AllBad), at);
    return predictions;
}

Seconds timeToRollBack(const LintInput& input, std::int64_t assigned)
{
    return rollbackDuration(caseOf(input), assigned);
}

} // namespace rollout
