#include "ui/whatif/metric_axis.h"

#include <algorithm>

#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

bool isShare(WhatIfMetric metric)
{
    return metricUnit(metric) == u"share";
}

} // namespace

double onAxis(WhatIfMetric metric, double value)
{
    return isShare(metric) ? value * 100.0 : value;
}

PlotAxis metricAxis(WhatIfMetric metric, double most, int ticks)
{
    if (metricUnit(metric) == u"s")
        return timeAxis(metricText(metric), most, ticks);
    if (!isShare(metric))
        return numberAxis(metricText(metric), most, ticks);
    PlotAxis axis = numberAxis(metricText(metric), std::min(most, 100.0), ticks);
    for (PlotTick& tick : axis.ticks)
        tick.label = WhatIfWords::tr("%1 %").arg(tick.label);
    return axis;
}

bool isLessBetter(WhatIfMetric metric)
{
    return metric != WhatIfMetric::LowestHealthyShare;
}

std::vector<WhatIfMetric> distributedMetrics()
{
    std::vector<WhatIfMetric> metrics;
    for (std::size_t i = 0; i < whatIfMetricCount; ++i)
        if (const auto metric = static_cast<WhatIfMetric>(i); !isProbability(metric))
            metrics.push_back(metric);
    return metrics;
}

} // namespace rollout
