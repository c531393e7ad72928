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

/// A figure between two bounds that hold it with 95 % confidence. All nothing for n = 0.
struct Estimate
{
    std::size_t n = 0;
    std::optional<double> value;
    std::optional<double> low; ///< nothing where the sample does not tell, as for n = 1
    std::optional<double> high;

    bool operator==(const Estimate&) const = default;
};

/// Mean and Student's t interval. Quantiles of t: Boost.
[[nodiscard]] Estimate meanOf(const std::vector<double>& sample);
/// Share and Wilson's score interval (E. B. Wilson, 1927).
[[nodiscard]] Estimate shareOf(std::size_t hits, std::size_t n);
/// Half the width of the Dvoretzky-Kiefer-Wolfowitz band around an empirical distribution function:
/// √(ln(2/0.05) / 2n) holds all of the true one with 95 % confidence (Massart's constant, 1990).
[[nodiscard]] double distributionBand(std::size_t n);

} // namespace rollout
