#include "ui/whatif/difference_chart.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

#include "ui/common/words.h"
#include "ui/whatif/metric_axis.h"
#include "ui/whatif/plot_frame.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

constexpr double leastHistogramWidth = 320;
constexpr double panelGap = 18;
constexpr double alikeWidth = 6; // of the bar of runs in which there is no difference

} // namespace

DifferenceChart::DifferenceChart(QWidget* parent)
    : MetricChart(QStringLiteral("differenceChart"),
                  tr("Difference of a figure from that of the first policy, run by run"), parent)
{
}

std::size_t DifferenceChart::panels() const
{
    return figures().policies.size() - 1;
}

const Histogram& DifferenceChart::countsOf(std::size_t policy) const
{
    return figures().policies[policy].differenceCounts[static_cast<std::size_t>(shownMetric())];
}

int DifferenceChart::columnsAt(double width) const
{
    const auto fit = static_cast<int>((width + panelGap) / (leastHistogramWidth + panelGap));
    return std::clamp(fit, 1, std::max(1, static_cast<int>(panels())));
}

int DifferenceChart::leastHeight() const
{
    const auto count = static_cast<int>(panels());
    const int rows = (count + columnsAt(width()) - 1) / columnsAt(width());
    return fontMetrics().height() + 30 + std::max(rows, 1) * 170;
}

QString DifferenceChart::namesOf(std::size_t policy) const
{
    return tr("%1 less %2")
        .arg(text(figures().policies[policy].name), text(figures().policies.front().name));
}

/// "better in 97 % of the runs, −3 min [−4 min, −2 min] on average"
QString DifferenceChart::wordsOf(std::size_t policy) const
{
    const ComparedPolicy& of = figures().policies[policy];
    const auto number = static_cast<std::size_t>(shownMetric());
    const Histogram& counts = countsOf(policy);
    if (counts.total() == 0)
        return tr("no run in which both have it");
    QString words =
        tr("better in %2 of the runs, %1 on average")
            .arg(differenceText(shownMetric(), of.differences[number]),
                 shareText({of.betterShares[number].n, of.betterShares[number].value, {}, {}}));
    if (counts.below + counts.above == 0)
        return words;
    return tr("%1; %2 runs lie beyond").arg(words).arg(counts.below + counts.above);
}

QString DifferenceChart::description() const
{
    QStringList sentences{metricText(shownMetric()) + u'.'};
    for (std::size_t policy = 1; policy <= panels(); ++policy)
        sentences << tr("%1: %2.").arg(namesOf(policy), wordsOf(policy));
    return sentences.join(u' ');
}

void DifferenceChart::drawBars(QPainter& painter, const PlotFrame& frame, std::size_t policy) const
{
    const Histogram& counts = countsOf(policy);
    const QColor colour = policyStyle(policy).colour;
    const QColor grey = quietText(palette());
    for (std::size_t bin = 0; bin < counts.counts.size(); ++bin) {
        const double low = counts.lowerEdge(bin);
        const double high = low + counts.width;
        const bool isBetter = (low + high < 0) == isLessBetter(shownMetric());
        painter.setPen(QPen(isBetter ? colour : grey, 1));
        painter.setBrush(isBetter ? QBrush(colour) : QBrush(grey, Qt::BDiagPattern));
        if (counts.counts[bin] > 0)
            painter.drawRect(QRectF(frame.at(onAxis(shownMetric(), low),
                                             static_cast<double>(counts.counts[bin])),
                                    frame.at(onAxis(shownMetric(), high), 0))
                                 .adjusted(0.5, 0, -0.5, 0));
    }
    const QPointF top = frame.at(0, static_cast<double>(counts.alike));
    painter.fillRect(
        QRectF(top - QPointF(alikeWidth / 2, 0), QPointF(top.x() + alikeWidth / 2, frame.y(0))),
        grey);
}

/// The names, with the mark of the policy; what is left below.
QRectF DifferenceChart::drawHeading(QPainter& painter, const QRectF& area, std::size_t policy) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    painter.setPen(QPen(palette().color(QPalette::Base), 1));
    painter.setBrush(policyStyle(policy).colour);
    painter.drawPath(markOf(policy, area.topLeft() + QPointF(line / 2, line / 2), 11));
    painter.setPen(palette().color(QPalette::Text));
    const QRectF place(area.left() + line + 4, area.top(), area.width() - line - 4, line);
    painter.drawText(place, Qt::AlignVCenter,
                     metrics.elidedText(namesOf(policy), Qt::ElideRight, place.width()));
    return area.adjusted(0, line + 2, 0, 0);
}

void DifferenceChart::drawPanel(QPainter& painter, const QRectF& area, std::size_t policy) const
{
    const Histogram& counts = countsOf(policy);
    const QRectF rest = drawSentence(painter, drawHeading(painter, area, policy), wordsOf(policy));
    if (counts.total() == 0)
        return;
    // All alike: somewhere around nought.
    const double half = counts.counts.empty() ? counts.width : 0;
    const double least = onAxis(shownMetric(), counts.from - half);
    const double most = onAxis(shownMetric(), counts.lowerEdge(counts.counts.size()) + half);
    std::size_t highest = std::max<std::size_t>(counts.alike, 1);
    for (const std::size_t count : counts.counts)
        highest = std::max(highest, count);
    const QFontMetricsF metrics(painter.font());
    const PlotFrame frame(
        rest,
        aroundNought(metricAxis(shownMetric(), std::max(-least, most),
                                std::max(2, static_cast<int>(rest.width() / 110))),
                     least, most),
        numberAxis(tr("Runs"), static_cast<double>(highest),
                   std::max(2, static_cast<int>(rest.height() / (3 * metrics.height())))),
        metrics);
    frame.drawAxes(painter, palette());
    drawBars(painter, frame, policy);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
    painter.drawLine(QPointF(frame.x(0), frame.plot().top()),
                     QPointF(frame.x(0), frame.plot().bottom()));
}

void DifferenceChart::draw(QPainter& painter, const QRectF& area) const
{
    if (panels() == 0) {
        painter.setPen(quietText(palette()));
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Tick a second policy, and it is held against the first one run by "
                            "run."));
        return;
    }
    const QRectF rest = drawSentence(
        painter, area,
        tr("Coloured: better than the first policy. Hatched: worse. Grey: no difference."));
    const int columns = columnsAt(rest.width());
    const auto count = static_cast<int>(panels());
    const int rows = (count + columns - 1) / columns;
    const double width = (rest.width() - panelGap * (columns - 1)) / columns;
    const double height = (rest.height() - panelGap * (rows - 1)) / rows;
    for (int i = 0; i < count; ++i) {
        const int column = i % columns;
        const int row = i / columns;
        drawPanel(painter,
                  QRectF(rest.left() + column * (width + panelGap),
                         rest.top() + row * (height + panelGap), width, height),
                  static_cast<std::size_t>(i) + 1);
    }
}

} // namespace rollout
