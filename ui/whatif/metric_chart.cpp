#include "ui/whatif/metric_chart.h"

namespace rollout {

void MetricChart::setMetric(WhatIfMetric metric)
{
    m_metric = metric;
    describe();
    update();
}

} // namespace rollout
