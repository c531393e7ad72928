#pragma once

// Where things stand in a chart with two axes, from nought or around it: geometry, and the axes'
// own lines.

#include <QFontMetricsF>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;
class QPalette;

namespace rollout {

struct PlotTick
{
    double value;
    QString label;

    bool operator==(const PlotTick&) const = default;
};

struct PlotAxis
{
    QString title; ///< with the unit
    double most = 1; ///< where it ends; over `least`
    std::vector<PlotTick> ticks; ///< from 0
    double least = 0; ///< where it begins; at most 0
};
/// The same axis on both sides of nought, from `least` (at most 0) to `most` (at least 0). Its
/// numbers have signs.
[[nodiscard]] PlotAxis aroundNought(const PlotAxis& axis, double least, double most);
/// Up to the next round number at or above `most`, with about so many ticks at 1, 2 or 5 × 10ⁿ.
[[nodiscard]] PlotAxis numberAxis(const QString& title, double most, int ticks);
/// 0 to 100 %.
[[nodiscard]] PlotAxis percentAxis(const QString& title, int ticks);
/// Seconds, ticks at round ones, minutes, hours or days.
[[nodiscard]] PlotAxis timeAxis(const QString& title, double seconds, int ticks);

class PlotFrame
{
public:
    /// Within `outer`, with room for labels and titles in a font of these measures.
    PlotFrame(const QRectF& outer, PlotAxis x, PlotAxis y, const QFontMetricsF& metrics);

    [[nodiscard]] const QRectF& plot() const { return m_plot; }
    [[nodiscard]] double x(double value) const;
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] QPointF at(double xValue, double yValue) const { return {x(xValue), y(yValue)}; }
    void drawAxes(QPainter& painter, const QPalette& palette) const;

private:
    void drawLabels(QPainter& painter) const;

    QRectF m_outer;
    QRectF m_plot;
    PlotAxis m_x;
    PlotAxis m_y;
};

} // namespace rollout
