#pragma once

// How a figure is distributed over the runs of a sample, as far as a chart shows it.

#include <cstddef>
#include <optional>
#include <vector>

namespace rollout {

/// An empirical distribution function. Where a figure is not defined in every run (a version that
/// is never detected has no time to detect) it does not reach 1.
struct Distribution
{
    std::size_t runs = 0;
    std::size_t defined = 0; ///< of them
    /// Ascending: the share of the runs up to the i-th is shareUpTo(i). All of them when they are
    /// few, otherwise evenly spread ones with the smallest and the largest.
    std::vector<double> values;
    /// The smallest values of the sample that half and 95 % of all runs do not exceed; nothing: it
    /// is not defined in so many.
    std::optional<double> median;
    std::optional<double> p95;

    [[nodiscard]] double shareUpTo(std::size_t i) const;

    bool operator==(const Distribution&) const = default;
};

/// Of at most `most` values, which is over 1.
[[nodiscard]] Distribution distributionOf(const std::vector<std::optional<double>>& sample,
                                          std::size_t most);

/// How many differences fall where: bins to both sides of zero, which has none of itself.
struct Histogram
{
    double from = 0; ///< lower edge of the first bin; zero is the edge between two, or an end
    double width = 1; ///< of each; over 0
    std::vector<std::size_t> counts;
    std::size_t alike = 0; ///< differences that are nothing
    std::size_t below = 0; ///< few ones far beyond the first bin
    std::size_t above = 0; ///< likewise beyond the last

    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] double lowerEdge(std::size_t bin) const;

    bool operator==(const Histogram&) const = default;
};

/// Over all that is defined but at most 1 % at either end, zero included, in about `bins` of them.
/// Where values are multiples of a `grid`, bins are as wide as some of those, so that each holds as
/// many; 0: they are not.
[[nodiscard]] Histogram histogramAroundZero(const std::vector<std::optional<double>>& differences,
                                            std::size_t bins, double grid);

} // namespace rollout
