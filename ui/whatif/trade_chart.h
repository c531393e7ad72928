#pragma once

// The trade-off: how long a good version takes against how many bad-target-minutes a bad one costs.
// A mark with 95 % intervals for each policy; those that no other beats are ringed and joined.

#include "ui/whatif/whatif_chart.h"

namespace rollout {

class PlotFrame;

class TradeChart : public WhatIfChart
{
    Q_OBJECT
public:
    explicit TradeChart(QWidget* parent = nullptr);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    [[nodiscard]] QString description() const override;

private:
    [[nodiscard]] QStringList names(bool (*belongs)(const ComparedPolicy&)) const;
    [[nodiscard]] PlotFrame frameIn(const QRectF& area) const;
    void drawFront(QPainter& painter, const PlotFrame& frame) const;
    void drawIntervals(QPainter& painter, const PlotFrame& frame, std::size_t policy) const;
    void drawNames(QPainter& painter, const PlotFrame& frame) const;
};

} // namespace rollout
