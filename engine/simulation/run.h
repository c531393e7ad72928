#pragma once

// One rehearsed rollout: the engine's own core on a virtual clock, from the step that makes the new
// version the rolling one to the end.
//
// The step at −tick makes the new version the rolling one and assigns nothing; the step at t = 0 is
// the first that may assign; steps go on at every tick. In each step first the targets report, then
// the engine decides.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "simulation/scenario.h"

namespace rollout {

enum class Outcome : std::uint8_t {
    Completed, ///< the new version is last known good and every remaining target reports it
    RolledBack, ///< the new version is last known bad and every remaining target reports the old
                ///< one again
    Unfinished, ///< neither until the scenario's end
};

/// Figures of a run. Times are seconds from t = 0; counts are targets.
enum class Metric : std::uint8_t {
    TimeToLastKnownGood,
    TimeToComplete,
    TimeToDetect, ///< the new version became last known bad
    TimeToRolledBack,
    Assigned, ///< ever told to run the new version
    Bad, ///< of those, the ones whose fate on it is to fail or to fall silent, sooner or later
    BadTargetSeconds, ///< summed over the steps: tick × targets that last reported the new version
                      ///< and are failing
    TargetsLost, ///< forgotten as silent
};
inline constexpr std::size_t metricCount = 8;

/// "timeToLastKnownGood" and so on: the names that scripts use.
[[nodiscard]] std::string_view metricName(Metric metric);
inline constexpr std::size_t indexOf(Metric metric)
{
    return static_cast<std::size_t>(metric);
}

struct RunResult
{
    Outcome outcome = Outcome::Unfinished;
    bool badBecameGood =
        false; ///< the new version became last known good with at least one bad target on it
    std::array<std::optional<double>, metricCount> metrics; ///< nothing: not defined in this run
    std::uint64_t digest = 0; ///< of the trace: every step's time, reports' totals and decisions

    [[nodiscard]] std::optional<double> metric(Metric m) const { return metrics[indexOf(m)]; }
    bool operator==(const RunResult&) const = default;
};

/// Steps in which nothing happens (no report changes, nothing is decided, no window closes) leave
/// everything as it was, so they need not be taken one by one.
enum class QuietSteps : std::uint8_t { Skip, Take };

/// The same result, digest included, whether quiet steps are skipped or taken. The scenario must
/// have passed checkScenario, `established` be its establishedFleet(). Runs of one scenario may go
/// on in many threads at once, on one `established`.
[[nodiscard]] RunResult simulateRun(const Scenario& scenario, const EntityState& established,
                                    std::uint64_t run, QuietSteps quietSteps = QuietSteps::Skip);

} // namespace rollout
