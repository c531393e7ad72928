#pragma once

// Paints the mark of an event before its words.

#include <QStyledItemDelegate>

namespace rollout {

class EventDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// What the mark takes of its column.
    static constexpr int markWidth = 26;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace rollout
