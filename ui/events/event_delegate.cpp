#include "ui/events/event_delegate.h"

#include <QPainter>

#include "ui/common/phase_mark.h"
#include "ui/events/events_model.h"

namespace rollout {

namespace {

constexpr int markSide = 15;
constexpr int markMargin = 5;

} // namespace

void EventDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(markSide + markMargin, markSide); // room that paint() fills
}

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto kind = JournalKind(index.data(EventsModel::KindRole).toInt());
    const Scheme scheme = schemeOf(option.palette);
    const QRectF mark(option.rect.left() + markMargin, option.rect.center().y() - markSide / 2.0,
                      markSide, markSide);
    paintMark(*painter, mark, journalColour(kind, scheme), journalGlyph(kind), scheme);
}

} // namespace rollout
