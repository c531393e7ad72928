#pragma once

// Paints the fleet tree: the phase as a badge before the name, progress as a bar of four parts.

#include <QStyledItemDelegate>

namespace rollout {

class FleetDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void paintMarked(QPainter& painter, const QStyleOptionViewItem& option,
                     const QModelIndex& index, const QString& mark) const;
};

} // namespace rollout
