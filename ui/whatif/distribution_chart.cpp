#include "ui/whatif/distribution_chart.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "simulation/statistics.h"
#include "ui/common/words.h"
#include "ui/whatif/metric_axis.h"
#include "ui/whatif/plot_frame.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

DistributionChart::DistributionChart(QWidget* parent)
    : MetricChart(QStringLiteral("distributionChart"), tr("Distribution of a figure, by policy"),
                  parent)
{
}

QString DistributionChart::description() const
{
    QStringList sentences{metricText(shownMetric()) + u':'};
    for (const ComparedPolicy& policy : figures().policies) {
        const Distribution& distribution = policy.distribution(shownMetric());
        const auto words = [&](const std::optional<double>& value) {
            return figureText(shownMetric(), {distribution.defined, value, {}, {}});
        };
        sentences << tr("%1: at most %2 in half of the runs, at most %3 in 95 %.")
                         .arg(text(policy.name), words(distribution.median),
                              words(distribution.p95));
    }
    return sentences.join(u' ');
}

PlotFrame DistributionChart::frameIn(const QRectF& area) const
{
    double most = 0;
    for (const ComparedPolicy& policy : figures().policies)
        if (const auto& values = policy.distribution(shownMetric()).values; !values.empty())
            most = std::max(most, onAxis(shownMetric(), values.back()));
    const QFontMetricsF metrics(font());
    return {
        area,
        metricAxis(shownMetric(), most * 1.02, std::max(2, static_cast<int>(area.width() / 100))),
        percentAxis(tr("Runs in which it is at most so much"),
                    std::max(2, static_cast<int>(area.height() / (3 * metrics.height())))),
        metrics};
}

/// Up at each value, `shift` percent points higher or lower, and on to the end of the axis.
QPolygonF DistributionChart::stepsOf(const Distribution& distribution, const PlotFrame& frame,
                                     double shift) const
{
    const auto shifted = [shift](double share) {
        return std::clamp(share * 100.0 + shift, 0.0, 100.0);
    };
    QPolygonF steps;
    double before = shifted(0);
    steps << QPointF(frame.plot().left(), frame.y(before));
    for (std::size_t i = 0; i < distribution.values.size(); ++i) {
        const double x = frame.x(onAxis(shownMetric(), distribution.values[i]));
        const double after = shifted(distribution.shareUpTo(i));
        steps << QPointF(x, frame.y(before)) << QPointF(x, frame.y(after));
        before = after;
    }
    return steps << QPointF(frame.plot().right(), frame.y(before));
}

/// From the smallest to the largest value: beyond, all bands would lie on each other.
QPolygonF DistributionChart::bandOf(const Distribution& distribution, const PlotFrame& frame) const
{
    const double half = distributionBand(distribution.runs) * 100.0;
    QPolygonF outline = stepsOf(distribution, frame, half);
    QPolygonF below = stepsOf(distribution, frame, -half);
    for (QPolygonF* edge : {&outline, &below}) {
        edge->removeFirst();
        edge->removeLast();
    }
    std::copy(below.rbegin(), below.rend(), std::back_inserter(outline));
    return outline;
}

/// Why a line ends below 100 %.
QString DistributionChart::undefinedWords() const
{
    QStringList parts;
    for (const ComparedPolicy& policy : figures().policies) {
        const Distribution& of = policy.distribution(shownMetric());
        if (of.defined < of.runs)
            parts << tr("%1 of the runs of %2")
                         .arg(shareText({of.runs,
                                         static_cast<double>(of.runs - of.defined)
                                             / static_cast<double>(of.runs),
                                         {},
                                         {}}),
                              text(policy.name));
    }
    return parts.isEmpty() ? QString()
                           : tr("There is none in %1.").arg(parts.join(QLatin1String(", ")));
}

void DistributionChart::draw(QPainter& painter, const QRectF& area) const
{
    QRectF rest = drawLegend(painter, area);
    if (const QString words = undefinedWords(); !words.isEmpty())
        rest = drawSentence(painter, rest, words);
    const PlotFrame frame = frameIn(rest);
    frame.drawAxes(painter, palette());
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        const Distribution& of = figures().policies[i].distribution(shownMetric());
        if (of.values.empty())
            continue;
        QColor shade = policyStyle(i).colour;
        shade.setAlpha(50);
        painter.setBrush(shade);
        painter.drawPolygon(bandOf(of, frame));
    }
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < figures().policies.size(); ++i) {
        painter.setPen(policyStyle(i).pen());
        painter.drawPolyline(stepsOf(figures().policies[i].distribution(shownMetric()), frame, 0));
    }
}

} // namespace rollout
