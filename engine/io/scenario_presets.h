#pragma once

// Scenarios that ship: fleets that misbehave in well-known ways, the hazards of rollout policies,
// and exercises. The files of resources/scenarios, compiled in. Any thread.

#include <span>
#include <string_view>

#include "core/result.h"
#include "core/scenario.h"

namespace rollout {

struct ScenarioPreset
{
    std::string_view name; ///< "one-bad-zone"
    std::string_view yaml; ///< with comments that say what it is for
};

/// By name.
[[nodiscard]] std::span<const ScenarioPreset> scenarioPresets();

/// NotFound names those that there are.
[[nodiscard]] Result<NamedScenario> scenarioNamed(std::string_view name);

} // namespace rollout
