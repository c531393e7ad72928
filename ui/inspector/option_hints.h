#pragma once

// What rollout options mean for a fleet, and whether they can work at all. Pure.

#include <QString>
#include <QStringList>

#include <optional>

#include "core/entity_state.h"

namespace rollout {

/// "Of 1,000 targets: batch 50, needed 950, tolerated 50."
[[nodiscard]] QString effectiveWords(const RolloutOptions& options, std::int64_t total);

/// Why no healthy target could succeed, and why the version would be good before anything has run;
/// empty when neither holds. A simulated fleet's tick and adoption are known (a duration time-out
/// under the slot time of engine/simulation's closed forms is impossible); of a live one only the
/// success time-out is.
[[nodiscard]] QStringList optionsWarnings(const RolloutOptions& options, std::int64_t total,
                                          const std::optional<SimulationSettings>& simulation);

} // namespace rollout
