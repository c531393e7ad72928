#pragma once

// What-if: several policies on the same fates, on a good and on a bad version.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy.h"
#include "core/scenario.h"
#include "simulation/monte_carlo.h"
#include "simulation/statistics.h"

namespace rollout {

/// The same scenario with a version that does nothing wrong: what makes the new version fail is
/// gone, and so is what events inject. How it is adopted stays, and so do false positives, which
/// are the health check's fault.
[[nodiscard]] Scenario withGoodVersion(Scenario scenario);

/// Figures of a policy. Times are seconds, shares 0 to 1.
enum class WhatIfMetric : std::uint8_t {
    TimeToLastKnownGood, ///< M1, good version
    TimeToComplete, ///< M1, good version
    TimeToDetect, ///< M2, bad version: from the first step at which a target fails on it
    TimeToRollBack, ///< M3, bad version: from being detected to everybody being back
    ShareAssigned, ///< M4, bad version: of the fleet, ever
    ShareBad, ///< M4, bad version: of the fleet, ever assigned and bad
    MostBadAtOnce, ///< M5, bad version: targets
    BadTargetMinutes, ///< M6, bad version: exposure
    FalseRollback, ///< M7, good version: probability
    MissedBad, ///< M8, bad version: probability that it becomes last known good
    UnhealthyAtEnd, ///< M9, bad version: targets
    TargetsLost, ///< M9, bad version: targets
    OperatorWaiting, ///< M10, good version
    LowestHealthyShare, ///< M11, bad version: of the fleet
    ExpectedCost, ///< M12, target-minutes
};
inline constexpr std::size_t whatIfMetricCount = 15;
[[nodiscard]] std::string_view whatIfMetricName(WhatIfMetric metric); ///< "timeToDetect"
/// Whether it is the good version's, the bad one's, or both's.
enum class VersionUsed : std::uint8_t { Good, Bad, Both };
[[nodiscard]] VersionUsed versionUsed(WhatIfMetric metric);
[[nodiscard]] bool isProbability(WhatIfMetric metric);

/// What M12 weighs. π(exposure·M6 + missed·N·M8) + (1 − π)(falseRollback·N·M7 + delay·M1/60), N
/// targets: with the defaults a target-minute of a bad version costs 1, a bad version that is
/// taken for good an hour of the whole fleet, a false rollback ten minutes of it, and a minute of
/// delay a thousandth of it.
struct CostWeights
{
    double badShare = 0.15; ///< π: probability that a release is bad
    double exposure = 1;
    double missed = 60; ///< per target
    double falseRollback = 10; ///< per target
    double delay = 0.001; ///< per target and minute

    bool operator==(const CostWeights&) const = default;
};

struct PolicyRuns
{
    std::string name;
    Policy policy;
    MonteCarloResult good;
    MonteCarloResult bad;
};

struct ComparisonSettings
{
    std::uint64_t runs = 1000; ///< of each policy and version
    unsigned threads = 0; ///< 0: one a core
    std::uint64_t traced = 200;
    std::uint64_t round = 100; ///< runs of each policy and version before the next take their turn
};

/// The same number of runs for each policy, in the order given; fewer than asked for when it was
/// stopped.
struct Comparison
{
    Scenario scenario; ///< with the bad version
    std::vector<PolicyRuns> policies;

    [[nodiscard]] std::uint64_t runs() const;
    [[nodiscard]] Estimate figure(std::size_t policy, WhatIfMetric metric,
                                  const CostWeights& weights) const;
    /// In every run that of a policy less that of the first one; nothing where either has none.
    [[nodiscard]] std::vector<std::optional<double>>
    differences(std::size_t policy, WhatIfMetric metric, const CostWeights& weights) const;
    /// Of a policy less the first one, paired by run. Runs in which either has no figure are left
    /// out.
    [[nodiscard]] Estimate difference(std::size_t policy, WhatIfMetric metric,
                                      const CostWeights& weights) const;
    /// The share of paired runs in which the policy does better than the first one, a tie counting
    /// half; smaller is better but for the lowest healthy share. n = 0: no pair.
    [[nodiscard]] Estimate betterShare(std::size_t policy, WhatIfMetric metric,
                                       const CostWeights& weights) const;
    /// The figure in every run; nothing where it is not defined.
    [[nodiscard]] std::vector<std::optional<double>> sample(std::size_t policy, WhatIfMetric metric,
                                                            const CostWeights& weights) const;
};

/// Sees what there is after every round. Called in the calling thread.
using RoundSeen = std::function<void(const Comparison& soFar)>;

/// The scenario's own policy is left aside. Scenario and policies must have passed their checks.
/// Policies take turns, so that a comparison that is stopped has the same runs of each.
[[nodiscard]] Comparison compare(const Scenario& scenario, const std::vector<NamedPolicy>& policies,
                                 const ComparisonSettings& settings,
                                 const std::stop_token& stop = {}, const RoundSeen& seen = {});

} // namespace rollout
