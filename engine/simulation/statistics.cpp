#include "simulation/statistics.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace rollout {
namespace {

double standardErrorOf(const std::vector<double>& sample, double mean)
{
    double squares = 0.0;
    for (const double value : sample)
        squares += (value - mean) * (value - mean);
    const auto n = static_cast<double>(sample.size());
    return std::sqrt(squares / (n - 1.0) / n);
}

} // namespace

SampleFigures figuresOf(std::vector<double> sample)
{
    SampleFigures figures;
    figures.n = sample.size();
    if (sample.empty())
        return figures;
    figures.mean =
        std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
    if (sample.size() > 1)
        figures.standardError = standardErrorOf(sample, *figures.mean);
    std::sort(sample.begin(), sample.end());
    figures.p05 = quantile(sample, 0.05);
    figures.p50 = quantile(sample, 0.50);
    figures.p95 = quantile(sample, 0.95);
    return figures;
}

double quantile(const std::vector<double>& sorted, double p)
{
    assert(!sorted.empty());
    const double position = static_cast<double>(sorted.size() - 1) * p;
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double share = position - static_cast<double>(below);
    return sorted[below] + share * (sorted[above] - sorted[below]);
}

Estimate meanOf(const std::vector<double>& sample)
{
    const SampleFigures figures = figuresOf(sample);
    Estimate estimate{figures.n, figures.mean, {}, {}};
    if (!figures.standardError)
        return estimate;
    const boost::math::students_t t(static_cast<double>(figures.n - 1));
    const double half = boost::math::quantile(t, 0.975) * *figures.standardError;
    estimate.low = *figures.mean - half;
    estimate.high = *figures.mean + half;
    return estimate;
}

Estimate shareOf(std::size_t hits, std::size_t n)
{
    if (n == 0)
        return {};
    constexpr double z = 1.959963984540054; // the normal distribution's quantile of 97.5 %
    const auto count = static_cast<double>(n);
    const double share = static_cast<double>(hits) / count;
    const double middle = (share + z * z / (2.0 * count)) / (1.0 + z * z / count);
    const double half = z / (1.0 + z * z / count)
        * std::sqrt(share * (1.0 - share) / count + z * z / (4.0 * count * count));
    return {n, share, hits == 0 ? 0.0 : middle - half, hits == n ? 1.0 : middle + half};
}

double distributionBand(std::size_t n)
{
    return std::sqrt(std::log(2.0 / 0.05) / (2.0 * static_cast<double>(n)));
}

} // namespace rollout
