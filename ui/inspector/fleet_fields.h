#pragma once

// The numbers of a whole simulated fleet that a form edits. Pure.

#include <span>

#include "core/simulation_settings.h"
#include "ui/inspector/number_field.h"

namespace rollout {

using FleetField = NumberField<SimulationSettings>;

[[nodiscard]] std::span<const FleetField> fleetAdoptionFields(); ///< F3
[[nodiscard]] std::span<const FleetField> pollFields(); ///< F3 of targets that ask
[[nodiscard]] std::span<const FleetField> comingAndGoingFields(); ///< F8, F15, F16
[[nodiscard]] std::span<const FleetField> operatorFields(); ///< F18, when people are asked

} // namespace rollout
