#include "simulation/single_failure.h"

#include <algorithm>
#include <cmath>

namespace rollout {
namespace {

/// Average number of targets in the waves that are exposed after the first failing one, of `size`
/// targets.
double exposedLater(const PolicyFigures& figures, double size, double q, double left)
{
    const double someFail = 1.0 - std::pow(q, size);
    double later = 0.0;
    for (std::int64_t i = 1; i < figures.leak; ++i) {
        const auto n = static_cast<double>(i);
        const double wave = size * (std::pow(q, n) - std::pow(q, size + n - 1.0)) / someFail;
        later += std::min(wave, left - later);
    }
    return later;
}

} // namespace

std::optional<SingleFailure> singleFailure(const PolicyCase& policy, double p)
{
    const PolicyFigures figures = figuresOf(policy);
    if (figures.tolerated != 1 || !figures.isPossible || figures.needed == 0)
        return std::nullopt;
    SingleFailure result;
    if (p <= 0.0)
        return result;
    const double q = 1.0 - p;
    const auto slot = static_cast<double>(figures.goodSlot.count());
    double detected = 0.0;
    double assigned = 0.0;
    double bad = 0.0;
    std::int64_t wave = 0;
    for (std::int64_t before = 0; before < policy.targets; before += figures.batch, ++wave) {
        const auto size = static_cast<double>(std::min(figures.batch, policy.targets - before));
        const double left = static_cast<double>(policy.targets - before) - size;
        const double later = exposedLater(figures, size, q, left);
        const double someFail = 1.0 - std::pow(q, size);
        const double probability = std::pow(q, static_cast<double>(before)) * someFail;
        result.rollback += probability;
        detected += probability
            * (static_cast<double>(wave) * slot + static_cast<double>(figures.badSlot.count()));
        assigned += probability * (static_cast<double>(before) + size + later);
        bad += probability * (size * p / someFail + p * later);
    }
    result.timeToDetect = detected / result.rollback;
    result.assigned = assigned / result.rollback;
    result.bad = bad / result.rollback;
    return result;
}

} // namespace rollout
