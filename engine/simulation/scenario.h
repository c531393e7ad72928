#pragma once

// Where a rehearsal begins.

#include "core/entity_state.h"
#include "core/scenario.h"

namespace rollout {

/// The moment that is t = 0 of a run: the first step that may assign the new version.
[[nodiscard]] Time firstAssigningStep(const Scenario& scenario);

/// The state before the step at −tick: every target has run the old version, which is last known
/// good, for longer than the success time-out; the new version was just asked for.
[[nodiscard]] EntityState establishedFleet(const Scenario& scenario);

/// The same with the step at −tick at another clock time, as a fleet that is simulated by itself;
/// what happens by the clock happens then.
[[nodiscard]] EntityState establishedFleet(const Scenario& scenario, Time before);
/// A policy as it is followed in this scenario: without an operator's delay nobody is asked.
[[nodiscard]] Policy rehearsedPolicy(const Scenario& scenario, Policy policy);

} // namespace rollout
