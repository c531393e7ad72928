#include "ui/common/mark_delegate.h"

#include <QPainter>

#include "ui/common/phase_mark.h"

namespace rollout {

namespace {

constexpr int markSide = 15;
constexpr int markMargin = 5;

} // namespace

void MarkDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(markSide + markMargin, markSide); // room that paint() fills
}

void MarkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const Scheme scheme = schemeOf(option.palette);
    const QRectF rect(option.rect.left() + markMargin, option.rect.center().y() - markSide / 2.0,
                      markSide, markSide);
    const Mark mark = markOf(index, scheme);
    paintMark(*painter, rect, mark.colour, mark.glyph, scheme);
}

} // namespace rollout
