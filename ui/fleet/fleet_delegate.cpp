#include "ui/fleet/fleet_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <cmath>

#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/fleet/fleet_model.h"
#include "ui/fleet/progress_geometry.h"

namespace rollout {

namespace {

constexpr std::array<TargetPhase, 4> partPhases{TargetPhase::Succeeded, TargetPhase::Baking,
                                                TargetPhase::Failed, TargetPhase::Old};
constexpr qreal barHeight = 10;
constexpr int markSide = 14;
constexpr int markMargin = 3;

void drawPart(QPainter& painter, const QRectF& rect, TargetPhase phase, Scheme scheme)
{
    const QColor fill = phaseColour(phase, scheme);
    painter.fillRect(rect, fill);
    const Qt::BrushStyle hatch = phaseHatch(phase);
    if (hatch == Qt::SolidPattern)
        return;
    QColor ink = textOn(fill);
    ink.setAlphaF(0.45F);
    painter.fillRect(rect, QBrush(ink, hatch));
}

void drawBar(QPainter& painter, const QRectF& frame, const ProgressParts& counts, Scheme scheme)
{
    const auto geometry = ProgressGeometry::of(frame, counts);
    for (std::size_t i = 0; i < geometry.parts.size(); ++i)
        if (!geometry.parts[i].isEmpty())
            drawPart(painter, geometry.parts[i], partPhases[i], scheme);
    painter.setPen(QPen(outlineColour(scheme), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5));
}

FleetKind kindOf(const QModelIndex& index)
{
    return static_cast<FleetKind>(index.data(FleetModel::KindRole).toInt());
}

} // namespace

void FleetDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (kindOf(index) == FleetKind::Namespace)
        option->font.setBold(true);
    if (index.column() != FleetModel::NameColumn || kindOf(index) == FleetKind::Group)
        return;
    const auto phase = static_cast<RolloutPhase>(index.data(FleetModel::PhaseRole).toInt());
    const Scheme scheme = schemeOf(option->palette);
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = badge(rolloutPhaseGlyph(phase), rolloutPhaseColour(phase, scheme), scheme);
    option->decorationSize = QSize(16, 16);
}

void FleetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const QString mark = index.column() == FleetModel::NameColumn
        ? index.data(FleetModel::MarkRole).toString()
        : QString();
    if (!mark.isEmpty())
        return paintMarked(*painter, option, index, mark);
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != FleetModel::ProgressColumn)
        return;
    const auto counts = index.data(FleetModel::ProgressRole).value<ProgressParts>();
    if (counts.total() == 0)
        return;
    QRectF frame = QRectF(option.rect).adjusted(4, 0, -4, 0);
    frame.setTop(frame.top() + std::floor((frame.height() - barHeight) / 2));
    frame.setHeight(barHeight);
    painter->save();
    drawBar(*painter, frame, counts, schemeOf(option.palette));
    painter->restore();
}

/// The name gives way to what holds the entity.
void FleetDelegate::paintMarked(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index, const QString& mark) const
{
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
    QStyleOptionViewItem narrow = option;
    narrow.rect.setRight(option.rect.right() - markSide - 2 * markMargin);
    QStyledItemDelegate::paint(&painter, narrow, index);
    const QRect place(option.rect.right() - markSide - markMargin,
                      option.rect.center().y() - markSide / 2, markSide, markSide);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    icon(mark).paint(&painter, place, Qt::AlignCenter,
                     isSelected ? QIcon::Selected : QIcon::Normal);
}

QSize FleetDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, 24));
}

} // namespace rollout
