#pragma once

// Paints a mark before the words of a cell.

#include <QColor>
#include <QStyledItemDelegate>

#include "ui/common/palette.h"

namespace rollout {

class MarkDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// What the mark takes of its column.
    static constexpr int markWidth = 26;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    struct Mark
    {
        QColor colour;
        QChar glyph;
    };
    [[nodiscard]] virtual Mark markOf(const QModelIndex& index, Scheme scheme) const = 0;

private:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace rollout
