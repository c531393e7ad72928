#pragma once

// What is simulated: a fleet on which one version is established and another is asked for.

#include <cstdint>
#include <string>

#include "core/entity_state.h"
#include "core/result.h"
#include "core/rollout.h"
#include "core/simulation_settings.h"

namespace rollout {

/// Versions of every rehearsed rollout.
inline constexpr const char* oldVersion = "v1";
inline constexpr const char* newVersion = "v2";

/// Targets that never fail and adopt after 5 s.
[[nodiscard]] inline SimulationSettings promptFleet()
{
    SimulationSettings settings;
    settings.adoptMedian = Milliseconds(5000);
    return settings;
}

/// A value. Defaults are those of the command line.
struct Scenario
{
    std::int64_t targets = 100; ///< 1 to 10,000,000
    std::int64_t groups = 1; ///< 1 to targets; the targets are spread over them evenly, in order
    RolloutOptions options;
    SimulationSettings fleet = promptFleet();
    Seconds until{
        30 * 24
        * 3600}; ///< the last moment, from the first step that may assign; a step at it is taken
};

inline constexpr std::int64_t maximumSimulatedTargets = 10'000'000;

/// One sentence on the first value that is out of its range.
[[nodiscard]] Result<void> checkScenario(const Scenario& scenario);

/// The moment that is t = 0 of every run: the first step that may assign the new version.
[[nodiscard]] Time firstAssigningStep();

/// The state before the step at −tick: every target has run the old version, which is last known
/// good, for longer than the success time-out; the new version was just asked for.
[[nodiscard]] EntityState establishedFleet(const Scenario& scenario);

} // namespace rollout
