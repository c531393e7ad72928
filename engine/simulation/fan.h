#pragma once

// Many runs over time, as bands: at every moment the quantiles of a figure over the runs; and a few
// of them as they were, since no run follows a band.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "simulation/run.h"

namespace rollout {

/// Quantiles 5, 25, 50, 75 and 95 % (type 7) at moments an equal time apart.
struct Fan
{
    double secondsApart = 1;
    std::vector<std::array<double, 5>> moments; ///< the first is at t = 0
    std::vector<std::vector<double>> samples; ///< the first runs, at the same moments
};
inline constexpr std::size_t fanSamples = 20;

/// `figure` of every trace, from t = 0 to `until` seconds, at `count` (2 or more) moments. A run
/// keeps what it ended with. Empty without traces.
[[nodiscard]] Fan fanOf(std::span<const std::vector<TracePoint>> traces,
                        std::int32_t TracePoint::*figure, double until, std::size_t count);

/// The highest value of bands and samples; 0 without any.
[[nodiscard]] double highestOf(const Fan& fan);

/// The last time at which any trace changes; 0 without traces.
[[nodiscard]] double lastChange(std::span<const std::vector<TracePoint>> traces);

} // namespace rollout
