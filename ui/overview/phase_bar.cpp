#include "ui/overview/phase_bar.h"

#include <QPainter>
#include <QStringList>

#include "ui/common/format.h"
#include "ui/common/phase_mark.h"
#include "ui/common/words.h"
#include "ui/overview/gauge_geometry.h"

namespace rollout {

namespace {

constexpr int barHeight = 28;
constexpr int markSide = 15;
constexpr int spacing = 18; // between entries of the legend
constexpr qreal smallestSegment = 4;

} // namespace

PhaseBar::PhaseBar(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PhaseBar::setCounts(const PhaseCounts& counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    QStringList words;
    for (const TargetPhase phase : phasesByProgress)
        words << formatCount(counts[static_cast<std::size_t>(phase)]) + u' ' + phaseText(phase);
    setAccessibleName(words.join(QLatin1String(", ")));
    updateGeometry();
    update();
}

std::vector<PhaseBar::Entry> PhaseBar::legend(int width) const
{
    std::vector<Entry> entries;
    const int line = fontMetrics().height() + 6;
    QPoint at(0, barHeight + 10);
    for (const TargetPhase phase : phasesByProgress) {
        if (phase == TargetPhase::Excluded && countOf(phase) == 0)
            continue; // maintenance is rare, and a line less leaves room
        const QString words = phaseText(phase) + u' ' + formatCount(countOf(phase));
        const int needs = markSide + 6 + fontMetrics().horizontalAdvance(words);
        if (at.x() > 0 && at.x() + needs > width)
            at = QPoint(0, at.y() + line);
        entries.push_back({phase, QRect(at, QSize(needs, line)), words});
        at.rx() += needs + spacing;
    }
    return entries;
}

int PhaseBar::heightForWidth(int width) const
{
    return legend(width).back().rect.bottom() + 1;
}

QSize PhaseBar::sizeHint() const
{
    return {480, heightForWidth(480)};
}

void PhaseBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Scheme scheme = schemeOf(palette());
    const QRectF bar(0, 0, width(), barHeight);
    painter.fillRect(bar, palette().color(QPalette::AlternateBase));
    for (const PhaseSegment& segment : phaseSegments(bar, m_counts, smallestSegment)) {
        paintPhaseFill(painter, segment.rect.toAlignedRect(), segment.phase, scheme);
        if (segment.rect.width() < markSide + 8)
            continue;
        const QPointF centre = segment.rect.center();
        paintPhaseMark(
            painter,
            QRectF(centre.x() - markSide / 2.0, centre.y() - markSide / 2.0, markSide, markSide),
            segment.phase, scheme);
    }
    for (const Entry& entry : legend(width())) {
        const bool isNone = countOf(entry.phase) == 0;
        const QRectF mark(entry.rect.left(), entry.rect.center().y() - markSide / 2.0, markSide,
                          markSide);
        paintPhaseMark(painter, mark, entry.phase, scheme);
        painter.setPen(isNone ? quietText(palette()) : palette().color(QPalette::WindowText));
        painter.drawText(entry.rect.adjusted(markSide + 6, 0, 2, 0), Qt::AlignVCenter, entry.words);
    }
}

} // namespace rollout
