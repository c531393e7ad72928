#include "ui/whatif/plot_frame.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/common/format.h"
#include "ui/common/palette.h"
#include "ui/common/time_axis.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

constexpr double labelGap = 5; // between labels and what they label

double roundStep(double most, int ticks)
{
    const double rough = most / std::max(ticks, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= rough * (1.0 - 1e-9))
            return step * power;
    return 10.0 * power;
}

double widest(const std::vector<PlotTick>& ticks, const QFontMetricsF& metrics)
{
    double width = 0;
    for (const PlotTick& tick : ticks)
        width = std::max(width, metrics.horizontalAdvance(tick.label));
    return width;
}

} // namespace

PlotAxis numberAxis(const QString& title, double most, int ticks)
{
    const double end = std::max(most, 1e-6);
    const double step = roundStep(end, ticks);
    const auto count = static_cast<int>(std::ceil(end / step - 1e-9));
    PlotAxis axis{title, step * count, {}};
    for (int i = 0; i <= count; ++i)
        axis.ticks.push_back({step * i, shortNumber(step * i)});
    return axis;
}

PlotAxis percentAxis(const QString& title, int ticks)
{
    PlotAxis axis{title, 100, {}};
    const double step = roundStep(100, ticks);
    for (double value = 0; value <= 100.0; value += step)
        axis.ticks.push_back({value, WhatIfWords::tr("%1 %").arg(shortNumber(value))});
    return axis;
}

PlotAxis timeAxis(const QString& title, double seconds, int ticks)
{
    PlotAxis axis{title, std::max(seconds, 1.0), {}};
    const std::int64_t step = timeInterval(axis.most, std::max(ticks, 1));
    for (std::int64_t at = 0; static_cast<double>(at) <= axis.most; at += step)
        axis.ticks.push_back({static_cast<double>(at), formatDuration(Seconds(at))});
    return axis;
}

PlotAxis aroundNought(const PlotAxis& axis, double least, double most)
{
    PlotAxis both{axis.title, most, {}, least};
    for (auto tick = axis.ticks.rbegin(); tick != axis.ticks.rend(); ++tick)
        if (tick->value > 0 && -tick->value >= least)
            both.ticks.push_back({-tick->value, QStringLiteral("−") + tick->label});
    for (const PlotTick& tick : axis.ticks)
        if (tick.value <= most)
            both.ticks.push_back(
                {tick.value, (tick.value > 0 ? QStringLiteral("+") : QString()) + tick.label});
    return both;
}

PlotFrame::PlotFrame(const QRectF& outer, PlotAxis x, PlotAxis y, const QFontMetricsF& metrics)
    : m_outer(outer)
    , m_x(std::move(x))
    , m_y(std::move(y))
{
    const double lastHalf =
        m_x.ticks.empty() ? 0 : metrics.horizontalAdvance(m_x.ticks.back().label) / 2;
    const double above =
        (m_y.title.isEmpty() ? metrics.height() / 2 : metrics.height() + labelGap) + 1;
    const double below = metrics.height() * (m_x.title.isEmpty() ? 1 : 2) + labelGap;
    m_plot = outer.adjusted(widest(m_y.ticks, metrics) + labelGap, above,
                            -std::max(lastHalf, labelGap), -below);
    m_plot.setWidth(std::max(m_plot.width(), 1.0));
    m_plot.setHeight(std::max(m_plot.height(), 1.0));
}

double PlotFrame::x(double value) const
{
    return m_plot.left() + m_plot.width() * (value - m_x.least) / (m_x.most - m_x.least);
}

double PlotFrame::y(double value) const
{
    return m_plot.bottom() - m_plot.height() * (value - m_y.least) / (m_y.most - m_y.least);
}

void PlotFrame::drawAxes(QPainter& painter, const QPalette& palette) const
{
    const QColor ink = quietText(palette);
    QColor grid = ink;
    grid.setAlphaF(0.25F);
    painter.setPen(QPen(grid, 1, Qt::DotLine));
    for (const PlotTick& tick : m_y.ticks)
        painter.drawLine(at(m_x.least, tick.value), at(m_x.most, tick.value));
    for (const PlotTick& tick : m_x.ticks)
        painter.drawLine(at(tick.value, m_y.least), at(tick.value, m_y.most));
    painter.setPen(QPen(ink, 1));
    painter.drawLine(m_plot.bottomLeft(), m_plot.bottomRight());
    painter.drawLine(m_plot.topLeft(), m_plot.bottomLeft());
    drawLabels(painter);
}

void PlotFrame::drawLabels(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    for (const PlotTick& tick : m_y.ticks)
        painter.drawText(QRectF(m_outer.left(), y(tick.value) - line / 2,
                                m_plot.left() - m_outer.left() - labelGap, line),
                         Qt::AlignRight | Qt::AlignVCenter, tick.label);
    double free = m_outer.left(); // labels that would touch are left out
    for (const PlotTick& tick : m_x.ticks) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = x(tick.value) - width / 2;
        if (left < free)
            continue;
        painter.drawText(QPointF(left, m_plot.bottom() + labelGap + metrics.ascent()), tick.label);
        free = left + width + 2 * labelGap;
    }
    painter.drawText(QRectF(m_outer.left(), m_outer.top(), m_outer.width(), line),
                     Qt::AlignLeft | Qt::AlignTop,
                     metrics.elidedText(m_y.title, Qt::ElideRight, m_outer.width()));
    painter.drawText(QRectF(m_plot.left(), m_plot.bottom() + labelGap + line, m_plot.width(), line),
                     Qt::AlignRight | Qt::AlignTop,
                     metrics.elidedText(m_x.title, Qt::ElideRight, m_plot.width()));
}

} // namespace rollout
