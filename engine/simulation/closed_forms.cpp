#include "simulation/closed_forms.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace rollout {
namespace {

std::int64_t ceilingOf(std::int64_t dividend, std::int64_t divisor)
{
    return (dividend + divisor - 1) / divisor;
}

/// The first moment of a step at or after `span`.
Seconds toSteps(Milliseconds span, Seconds tick)
{
    return tick * ceilingOf(span.count(), Milliseconds(tick).count());
}

Seconds goodWindow(const PolicyCase& policy)
{
    return toSteps(policy.options.successTimeout + Seconds(1), policy.tick);
}

} // namespace

PolicyFigures figuresOf(const PolicyCase& policy)
{
    const Limits limits = limitsOf(policy.options, policy.targets);
    const Seconds adoption = std::max(policy.tick, toSteps(policy.adopt, policy.tick));
    const Seconds goodSlot = adoption + goodWindow(policy);
    const Seconds badSlot = toSteps(policy.options.durationTimeout + Seconds(1), policy.tick);
    return {
        .needed = limits.needed,
        .tolerated = limits.tolerated,
        .batch = limits.batch,
        .adoption = adoption,
        .goodSlot = goodSlot,
        .badSlot = badSlot,
        .leak = ceilingOf(badSlot.count(), goodSlot.count()),
        .isPossible = badSlot >= goodSlot,
    };
}

Seconds timeToLastKnownGood(const PolicyCase& policy)
{
    const PolicyFigures figures = figuresOf(policy);
    return figures.goodSlot * ceilingOf(figures.needed, figures.batch);
}

Seconds timeToComplete(const PolicyCase& policy)
{
    const PolicyFigures figures = figuresOf(policy);
    const std::int64_t waves = ceilingOf(policy.targets, figures.batch);
    // The last wave is assigned when the one before it has succeeded, and reports a' later.
    const Seconds allReport = figures.goodSlot * (waves - 1) + figures.adoption;
    return std::max(allReport, timeToLastKnownGood(policy));
}

AllBad allBad(const PolicyCase& policy)
{
    const PolicyFigures figures = figuresOf(policy);
    if (figures.needed == 0)
        return {};
    const std::int64_t waves = ceilingOf(figures.tolerated, figures.batch);
    AllBad result{
        .isDetected = true,
        .detected = figures.badSlot * waves,
        .exposed = std::min(policy.targets, waves * figures.batch),
        .badTargetSeconds = 0.0,
        .rolledBack = {},
    };
    // Wave j fails from j·τf + a' until its turn in the rollback, dt + j·τs + a' after detection.
    for (std::int64_t wave = 0; wave < waves; ++wave) {
        const std::int64_t size = std::min(figures.batch, policy.targets - wave * figures.batch);
        const Seconds failing =
            result.detected + policy.tick + (figures.goodSlot - figures.badSlot) * wave;
        result.badTargetSeconds += static_cast<double>(size * failing.count());
    }
    result.rolledBack = result.detected + rollbackDuration(policy, result.exposed);
    return result;
}

Seconds rollbackDuration(const PolicyCase& policy, std::int64_t assigned)
{
    if (assigned <= 0)
        return Seconds(0);
    const PolicyFigures figures = figuresOf(policy);
    const std::int64_t waves = ceilingOf(assigned, figures.batch);
    return policy.tick + figures.goodSlot * (waves - 1) + figures.adoption;
}

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
