#pragma once

// How each other policy differs from the first one in the same run: a histogram for each. Runs in
// which it does better are in its colour, those in which it does worse are not.

#include "ui/whatif/metric_chart.h"

namespace rollout {

class DifferenceChart : public MetricChart
{
    Q_OBJECT
public:
    explicit DifferenceChart(QWidget* parent = nullptr);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    [[nodiscard]] QString description() const override;
    [[nodiscard]] int leastHeight() const override;

private:
    [[nodiscard]] int columnsAt(double width) const;
    [[nodiscard]] std::size_t panels() const; ///< one for each policy but the first
    [[nodiscard]] const Histogram& countsOf(std::size_t policy) const;
    [[nodiscard]] QString namesOf(std::size_t policy) const; ///< "nomad less default"
    [[nodiscard]] QString wordsOf(std::size_t policy) const;
    QRectF drawHeading(QPainter& painter, const QRectF& area, std::size_t policy) const;
    void drawPanel(QPainter& painter, const QRectF& area, std::size_t policy) const;
    void drawBars(QPainter& painter, const class PlotFrame& frame, std::size_t policy) const;
};

} // namespace rollout
