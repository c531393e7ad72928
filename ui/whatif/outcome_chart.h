#pragma once

// What became of the runs: for each policy a bar on the good version and one on the bad, with
// 95 % intervals.

#include "ui/whatif/whatif_chart.h"

namespace rollout {

class OutcomeChart : public WhatIfChart
{
    Q_OBJECT
public:
    explicit OutcomeChart(QWidget* parent = nullptr);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] int leastHeight() const override;

private:
    void drawKey(QPainter& painter, const QRectF& line) const;
    void drawBar(QPainter& painter, const QRectF& bar, const OutcomeShares& shares) const;
};

} // namespace rollout
