#include "simulation/closed_forms.h"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace rollout {
namespace {

Seconds goodWindow(const PolicyCase& policy)
{
    return toSteps(policy.options.successTimeout + Seconds(1), policy.tick);
}

} // namespace

double binomialTail(std::int64_t trials, double p, std::int64_t atLeast)
{
    if (atLeast <= 0)
        return 1.0;
    if (atLeast > trials)
        return 0.0;
    const boost::math::binomial_distribution<double> binomial(static_cast<double>(trials), p);
    return boost::math::cdf(boost::math::complement(binomial, static_cast<double>(atLeast - 1)));
}

double firstBatchProbability(const PolicyCase& policy, double p)
{
    const PolicyFigures figures = figuresOf(policy);
    return binomialTail(figures.batch, p, figures.tolerated);
}

double everProbability(const PolicyCase& policy, double p)
{
    return binomialTail(policy.targets, p, figuresOf(policy).tolerated);
}

std::int64_t reportsAtRisk(const PolicyCase& policy)
{
    const PolicyFigures figures = figuresOf(policy);
    const Seconds lastHarmless = figures.badSlot - goodWindow(policy);
    std::int64_t sum = 0;
    for (std::int64_t i = 1; i <= policy.targets / figures.batch; ++i) {
        const Seconds atRisk = figures.goodSlot * i - lastHarmless;
        if (atRisk >= Seconds(0))
            sum += atRisk / policy.tick + 1;
    }
    return figures.batch * sum;
}

double falseRollbackProbability(const PolicyCase& policy, double perReport)
{
    return -std::expm1(static_cast<double>(reportsAtRisk(policy)) * std::log1p(-perReport));
}

double bakeTargetSeconds(const PolicyCase& policy)
{
    const PolicyFigures figures = figuresOf(policy);
    double sum = 0.0;
    for (std::int64_t i = 1; i <= policy.targets / figures.batch; ++i)
        sum += static_cast<double>((figures.goodSlot * i - figures.adoption).count());
    return static_cast<double>(figures.batch) * sum;
}

double latentMissProbability(const PolicyCase& policy, Seconds mean)
{
    return std::exp(-bakeTargetSeconds(policy) / static_cast<double>(mean.count()));
}

} // namespace rollout
