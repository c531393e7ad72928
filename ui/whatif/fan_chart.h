#pragma once

// Runs over time: how many targets are on the new version, and how many fail on it. For each policy
// the median as a line, 25 to 75 % and 5 to 95 % of the runs as bands.

#include "ui/whatif/whatif_chart.h"

namespace rollout {

class FanChart : public WhatIfChart
{
    Q_OBJECT
public:
    explicit FanChart(QWidget* parent = nullptr);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] int leastHeight() const override;

private:
    struct Panel
    {
        QString title;
        Fan ComparedPolicy::*fan;
        bool isShare; ///< of the fleet; else a number of targets
    };
    [[nodiscard]] static const std::vector<Panel>& panels();
    [[nodiscard]] static int columnsAt(double width);
    void drawPanel(QPainter& painter, const QRectF& area, const Panel& panel) const;
};

} // namespace rollout
