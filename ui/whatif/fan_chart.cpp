#include "ui/whatif/fan_chart.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/words.h"
#include "ui/whatif/plot_frame.h"

namespace rollout {

namespace {

constexpr double leastPanelWidth = 250;
constexpr double bandGap = 14;

/// The numbers of the quantiles in a moment of a fan.
enum Quantile : std::uint8_t { Lowest, Low, Median, High, Highest };

QPainterPath lineOf(const Fan& fan, const PlotFrame& frame, Quantile quantile, double unit)
{
    QPainterPath path;
    for (std::size_t i = 0; i < fan.moments.size(); ++i) {
        const QPointF point =
            frame.at(fan.secondsApart * static_cast<double>(i), fan.moments[i][quantile] / unit);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    return path;
}

QPainterPath sampleOf(const Fan& fan, const PlotFrame& frame, const std::vector<double>& sample,
                      double unit)
{
    QPainterPath path;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const QPointF point = frame.at(fan.secondsApart * static_cast<double>(i), sample[i] / unit);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    return path;
}

QPainterPath bandOf(const Fan& fan, const PlotFrame& frame, Quantile low, Quantile high,
                    double unit)
{
    QPainterPath band = lineOf(fan, frame, high, unit);
    band.connectPath(lineOf(fan, frame, low, unit).toReversed());
    band.closeSubpath();
    return band;
}

double endOf(const Fan& fan)
{
    return fan.moments.empty() ? 0 : fan.secondsApart * static_cast<double>(fan.moments.size() - 1);
}

double mostOf(const Fan& fan)
{
    double most = 0;
    for (const auto& moment : fan.moments)
        most = std::max(most, moment[Highest]);
    return most;
}

} // namespace

FanChart::FanChart(QWidget* parent)
    : WhatIfChart(QStringLiteral("fanChart"), tr("Runs over time, by policy"), parent)
{
}

const std::vector<FanChart::Panel>& FanChart::panels()
{
    static const std::vector<Panel> all{
        {tr("On the new version, a good one"), &ComparedPolicy::goodShare, true},
        {tr("On the new version, a bad one"), &ComparedPolicy::badShare, true},
        {tr("Targets failing on the bad one"), &ComparedPolicy::badFailing, false},
    };
    return all;
}

int FanChart::columnsAt(double width)
{
    const auto fit = static_cast<int>((width + bandGap) / (leastPanelWidth + bandGap));
    return std::clamp(fit, 1, static_cast<int>(panels().size()));
}

int FanChart::leastHeight() const
{
    const auto count = static_cast<int>(panels().size());
    const int rows = (count + columnsAt(width()) - 1) / columnsAt(width());
    return fontMetrics().height() + 30 + rows * 130;
}

QString FanChart::description() const
{
    QStringList sentences;
    for (const ComparedPolicy& policy : figures().policies)
        sentences << tr("%1: at most %2 targets fail at once in 95 % of the runs of a bad version.")
                         .arg(text(policy.name),
                              formatCount(static_cast<std::int64_t>(mostOf(policy.badFailing))));
    return sentences.join(u' ');
}

void FanChart::drawPanel(QPainter& painter, const QRectF& area, const Panel& panel) const
{
    double seconds = 1;
    double most = 1;
    for (const ComparedPolicy& policy : figures().policies) {
        seconds = std::max(seconds, endOf(policy.*panel.fan));
        most = std::max(most, highestOf(policy.*panel.fan));
    }
    const double unit = panel.isShare ? static_cast<double>(figures().targets) / 100.0 : 1.0;
    const QFontMetricsF metrics(painter.font());
    const int lines = std::max(2, static_cast<int>(area.height() / (3 * metrics.height())));
    const int columns = std::max(2, static_cast<int>(area.width() / 90));
    const PlotFrame frame(area, timeAxis({}, seconds, columns),
                          panel.isShare ? percentAxis(panel.title, lines)
                                        : numberAxis(panel.title, most, lines),
                          metrics);
    frame.drawAxes(painter, palette());
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        const Fan& fan = figures().policies[i].*panel.fan;
        QColor shade = policyStyle(i).colour;
        shade.setAlpha(40);
        painter.fillPath(bandOf(fan, frame, Lowest, Highest, unit), shade);
        shade.setAlpha(75);
        painter.fillPath(bandOf(fan, frame, Low, High, unit), shade);
    }
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        const Fan& fan = figures().policies[i].*panel.fan;
        QColor thin = policyStyle(i).colour;
        thin.setAlpha(70);
        painter.setPen(QPen(thin, 0.6));
        for (const auto& sample : fan.samples)
            painter.drawPath(sampleOf(fan, frame, sample, unit));
    }
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        painter.setPen(policyStyle(i).pen());
        painter.drawPath(lineOf(figures().policies[i].*panel.fan, frame, Median, unit));
    }
}

void FanChart::draw(QPainter& painter, const QRectF& area) const
{
    const QRectF rest = drawLegend(painter, area);
    const int columns = columnsAt(rest.width());
    const auto count = static_cast<int>(panels().size());
    const int rows = (count + columns - 1) / columns;
    const double width = (rest.width() - bandGap * (columns - 1)) / columns;
    const double height = (rest.height() - bandGap * (rows - 1)) / rows;
    for (int i = 0; i < count; ++i) {
        const int column = i % columns;
        const int row = i / columns;
        drawPanel(painter,
                  QRectF(rest.left() + column * (width + bandGap),
                         rest.top() + row * (height + bandGap), width, height),
                  panels()[static_cast<std::size_t>(i)]);
    }
}

} // namespace rollout
