#pragma once

// A comparison of policies as one file for people who were not there. Any thread.

#include <string>

#include "core/result.h"
#include "core/scenario.h"
#include "simulation/comparison.h"

namespace rollout {

/// "To detect, s" and so on.
[[nodiscard]] const char* whatIfMetricTitle(WhatIfMetric metric);

/// One file of HTML with its charts as SVG. InvalidArgument: the name does not end in .html; Io:
/// the file.
[[nodiscard]] Result<void> writeComparisonReport(const std::string& path,
                                                 const NamedScenario& named,
                                                 const Comparison& comparison,
                                                 const CostWeights& weights);

} // namespace rollout
