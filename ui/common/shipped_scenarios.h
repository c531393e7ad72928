#pragma once

// Scenarios that ship as lists show them, and as ways for a simulated fleet to behave. Any thread.

#include <string>
#include <vector>

#include "core/entity_state.h"

namespace rollout {

struct ShippedScenario
{
    std::string name;
    std::string title;
    std::string description; ///< a sentence
    SimulationSettings fleet; ///< how it behaves
    bool isModel = false; ///< its version misbehaves on any fleet alike: no group or tag of its
                          ///< own, nothing that is done meanwhile, no exercise
};
/// By name. The first call reads them.
[[nodiscard]] const std::vector<ShippedScenario>& shippedScenarios();

/// The version that a what-if on the entity rolls out: the one that is asked for, when it is not
/// last known good; else the last known bad one; else another that its simulation has a model of.
/// Empty: none of these.
[[nodiscard]] std::string newVersionOf(const EntityState& state);

/// How the entity would be simulated if it behaved like the fleet of a scenario: the scenario's new
/// version is newVersionOf() the entity, its old one the last known good one, each called as in the
/// scenario when there is none. Seed, tick and clock stay the entity's, which is simulated.
[[nodiscard]] SimulationSettings behavingLike(const EntityState& state,
                                              const SimulationSettings& fleet);

} // namespace rollout
