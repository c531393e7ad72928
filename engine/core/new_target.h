#pragma once

// How a target begins that was not known before.

#include "core/record.h"

namespace rollout {

/// Healthy for as long as the success time-out, told to run the last known good version.
[[nodiscard]] Target newTarget(const Reported& reported, const RecordContext& context);

} // namespace rollout
