#include "core/rollout.h"

#include <algorithm>
#include <string>

namespace rollout {

namespace {

Result<void> checkPercent(std::string_view what, Percent percent)
{
    if (percent.value() >= 0 && percent.value() <= 100)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   std::string(what) + " is " + std::to_string(percent.value())
                       + "; it must be a whole number from 0 to 100");
}

Result<void> checkTimeout(std::string_view what, Seconds timeout)
{
    if (timeout >= Seconds(0) && timeout <= maximumTimeout)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   std::string(what) + " is " + std::to_string(timeout.count())
                       + " s; it must be from 0 s to ten years ("
                       + std::to_string(maximumTimeout.count()) + " s)");
}

} // namespace

Result<void> checkOptions(const RolloutOptions& options)
{
    if (auto ok = checkPercent("batch percent", options.batch); !ok)
        return ok;
    if (auto ok = checkPercent("success percent", options.success); !ok)
        return ok;
    if (auto ok = checkTimeout("success time-out", options.successTimeout); !ok)
        return ok;
    return checkTimeout("duration time-out", options.durationTimeout);
}

Limits limitsOf(const RolloutOptions& options, std::int64_t total)
{
    Limits limits;
    limits.batch = std::max<std::int64_t>(1, options.batch.of(total));
    limits.needed = options.success.of(total);
    limits.tolerated = std::max<std::int64_t>(1, total - limits.needed);
    return limits;
}

RolloutState withTargetVersion(RolloutState state, VersionId version)
{
    state.target = version;
    return state;
}

RolloutState withForcedTargetVersion(RolloutState state, VersionId version)
{
    state.target = version;
    if (state.rolling != state.lastKnownGood && state.rolling != version)
        state.lastKnownBad = state.rolling;
    return state;
}

} // namespace rollout
