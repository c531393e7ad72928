#include "core/step_rules.h"

namespace rollout {

bool isWatched(const RolloutState& rollout, const Guards& guards, const Progress& progress,
               Time now)
{
    return guards.watchAfterGood > Seconds(0) && rollout.rolling == rollout.lastKnownGood
        && progress.previousGood != VersionId::None && progress.previousGood != rollout.rolling
        && now - progress.goodSince <= guards.watchAfterGood;
}

bool keepsSilent(const RolloutState& rollout, const Guards& guards, const Progress& progress,
                 Time now)
{
    return guards.silentCountsAsFailed
        && (rollout.rolling != rollout.lastKnownGood || isWatched(rollout, guards, progress, now));
}

} // namespace rollout
