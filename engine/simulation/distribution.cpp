#include "simulation/distribution.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace rollout {
namespace {

std::vector<double> definedOnes(const std::vector<std::optional<double>>& sample)
{
    std::vector<double> values;
    values.reserve(sample.size());
    for (const auto& value : sample)
        if (value)
            values.push_back(*value);
    return values;
}

/// The rank, from 0, of the i-th of `count` values that stand for `n`.
std::size_t rankOf(std::size_t i, std::size_t count, std::size_t n)
{
    return count < 2 ? 0 : i * (n - 1) / (count - 1);
}

} // namespace

double Distribution::shareUpTo(std::size_t i) const
{
    const std::size_t rank = rankOf(i, values.size(), defined);
    return static_cast<double>(rank + 1) / static_cast<double>(runs);
}

std::optional<double> Distribution::quantile(double p) const
{
    for (std::size_t i = 0; i < values.size(); ++i)
        if (shareUpTo(i) >= p)
            return values[i];
    return std::nullopt;
}

Distribution distributionOf(const std::vector<std::optional<double>>& sample, std::size_t most)
{
    assert(most > 1);
    std::vector<double> values = definedOnes(sample);
    std::sort(values.begin(), values.end());
    Distribution distribution{sample.size(), values.size(), {}};
    if (values.size() <= most) {
        distribution.values = std::move(values);
        return distribution;
    }
    distribution.values.reserve(most);
    for (std::size_t i = 0; i < most; ++i)
        distribution.values.push_back(values[rankOf(i, most, values.size())]);
    return distribution;
}

std::size_t Histogram::total() const
{
    return std::accumulate(counts.begin(), counts.end(), std::size_t(0));
}

double Histogram::middleOf(std::size_t bin) const
{
    return from + width * (static_cast<double>(bin) + 0.5);
}

Histogram histogramAroundZero(const std::vector<std::optional<double>>& differences,
                              std::size_t bins)
{
    const std::vector<double> values = definedOnes(differences);
    if (values.empty())
        return {};
    const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
    const double low = std::min(*smallest, 0.0);
    const double high = std::max(*largest, 0.0);
    const double width = high > low ? (high - low) / static_cast<double>(bins) : 1.0;
    // Bins are numbered so that the one about zero is the 0th.
    const auto binOf = [width](double value) { return std::llround(value / width); };
    const auto first = binOf(low);
    Histogram histogram{(static_cast<double>(first) - 0.5) * width, width, {}};
    histogram.counts.resize(static_cast<std::size_t>(binOf(high) - first + 1));
    for (const double value : values)
        ++histogram.counts[static_cast<std::size_t>(binOf(value) - first)];
    return histogram;
}

} // namespace rollout
