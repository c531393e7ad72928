#pragma once

#include "ui/whatif/whatif_chart.h"

namespace rollout {

/// A chart of one figure, which is chosen.
class MetricChart : public WhatIfChart
{
    Q_OBJECT
public:
    using WhatIfChart::WhatIfChart;

    void setMetric(WhatIfMetric metric);

protected:
    [[nodiscard]] WhatIfMetric shownMetric() const { return m_metric; }

private:
    WhatIfMetric m_metric = exposureMetric;
};

} // namespace rollout
