#include "ui/whatif/metric_box.h"

#include "ui/whatif/metric_axis.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

MetricBox::MetricBox(QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("whatIfMetric"));
    setAccessibleName(tr("Figure whose distribution is shown"));
    for (const WhatIfMetric metric : distributedMetrics()) {
        addItem(metricText(metric), static_cast<int>(metric));
        setItemData(count() - 1, metricExplained(metric), Qt::ToolTipRole);
    }
    setMaximumWidth(sizeHint().width());
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QComboBox::currentIndexChanged, this, &MetricBox::choose);
    setCurrentIndex(findData(static_cast<int>(exposureMetric)));
}

void MetricBox::choose()
{
    const auto metric = static_cast<WhatIfMetric>(currentData().toInt());
    setToolTip(metricExplained(metric));
    Q_EMIT chosen(metric);
}

} // namespace rollout
