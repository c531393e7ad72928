#pragma once

// Many runs of one scenario, and what they come to. The result depends on scenario and number of
// runs only, not on the number of threads.

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "simulation/run.h"
#include "simulation/statistics.h"

namespace rollout {

struct MonteCarloSettings
{
    std::uint64_t runs = 1;
    std::uint64_t first = 0; ///< number of the first run; each has fates of its own
    unsigned threads = 0; ///< 0: one a core
    QuietSteps quietSteps = QuietSteps::Skip;
    std::uint64_t traced = 0; ///< of how many of the runs, the first ones, traces are kept
};

/// `done` of `total` runs are finished. Called from any of the working threads, one call at a time,
/// at most about a hundred times; must not block.
using RunsProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct MonteCarloResult
{
    /// By run, from the first on; fewer than asked for when it was stopped, without a gap.
    std::vector<RunResult> runs;
    /// Of the first runs, as many as were asked for.
    std::vector<std::vector<TracePoint>> traces;

    [[nodiscard]] std::uint64_t count(Outcome outcome) const;
    [[nodiscard]] std::uint64_t badBecameGood() const;
    /// Over every run in which the metric is defined.
    [[nodiscard]] SampleFigures figures(Metric metric) const;
    /// Over those runs that ended so.
    [[nodiscard]] SampleFigures figures(Metric metric, Outcome outcome) const;
    /// Fingerprint of all traces, in the order of runs.
    [[nodiscard]] std::uint64_t digest() const;
};

/// The scenario must have passed checkScenario. Returns when all runs are done, or those under way
/// once `stop` is requested.
[[nodiscard]] MonteCarloResult simulateRuns(const Scenario& scenario,
                                            const MonteCarloSettings& settings,
                                            std::stop_token stop = {},
                                            const RunsProgress& progress = {});

} // namespace rollout
