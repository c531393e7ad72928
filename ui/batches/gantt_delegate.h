#pragma once

// Paints the bar of a batch, and the time above the bars.

#include <QHeaderView>
#include <QStyledItemDelegate>

#include "ui/batches/gantt_geometry.h"

namespace rollout {

class GanttDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

/// A header whose last section shows the time.
class GanttHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit GanttHeader(QWidget* parent = nullptr);

    void setTime(const GanttScale& scale, const EntityClock& clock, TimeLabels labels);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    void paintTime(QPainter& painter, const QRect& rect) const;

    GanttScale m_scale;
    EntityClock m_clock;
    TimeLabels m_labels = TimeLabels::SimulationClock;
};

} // namespace rollout
