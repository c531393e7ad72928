#pragma once

// A rollout in numbers of targets, from one moment at which something happens to the next: what
// closed forms cannot say of guards and waves. Internal to predict.cpp.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/policy.h"
#include "core/predictions.h"

namespace rollout {

/// Every target of the new version has the same fate.
enum class FleetFate : std::uint8_t { AllGood, AllBad };

struct ScheduleCase
{
    PolicyCase options;
    const Policy& policy; ///< guards and waves; manual waves are released at once
    std::vector<std::int64_t> waveSizes; ///< of each wave, and after the last
};

/// Times count from the first step that may assign; nothing: it never happens.
struct Schedule
{
    std::optional<Seconds> good; ///< first became last known good
    std::optional<Seconds> bad; ///< became last known bad
    std::optional<Seconds> told; ///< the last target was assigned
    std::int64_t assigned = 0; ///< targets ever assigned
    double waited = 0; ///< all bad: from each target's assignment until `bad`, in target-seconds
};

/// The rules of step.h on counts. Waves take their targets in the order of the fleet; each needs a
/// success (otherwise two batches may be under way at once, and targets counted that adopt later).
[[nodiscard]] Schedule scheduleOf(const ScheduleCase& at, FleetFate fate);

} // namespace rollout
