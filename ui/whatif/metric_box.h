#pragma once

#include <QComboBox>

#include "ui/whatif/whatif_figures.h"

namespace rollout {

/// Chooses the figure whose distribution is shown: exposure at first.
class MetricBox : public QComboBox
{
    Q_OBJECT
public:
    explicit MetricBox(QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(rollout::WhatIfMetric metric);

private:
    void choose();
};

} // namespace rollout
