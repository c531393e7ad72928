#pragma once

// What a comparison comes to: all that charts and table show, worked out once and away from the
// window's thread. A value.

#include <array>
#include <memory>
#include <vector>

#include "simulation/comparison.h"
#include "simulation/distribution.h"
#include "simulation/fan.h"

namespace rollout {

/// Shares of the runs, by Outcome's number.
using OutcomeShares = std::array<Estimate, 3>;

struct ComparedPolicy
{
    std::string name;
    Policy policy;
    std::array<Estimate, whatIfMetricCount> figures; ///< by metric's number
    std::array<Estimate, whatIfMetricCount> differences; ///< less the first policy, paired
    std::array<Estimate, whatIfMetricCount> betterShares; ///< than the first policy
    std::array<Distribution, whatIfMetricCount> distributions;
    std::array<Histogram, whatIfMetricCount> differenceCounts; ///< of the runs, by difference
    OutcomeShares good; ///< on the good version
    OutcomeShares bad;
    Fan goodShare; ///< targets on the new version, a good one
    Fan badShare; ///< likewise, a bad one
    Fan badFailing; ///< targets that fail on it
    bool isOnFront = false; ///< no other is both quicker and less exposed

    [[nodiscard]] const Estimate& figure(WhatIfMetric metric) const
    {
        return figures[static_cast<std::size_t>(metric)];
    }
    [[nodiscard]] const Distribution& distribution(WhatIfMetric metric) const
    {
        return distributions[static_cast<std::size_t>(metric)];
    }
};

struct WhatIfFigures
{
    std::string title; ///< of the scenario
    std::uint64_t runs = 0; ///< of each policy on each version
    std::uint64_t asked = 0;
    std::uint64_t seed = 0;
    std::int64_t targets = 0;
    CostWeights weights;
    std::vector<ComparedPolicy> policies;
};
using WhatIfFiguresPtr = std::shared_ptr<const WhatIfFigures>;

/// What "Trade-off" has on its axes: how long a good version takes, how many bad-target-minutes a
/// bad one costs.
inline constexpr WhatIfMetric durationMetric = WhatIfMetric::TimeToLastKnownGood;
inline constexpr WhatIfMetric exposureMetric = WhatIfMetric::BadTargetMinutes;

[[nodiscard]] WhatIfFigures whatIfFigures(const Comparison& comparison, const CostWeights& weights);

struct Trade
{
    std::optional<double> duration; ///< nothing: a good version never gets through
    double exposure = 0;
};
/// Which of these no other beats: at least as good in both, better in one. One without a duration
/// is never on the front.
[[nodiscard]] std::vector<bool> paretoFront(const std::vector<Trade>& trades);

} // namespace rollout
