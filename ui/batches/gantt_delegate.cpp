#include "ui/batches/gantt_delegate.h"

#include <QPainter>

#include <algorithm>

#include "ui/batches/batches_model.h"
#include "ui/common/phase_mark.h"

namespace rollout {

namespace {

constexpr qreal margin = 5; // above and below a bar
constexpr int pixelsPerTick = 84;
constexpr int besideTick = 3; // between a tick and its words
constexpr qreal pauseSignRoom = 12; // pixels

void paintBar(QPainter& painter, const Batch& batch, const GanttBar& bar, const QPalette& palette)
{
    const Scheme scheme = schemeOf(palette);
    const TargetPhase waiting = batch.isRollback ? TargetPhase::RollingBack : TargetPhase::Baking;
    if (batch.open() > 0 || batch.superseded > 0)
        paintPhaseFill(painter, bar.whole.toAlignedRect(),
                       batch.open() > 0 ? waiting : TargetPhase::Old, scheme);
    if (batch.succeeded > 0)
        paintPhaseFill(painter, bar.succeeded.toAlignedRect(), TargetPhase::Succeeded, scheme);
    if (batch.failed > 0)
        paintPhaseFill(painter, bar.failed.toAlignedRect(), TargetPhase::Failed, scheme);
}

void paintMarks(QPainter& painter, const GanttBar& bar, const QPalette& palette)
{
    painter.setPen(QPen(palette.color(QPalette::Base), 1));
    for (const qreal x : bar.outcomes)
        if (x < bar.whole.right() - 1)
            painter.drawLine(QPointF(x, bar.whole.top()), QPointF(x, bar.whole.bottom() - 1));
    if (!bar.deadline)
        return;
    painter.setPen(QPen(palette.color(QPalette::Text), 2));
    painter.drawLine(QPointF(*bar.deadline, bar.whole.top() - 3),
                     QPointF(*bar.deadline, bar.whole.bottom() + 3));
}

/// In every row, so that they can be followed from the time above down to each bar.
void paintPauses(QPainter& painter, const GanttScale& scale, const QRect& rect,
                 const QPalette& palette)
{
    painter.setPen(QPen(quietText(palette), 1, Qt::DashLine));
    for (const PauseMark& pause : scale.pauses) {
        const qreal x = xOf(pause.at, scale.range, rect);
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    }
}

/// The sign of a pause: two strokes.
void paintPauseSign(QPainter& painter, qreal x, const QRect& rect)
{
    constexpr qreal stroke = 2;
    constexpr qreal apart = 3;
    const QRectF left(x - stroke - apart / 2, rect.bottom() - 11, stroke, 8);
    painter.fillRect(left, painter.pen().color());
    painter.fillRect(left.translated(stroke + apart, 0), painter.pen().color());
}

} // namespace

void GanttDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto* model = qobject_cast<const BatchesModel*>(index.model());
    if (!model)
        return;
    const Batch& batch = model->batchAt(index.row());
    const QRectF area = QRectF(option.rect).adjusted(0, margin, 0, -margin);
    const GanttBar bar = ganttBar(batch, model->scale(), area);
    painter->save();
    painter->setClipRect(option.rect);
    paintBar(*painter, batch, bar, option.palette);
    paintPauses(*painter, model->scale(), option.rect, option.palette);
    paintMarks(*painter, bar, option.palette);
    painter->restore();
}

GanttHeader::GanttHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setStretchLastSection(true);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void GanttHeader::setTime(const GanttScale& scale, const EntityClock& clock, TimeLabels labels)
{
    if (scale == m_scale && clock == m_clock && labels == m_labels)
        return;
    m_scale = scale;
    m_clock = clock;
    m_labels = labels;
    viewport()->update();
}

void GanttHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (section != static_cast<int>(BatchColumn::Bar) || m_scale.range.seconds() <= 0)
        return;
    painter->save();
    painter->setClipRect(rect);
    painter->setPen(quietText(palette()));
    paintTime(*painter, rect);
    for (const PauseMark& pause : m_scale.pauses)
        paintPauseSign(*painter, xOf(pause.at, m_scale.range, rect), rect);
    painter->restore();
}

/// What a time has no room for beside the one before it, or beside a pause, is left out.
void GanttHeader::paintTime(QPainter& painter, const QRect& rect) const
{
    const TimeRange& range = m_scale.range;
    std::vector<QRectF> taken;
    for (const PauseMark& pause : m_scale.pauses)
        taken.emplace_back(xOf(pause.at, range, rect) - pauseSignRoom / 2, rect.top(),
                           pauseSignRoom, rect.height());
    const int most = qMax(1, rect.width() / pixelsPerTick);
    for (const TimeTick& tick : clockTicks(range, m_clock, most, m_labels)) {
        const qreal x = rect.left() + rect.width() * tick.x / range.seconds();
        const QRectF words(x + besideTick, rect.top(),
                           painter.fontMetrics().horizontalAdvance(tick.label), rect.height());
        const bool hasRoom = words.right() <= rect.right() // half a time says another time
            && std::none_of(taken.begin(), taken.end(),
                            [&](const QRectF& other) { return other.intersects(words); });
        painter.drawLine(QPointF(x, rect.bottom() - 4), QPointF(x, rect.bottom()));
        if (!hasRoom)
            continue;
        painter.drawText(words, Qt::AlignVCenter, tick.label);
        taken.push_back(words.adjusted(-besideTick, 0, besideTick, 0));
    }
}

} // namespace rollout
