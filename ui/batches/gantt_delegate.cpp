#include "ui/batches/gantt_delegate.h"

#include <QPainter>

#include "ui/batches/batches_model.h"
#include "ui/common/phase_mark.h"

namespace rollout {

namespace {

constexpr qreal margin = 5; // above and below a bar
constexpr int pixelsPerTick = 84;
constexpr int besideTick = 3; // between a tick and its words

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

void GanttHeader::setTime(const TimeRange& range, TimeLabels labels)
{
    if (range == m_range && labels == m_labels)
        return;
    m_range = range;
    m_labels = labels;
    viewport()->update();
}

void GanttHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    if (section != static_cast<int>(BatchColumn::Bar) || m_range.seconds() <= 0)
        return;
    painter->save();
    painter->setClipRect(rect);
    painter->setPen(quietText(palette()));
    for (const TimeTick& tick :
         timeTicks(m_range, m_range.from, qMax(1, rect.width() / pixelsPerTick), m_labels)) {
        const qreal x = rect.left() + rect.width() * tick.x / m_range.seconds();
        painter->drawLine(QPointF(x, rect.bottom() - 4), QPointF(x, rect.bottom()));
        const QRectF words(x + besideTick, rect.top(),
                           painter->fontMetrics().horizontalAdvance(tick.label), rect.height());
        if (words.right() <= rect.right()) // half a time says another time
            painter->drawText(words, Qt::AlignVCenter, tick.label);
    }
    painter->restore();
}

} // namespace rollout
