#pragma once

// Paints the bar of a batch, and the time above the bars.

#include <QHeaderView>
#include <QStyledItemDelegate>

#include "ui/common/time_axis.h"

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

    void setTime(const TimeRange& range, TimeLabels labels);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    TimeRange m_range;
    TimeLabels m_labels = TimeLabels::SimulationClock;
};

} // namespace rollout
