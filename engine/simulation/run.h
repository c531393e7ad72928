#pragma once

// One rehearsed rollout: the engine's own core on a virtual clock, from the step that makes the new
// version the rolling one to the end.
//
// The step at −tick makes the new version the rolling one and assigns nothing; the step at t = 0 is
// the first that may assign; steps go on at every tick. In each step first the targets report, then
// the engine decides. A run goes on while a version that became good is still watched (its guard);
// its times are those at which things came about.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/plan.h"
#include "simulation/scenario.h"
#include "simulation/simulated_fleet.h"

namespace rollout {

enum class Outcome : std::uint8_t {
    Completed, ///< the new version is last known good, no longer watched, and every remaining
               ///< target reports it
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
    MostBadAtOnce, ///< at one step: targets that last reported the new version and are failing
    MostUnhealthyAtOnce, ///< at one step: targets that fail on whatever they run, or are gone
    UnhealthyAtEnd, ///< the same at the last step
    OperatorWaiting, ///< seconds in which somebody had to approve, or to let a wave go on
    TimeOfFirstBad, ///< the first step at which a target was failing on the new version
};
inline constexpr std::size_t metricCount = 13;
/// The first ones, which rolloutctl simulate prints.
inline constexpr std::size_t basicMetricCount = 8;

/// "timeToLastKnownGood" and so on: the names that scripts use.
[[nodiscard]] std::string_view metricName(Metric metric);
inline constexpr std::size_t indexOf(Metric metric)
{
    return static_cast<std::size_t>(metric);
}

struct RunResult
{
    Outcome outcome = Outcome::Unfinished;
    bool badBecameGood = false; ///< the new version became last known good with at least one bad
                                ///< target on it, and stayed that
    std::array<std::optional<double>, metricCount> metrics; ///< nothing: not defined in this run
    std::string firstRefusal; ///< of the scenario's actions, the first that the engine refused;
                              ///< empty: none
    std::uint64_t digest = 0; ///< of the trace: every step's time, reports' totals and decisions

    [[nodiscard]] std::optional<double> metric(Metric m) const { return metrics[indexOf(m)]; }
    bool operator==(const RunResult&) const = default;
};

/// How far a run was after a step at which any of it changed.
struct TracePoint
{
    float seconds = 0; ///< from t = 0
    std::int32_t onNew = 0; ///< targets that last reported the new version
    std::int32_t failing = 0; ///< of these, the ones that fail on it

    bool operator==(const TracePoint&) const = default;
};

/// Steps in which nothing happens (no report changes, nothing is decided, no window closes) leave
/// everything as it was, so they need not be taken one by one.
enum class QuietSteps : std::uint8_t { Skip, Take };

/// A step that was taken. Everything is as after it, and is valid during the call only.
struct WatchedStep
{
    Time now; ///< clock
    const EntityState& state;
    const Plan& plan;
    const SimulatedReports& reports;
};
/// Sees every step that is taken. Called in the thread of the run.
using StepWatcher = std::function<void(const WatchedStep&)>;

/// The same result, digest included, whether quiet steps are skipped or taken. The scenario must
/// have passed checkScenario, `established` be its establishedFleet(). Runs of one scenario may go
/// on in many threads at once, on one `established`.
[[nodiscard]] RunResult simulateRun(const Scenario& scenario, const EntityState& established,
                                    std::uint64_t run, QuietSteps quietSteps = QuietSteps::Skip,
                                    const StepWatcher& watcher = {});

} // namespace rollout
