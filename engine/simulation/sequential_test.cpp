#include "simulation/sequential_test.h"

#include <cmath>

#include "simulation/draws.h"

namespace rollout {
namespace {

double fixedObservations(const SequentialTest& test)
{
    const double p0 = test.goodProbability;
    const double p1 = test.badProbability;
    const double width = normalQuantile(1.0 - test.falseAlarm) * std::sqrt(p0 * (1.0 - p0))
        + normalQuantile(1.0 - test.miss) * std::sqrt(p1 * (1.0 - p1));
    return width * width / ((p1 - p0) * (p1 - p0));
}

} // namespace

SequentialTestFigures figuresOf(const SequentialTest& test)
{
    const double p0 = test.goodProbability;
    const double p1 = test.badProbability;
    SequentialTestFigures figures{};
    figures.upper = std::log((1.0 - test.miss) / test.falseAlarm);
    figures.lower = std::log(test.miss / (1.0 - test.falseAlarm));
    figures.perFailure = std::log(p1 / p0);
    figures.perSuccess = std::log((1.0 - p1) / (1.0 - p0));
    const auto drift = [&](double p) {
        return p * figures.perFailure + (1.0 - p) * figures.perSuccess;
    };
    const auto end = [&](double alarm) {
        return alarm * figures.upper + (1.0 - alarm) * figures.lower;
    };
    figures.observationsIfGood = end(test.falseAlarm) / drift(p0);
    figures.observationsIfBad = end(1.0 - test.miss) / drift(p1);
    figures.observationsFixed = fixedObservations(test);
    return figures;
}

} // namespace rollout
