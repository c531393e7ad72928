#include "simulation/statistics.h"

#include <algorithm>
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

} // namespace rollout
