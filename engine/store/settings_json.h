#pragma once

// How an entity's simulation is kept: as JSON, so that a simulation that learns more needs no new
// columns.

#include <QVariant>
#include <optional>
#include <string>

#include "core/result.h"
#include "core/simulation_settings.h"

namespace rollout {

[[nodiscard]] std::string settingsToJson(const SimulationSettings& settings);
/// A value for a column {text} that is NULL for a live fleet.
[[nodiscard]] QVariant simulationValue(const std::optional<SimulationSettings>& settings);
/// Fields that are missing have their default; `where` names the entity in an error.
[[nodiscard]] Result<SimulationSettings> settingsFromJson(const std::string& json,
                                                          const std::string& where);

} // namespace rollout
