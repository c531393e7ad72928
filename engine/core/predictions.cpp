#include "core/predictions.h"

#include <algorithm>

namespace rollout {

namespace {

std::int64_t ceilingOf(std::int64_t dividend, std::int64_t divisor)
{
    return (dividend + divisor - 1) / divisor;
}

std::int64_t batchOf(Percent percent, std::int64_t targets)
{
    return std::max<std::int64_t>(1, percent.of(targets));
}

/// How long a target holds a slot of the batch while rolling back, where all is well again.
Seconds rollbackSlot(const PolicyFigures& figures)
{
    return std::min(figures.goodSlot, figures.badSlot);
}

} // namespace

Seconds toSteps(Milliseconds span, Seconds tick)
{
    return tick * ceilingOf(span.count(), Milliseconds(tick).count());
}

PolicyFigures figuresOf(const PolicyCase& policy)
{
    const RolloutOptions& options = policy.options;
    const Limits limits = limitsOf(options, policy.targets);
    const Seconds adoption = std::max(policy.tick, toSteps(policy.adopt, policy.tick));
    const Seconds goodSlot = adoption + toSteps(options.successTimeout + Seconds(1), policy.tick);
    const Seconds badSlot = toSteps(options.durationTimeout + Seconds(1), policy.tick);
    return {
        .needed = limits.needed,
        .tolerated = limits.tolerated,
        .batch = limits.batch,
        .rollbackBatch = batchOf(policy.rollbackBatch.value_or(options.batch), policy.targets),
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
    AllBad result;
    result.isDetected = true;
    result.detected = figures.badSlot * waves;
    result.exposed = std::min(policy.targets, waves * figures.batch);
    // Wave j fails from j·τf + a' until its turn in the rollback, and a' longer.
    result.badTargetSeconds = waitedForRollback(policy, result.exposed);
    for (std::int64_t wave = 0; wave < waves; ++wave) {
        const std::int64_t size = std::min(figures.batch, policy.targets - wave * figures.batch);
        const Seconds failing = result.detected - figures.badSlot * wave;
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
    const std::int64_t waves = ceilingOf(assigned, figures.rollbackBatch);
    return policy.tick + rollbackSlot(figures) * (waves - 1) + figures.adoption;
}

double waitedForRollback(const PolicyCase& policy, std::int64_t assigned)
{
    const PolicyFigures figures = figuresOf(policy);
    double sum = 0.0;
    std::int64_t waves = 0;
    for (std::int64_t left = assigned; left > 0; left -= figures.rollbackBatch) {
        const Seconds turn = policy.tick + rollbackSlot(figures) * waves++;
        sum += static_cast<double>(std::min(left, figures.rollbackBatch) * turn.count());
    }
    return sum;
}

} // namespace rollout
