#pragma once

// Figures of a sample.

#include <cstddef>
#include <optional>
#include <vector>

namespace rollout {

struct SampleFigures
{
    std::size_t n = 0;
    std::optional<double> mean; ///< nothing for n = 0, as are the quantiles
    std::optional<double> standardError; ///< sample standard deviation / √n; nothing for n < 2
    std::optional<double> p05;
    std::optional<double> p50;
    std::optional<double> p95;

    bool operator==(const SampleFigures&) const = default;
};

/// Summed in the order given, so that the same sample gives the same last digit.
[[nodiscard]] SampleFigures figuresOf(std::vector<double> sample);

/// Quantile of type 7 (Hyndman and Fan, 1996): linear between the order statistics around (n −
/// 1)·p. `sorted` ascending and not empty; 0 <= p <= 1.
[[nodiscard]] double quantile(const std::vector<double>& sorted, double p);

} // namespace rollout
