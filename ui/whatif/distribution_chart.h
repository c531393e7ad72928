#pragma once

// In which share of the runs a figure is at most so much: the empirical distribution function of
// each policy, in its 95 % band (Dvoretzky, Kiefer and Wolfowitz).

#include "ui/whatif/metric_chart.h"

namespace rollout {

class PlotFrame;

class DistributionChart : public MetricChart
{
    Q_OBJECT
public:
    explicit DistributionChart(QWidget* parent = nullptr);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    [[nodiscard]] QString description() const override;

private:
    [[nodiscard]] PlotFrame frameIn(const QRectF& area) const;
    [[nodiscard]] QString undefinedWords() const;
    [[nodiscard]] QPolygonF stepsOf(const Distribution& distribution, const PlotFrame& frame,
                                    double shift) const;

    [[nodiscard]] QPolygonF bandOf(const Distribution& distribution, const PlotFrame& frame) const;
};

} // namespace rollout
