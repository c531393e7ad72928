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

/// The smallest of `sorted` that a share `p` of `runs` does not exceed.
std::optional<double> notExceeded(const std::vector<double>& sorted, std::size_t runs, double p)
{
    const auto needed = static_cast<std::size_t>(std::ceil(p * static_cast<double>(runs) - 1e-9));
    if (needed == 0 || needed > sorted.size())
        return std::nullopt;
    return sorted[needed - 1];
}

double widthFor(double rough, double grid)
{
    if (rough <= 0.0)
        return grid > 0.0 ? grid : 1.0;
    return grid > 0.0 ? grid * std::ceil(rough / grid - 1e-9) : rough;
}

/// Bins to both sides of zero. An edge away from zero belongs to the bin that it closes.
class Bins
{
public:
    Bins(double low, double high, double width)
        : m_width(width)
        , m_below(numberOf(-low))
        , m_above(numberOf(high))
    {
    }
    [[nodiscard]] Histogram empty() const
    {
        Histogram histogram;
        histogram.from = -m_width * static_cast<double>(m_below);
        histogram.width = m_width;
        histogram.counts.resize(m_below + m_above);
        return histogram;
    }
    void count(double value, Histogram& histogram) const
    {
        const std::size_t number = numberOf(std::abs(value)); // from zero, from 1
        if (number == 0)
            ++histogram.alike;
        else if (value < 0.0)
            ++(number > m_below ? histogram.below : histogram.counts[m_below - number]);
        else
            ++(number > m_above ? histogram.above : histogram.counts[m_below + number - 1]);
    }

private:
    [[nodiscard]] std::size_t numberOf(double distance) const
    {
        return static_cast<std::size_t>(std::ceil(distance / m_width - 1e-9));
    }

    double m_width;
    std::size_t m_below; ///< bins under zero
    std::size_t m_above;
};

} // namespace

double Distribution::shareUpTo(std::size_t i) const
{
    const std::size_t rank = rankOf(i, values.size(), defined);
    return static_cast<double>(rank + 1) / static_cast<double>(runs);
}

Distribution distributionOf(const std::vector<std::optional<double>>& sample, std::size_t most)
{
    assert(most > 1);
    std::vector<double> values = definedOnes(sample);
    std::sort(values.begin(), values.end());
    Distribution distribution{sample.size(), values.size(), {}, {}, {}};
    distribution.median = notExceeded(values, sample.size(), 0.5);
    distribution.p95 = notExceeded(values, sample.size(), 0.95);
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
    return std::accumulate(counts.begin(), counts.end(), alike + below + above);
}

double Histogram::lowerEdge(std::size_t bin) const
{
    return from + width * static_cast<double>(bin);
}

Histogram histogramAroundZero(const std::vector<std::optional<double>>& differences,
                              std::size_t bins, double grid)
{
    std::vector<double> values = definedOnes(differences);
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const std::size_t spared = values.size() / 100;
    const double low = std::min(values[spared], 0.0);
    const double high = std::max(values[values.size() - 1 - spared], 0.0);
    const Bins sides(low, high, widthFor((high - low) / static_cast<double>(bins), grid));
    Histogram histogram = sides.empty();
    for (const double value : values)
        sides.count(value, histogram);
    return histogram;
}

} // namespace rollout
