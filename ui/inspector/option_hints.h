#pragma once

// What rollout options mean for a fleet, and whether they can work at all. Pure.

#include <QString>

#include <optional>

#include "core/entity_state.h"

namespace rollout {

/// "Of 1,000 targets: batch 50, needed 950, tolerated 50."
[[nodiscard]] QString effectiveWords(const RolloutOptions& options, std::int64_t total);

/// Why no healthy target could succeed, or why the version would be good before anything has run;
/// nothing when neither holds. A simulated fleet's tick and adoption are known (a deadline under
/// the slot time of engine/simulation's closed forms is impossible); of a live one only the window
/// is.
[[nodiscard]] std::optional<QString>
optionsWarning(const RolloutOptions& options, std::int64_t total,
               const std::optional<SimulationSettings>& simulation);

} // namespace rollout
