#pragma once

// How a comparison of policies is told.

#include <QJsonObject>
#include <iosfwd>
#include <string>

#include "command.h"
#include "core/scenario.h"
#include "simulation/comparison.h"

namespace rollout::ctl {

void printComparison(std::ostream& out, const NamedScenario& named, const Comparison& comparison,
                     const CostWeights& weights);
[[nodiscard]] QJsonObject comparisonToJson(const Comparison& comparison,
                                           const CostWeights& weights);

} // namespace rollout::ctl
