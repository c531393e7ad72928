#pragma once

// A metric on an axis: its numbers in the axis' unit, and the axis with its title.

#include "ui/whatif/plot_frame.h"
#include "ui/whatif/whatif_figures.h"

namespace rollout {

/// Shares as percentages, everything else as it is.
[[nodiscard]] double onAxis(WhatIfMetric metric, double value);
/// From nought to `most`, which is in the axis' unit, with about so many ticks.
[[nodiscard]] PlotAxis metricAxis(WhatIfMetric metric, double most, int ticks);
/// Which of two figures is the better one: less, but for the lowest healthy share.
[[nodiscard]] bool isLessBetter(WhatIfMetric metric);
/// Those that have a number in each run, so that there is something to distribute.
[[nodiscard]] std::vector<WhatIfMetric> distributedMetrics();

} // namespace rollout
