#include "ui/targets/target_delegate.h"

#include <QPainter>

#include "ui/common/phase_mark.h"
#include "ui/targets/targets_model.h"

namespace rollout {

namespace {

constexpr int markSide = 15;
constexpr int markMargin = 5;

} // namespace

void TargetDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto column = TargetColumn(index.column());
    // Names of one fleet begin alike and differ at their end.
    option->textElideMode = column == TargetColumn::Name ? Qt::ElideMiddle : Qt::ElideRight;
    if (column == TargetColumn::Phase) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(markSide + markMargin, markSide); // room that paint() fills
    }
    if (column == TargetColumn::Health && index.data(TargetsModel::IsErrorRole).toBool())
        option->font.setBold(true);
}

void TargetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (TargetColumn(index.column()) != TargetColumn::Phase)
        return;
    const auto phase = TargetPhase(index.data(TargetsModel::PhaseRole).toInt());
    const QRectF mark(option.rect.left() + markMargin, option.rect.center().y() - markSide / 2.0,
                      markSide, markSide);
    paintPhaseMark(*painter, mark, phase, schemeOf(option.palette));
}

} // namespace rollout
