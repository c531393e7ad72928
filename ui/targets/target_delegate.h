#pragma once

// Paints the targets table: the phase with its mark, versions that differ in bold, errors in words
// and colour.

#include <QStyledItemDelegate>

namespace rollout {

class TargetDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace rollout
