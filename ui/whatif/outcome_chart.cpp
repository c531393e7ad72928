#include "ui/whatif/outcome_chart.h"

#include <QPainter>

#include <algorithm>

#include "ui/common/words.h"
#include "ui/whatif/whatif_words.h"

namespace rollout {

namespace {

constexpr std::array<Outcome, 3> order{Outcome::Completed, Outcome::Unfinished,
                                       Outcome::RolledBack};
constexpr double leastBar = 18;
constexpr double mostBar = 30;
constexpr double rowGap = 8;

TargetPhase phaseLike(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Completed:
        return TargetPhase::Succeeded;
    case Outcome::RolledBack:
        return TargetPhase::Failed;
    case Outcome::Unfinished:
        break;
    }
    return TargetPhase::Old;
}

const Estimate& of(const OutcomeShares& shares, Outcome outcome)
{
    return shares[static_cast<std::size_t>(outcome)];
}

/// What should happen: a good version gets through, a bad one is rolled back.
QString wished(const OutcomeShares& shares, bool isGood)
{
    const Outcome outcome = isGood ? Outcome::Completed : Outcome::RolledBack;
    return WhatIfWords::tr("%1 %2").arg(outcomeText(outcome), shareText(of(shares, outcome)));
}

void fillSegment(QPainter& painter, const QRectF& segment, Outcome outcome, Scheme scheme)
{
    const TargetPhase phase = phaseLike(outcome);
    const QColor colour = phaseColour(phase, scheme);
    painter.fillRect(segment, colour);
    if (phaseHatch(phase) != Qt::SolidPattern)
        painter.fillRect(segment, QBrush(colour.darker(135), Qt::BDiagPattern));
    painter.setPen(QPen(outlineColour(scheme), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(segment);
}

/// Where the edge of a share may really be, as a line with feet.
void drawInterval(QPainter& painter, double low, double high, double middle)
{
    for (const auto& [colour, width] : {std::pair(Qt::white, 4.0), std::pair(Qt::black, 1.6)}) {
        painter.setPen(QPen(QColor(colour), width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(low, middle), QPointF(high, middle));
        for (const double foot : {low, high})
            painter.drawLine(QPointF(foot, middle - 4), QPointF(foot, middle + 4));
    }
}

} // namespace

OutcomeChart::OutcomeChart(QWidget* parent)
    : WhatIfChart(QStringLiteral("outcomeChart"), tr("What became of the runs, by policy"), parent)
{
}

int OutcomeChart::leastHeight() const
{
    const auto policies = static_cast<double>(figures().policies.size());
    return static_cast<int>(fontMetrics().height() + 24
                            + policies * (2 * leastBar + 2 * rowGap + fontMetrics().height()));
}

QString OutcomeChart::description() const
{
    QStringList sentences;
    for (const ComparedPolicy& policy : figures().policies)
        sentences << tr("%1: a good version %2, a bad one %3.")
                         .arg(text(policy.name), wished(policy.good, true),
                              wished(policy.bad, false));
    return sentences.join(u' ');
}

void OutcomeChart::drawKey(QPainter& painter, const QRectF& line) const
{
    const QFontMetricsF metrics(painter.font());
    double x = line.left();
    for (const Outcome outcome : order) {
        const QRectF swatch(x, line.center().y() - 6, 24, 12);
        fillSegment(painter, swatch, outcome, schemeOf(palette()));
        const QString words = QString(phaseGlyph(phaseLike(outcome))) + u' ' + outcomeText(outcome);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRectF(x + 30, line.top(), 400, line.height()), Qt::AlignVCenter, words);
        x += 30 + metrics.horizontalAdvance(words) + 18;
    }
}

void OutcomeChart::drawBar(QPainter& painter, const QRectF& bar, const OutcomeShares& shares) const
{
    const QFontMetricsF metrics(painter.font());
    const Scheme scheme = schemeOf(palette());
    double left = bar.left();
    for (const Outcome outcome : order) {
        const double share = of(shares, outcome).value.value_or(0.0);
        const QRectF segment(left, bar.top(), bar.width() * share, bar.height());
        left = segment.right();
        if (share <= 0.0)
            continue;
        fillSegment(painter, segment, outcome, scheme);
        const QString words = QString(phaseGlyph(phaseLike(outcome))) + u' '
            + WhatIfWords::tr("%1 %").arg(shortNumber(share * 100.0));
        const double needs = metrics.horizontalAdvance(words) + 8;
        if (needs + 8 > segment.width())
            continue;
        const QColor colour = phaseColour(phaseLike(outcome), scheme);
        const QRectF place(segment.center().x() - needs / 2, segment.top() + 2, needs,
                           segment.height() - 4);
        painter.fillRect(place, colour);
        painter.setPen(textOn(colour));
        painter.drawText(place, Qt::AlignCenter, words);
    }
    const Estimate& completed = of(shares, Outcome::Completed);
    const Estimate& back = of(shares, Outcome::RolledBack);
    if (completed.low && completed.value > 0.0)
        drawInterval(painter, bar.left() + bar.width() * *completed.low,
                     bar.left() + bar.width() * *completed.high, bar.center().y());
    else if (back.low)
        drawInterval(painter, bar.right() - bar.width() * *back.high,
                     bar.right() - bar.width() * *back.low, bar.center().y());
}

void OutcomeChart::draw(QPainter& painter, const QRectF& area) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    drawKey(painter, QRectF(area.left(), area.top(), area.width(), line));
    const auto policies = static_cast<double>(figures().policies.size());
    const double block = (area.height() - line - rowGap) / policies;
    const double bar = std::clamp((block - line - 2 * rowGap) / 2, leastBar, mostBar);
    const double versionWidth = metrics.horizontalAdvance(tr("good version")) + rowGap;
    const double wordsWidth = metrics.horizontalAdvance(tr("rolled back 99.9 % [99.9 %, 99.9 %]"));
    double top = area.top() + line + rowGap;
    for (const ComparedPolicy& policy : figures().policies) {
        painter.setPen(palette().color(QPalette::Text));
        QFont bold = font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.drawText(QRectF(area.left(), top, area.width(), line), Qt::AlignVCenter,
                         text(policy.name));
        painter.setFont(font());
        double y = top + line + rowGap / 2;
        for (const bool isGood : {true, false}) {
            const OutcomeShares& shares = isGood ? policy.good : policy.bad;
            painter.setPen(quietText(palette()));
            painter.drawText(QRectF(area.left(), y, versionWidth, bar), Qt::AlignVCenter,
                             isGood ? tr("good version") : tr("bad version"));
            const QRectF whole(area.left() + versionWidth, y,
                               area.width() - versionWidth - wordsWidth - rowGap, bar);
            drawBar(painter, whole, shares);
            painter.setPen(palette().color(QPalette::Text));
            painter.drawText(QRectF(whole.right() + rowGap, y, wordsWidth, bar), Qt::AlignVCenter,
                             wished(shares, isGood));
            y += bar + rowGap / 2;
        }
        top += std::min(block, line + 2 * mostBar + 3 * rowGap);
    }
}

} // namespace rollout
