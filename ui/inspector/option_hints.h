#pragma once

// What rollout options mean for a fleet. Pure.

#include <QString>

#include "core/rollout.h"

namespace rollout {

/// "Of 1,000 targets: batch 50, needed 950, tolerated 50."
[[nodiscard]] QString effectiveWords(const RolloutOptions& options, std::int64_t total);

} // namespace rollout
