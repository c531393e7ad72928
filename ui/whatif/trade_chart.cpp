#include "ui/whatif/trade_chart.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "ui/common/words.h"
#include "ui/whatif/plot_frame.h"

namespace rollout {

namespace {

constexpr double markSize = 13;

bool isOnFront(const ComparedPolicy& policy)
{
    return policy.isOnFront;
}

bool neverGetsThrough(const ComparedPolicy& policy)
{
    return !policy.figure(durationMetric).value;
}

QPointF placeOf(const ComparedPolicy& policy, const PlotFrame& frame)
{
    return frame.at(*policy.figure(durationMetric).value,
                    policy.figure(exposureMetric).value.value_or(0.0));
}

double highest(const Estimate& estimate)
{
    return std::max(estimate.value.value_or(0.0), estimate.high.value_or(0.0));
}

} // namespace

TradeChart::TradeChart(QWidget* parent)
    : WhatIfChart(QStringLiteral("tradeChart"),
                  tr("Exposure to a bad version against duration of a good one, by policy"), parent)
{
}

QStringList TradeChart::names(bool (*belongs)(const ComparedPolicy&)) const
{
    QStringList names;
    for (const ComparedPolicy& policy : figures().policies)
        if (belongs(policy))
            names << text(policy.name);
    return names;
}

QString TradeChart::description() const
{
    const QStringList never = names(neverGetsThrough);
    QString words =
        tr("No other policy beats: %1.").arg(names(isOnFront).join(QLatin1String(", ")));
    if (!never.isEmpty())
        words += u' '
            + tr("Never gets a good version through: %1.").arg(never.join(QLatin1String(", ")));
    return words;
}

PlotFrame TradeChart::frameIn(const QRectF& area) const
{
    double duration = 1;
    double exposure = 1;
    for (const ComparedPolicy& policy : figures().policies) {
        duration = std::max(duration, highest(policy.figure(durationMetric)));
        exposure = std::max(exposure, highest(policy.figure(exposureMetric)));
    }
    const QFontMetricsF metrics(font());
    return {area,
            timeAxis(tr("until a good version is last known good"), duration * 1.08,
                     std::max(2, static_cast<int>(area.width() / 100))),
            numberAxis(tr("Exposure to a bad version, target-minutes"), exposure * 1.02,
                       std::max(2, static_cast<int>(area.height() / (3 * metrics.height())))),
            metrics};
}

/// From the quickest to the least exposed.
void TradeChart::drawFront(QPainter& painter, const PlotFrame& frame) const
{
    QPolygonF front;
    for (const ComparedPolicy& policy : figures().policies)
        if (policy.isOnFront)
            front << placeOf(policy, frame);
    std::sort(front.begin(), front.end(),
              [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    painter.setPen(QPen(quietText(palette()), 1.5, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(front);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
    for (const QPointF& place : front)
        painter.drawEllipse(place, markSize * 0.9, markSize * 0.9);
}

void TradeChart::drawIntervals(QPainter& painter, const PlotFrame& frame, std::size_t policy) const
{
    const ComparedPolicy& of = figures().policies[policy];
    const QPointF place = placeOf(of, frame);
    const Estimate& duration = of.figure(durationMetric);
    const Estimate& exposure = of.figure(exposureMetric);
    painter.setPen(QPen(policyStyle(policy).colour, 1.6));
    if (duration.low && duration.high) {
        const double low = frame.x(*duration.low);
        const double high = frame.x(*duration.high);
        painter.drawLine(QPointF(low, place.y()), QPointF(high, place.y()));
        for (const double x : {low, high})
            painter.drawLine(QPointF(x, place.y() - 4), QPointF(x, place.y() + 4));
    }
    if (exposure.low && exposure.high) {
        const double low = frame.y(std::max(*exposure.low, 0.0));
        const double high = frame.y(*exposure.high);
        painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high));
        for (const double y : {low, high})
            painter.drawLine(QPointF(place.x() - 4, y), QPointF(place.x() + 4, y));
    }
}

/// Beside the mark where there is room; the legend has them all.
void TradeChart::drawNames(QPainter& painter, const PlotFrame& frame) const
{
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const ComparedPolicy& policy : figures().policies)
        if (!neverGetsThrough(policy))
            taken.emplace_back(placeOf(policy, frame) - QPointF(markSize, markSize),
                               QSizeF(2 * markSize, 2 * markSize));
    std::size_t mark = 0;
    painter.setPen(palette().color(QPalette::Text));
    for (const ComparedPolicy& policy : figures().policies) {
        if (neverGetsThrough(policy))
            continue;
        const QString name = text(policy.name);
        const QSizeF size(metrics.horizontalAdvance(name) + 2, metrics.height());
        const QRectF at = taken[mark++];
        const double middle = at.center().y() - size.height() / 2;
        const QRectF right(QPointF(at.right() + 2, middle), size);
        const QRectF left(QPointF(at.left() - 2 - size.width(), middle), size);
        for (const QRectF& place : {right, left}) {
            const bool isFree = std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) {
                return other.intersects(place);
            });
            if (!isFree || place.left() < frame.plot().left()
                || place.right() > frame.plot().right())
                continue;
            painter.drawText(place, Qt::AlignCenter, name);
            taken.push_back(place);
            break;
        }
    }
}

void TradeChart::draw(QPainter& painter, const QRectF& area) const
{
    QRectF rest = drawLegend(painter, area);
    const QStringList never = names(neverGetsThrough);
    if (!never.isEmpty()) {
        const QString sentence = tr("Not shown, for no good version gets through: %1")
                                     .arg(never.join(QLatin1String(", ")));
        rest = drawSentence(painter, rest, sentence);
    }
    const PlotFrame frame = frameIn(rest);
    frame.drawAxes(painter, palette());
    drawFront(painter, frame);
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        if (neverGetsThrough(figures().policies[i]))
            continue;
        drawIntervals(painter, frame, i);
        painter.setPen(QPen(palette().color(QPalette::Base), 1));
        painter.setBrush(policyStyle(i).colour);
        painter.drawPath(markOf(i, placeOf(figures().policies[i], frame), markSize));
    }
    drawNames(painter, frame);
}

} // namespace rollout
