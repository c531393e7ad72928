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

    [[nodiscard]] double shareUpTo(std::size_t i) const;
    /// The smallest value that at least a share `p` of all runs does not exceed; nothing: it is not
    /// defined in so many.
    [[nodiscard]] std::optional<double> quantile(double p) const;

    bool operator==(const Distribution&) const = default;
};

/// Of at most `most` values, which is over 1.
[[nodiscard]] Distribution distributionOf(const std::vector<std::optional<double>>& sample,
                                          std::size_t most);

/// How many differences fall where. One bin has zero in its middle.
struct Histogram
{
    double from = 0; ///< lower edge of the first bin
    double width = 1; ///< of each; over 0
    std::vector<std::size_t> counts;

    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] double middleOf(std::size_t bin) const;

    bool operator==(const Histogram&) const = default;
};

/// Over all that is defined, zero included, in about `bins` of them.
[[nodiscard]] Histogram histogramAroundZero(const std::vector<std::optional<double>>& differences,
                                            std::size_t bins);

} // namespace rollout
