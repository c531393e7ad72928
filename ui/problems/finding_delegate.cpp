#include "ui/problems/finding_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/common/palette.h"
#include "ui/common/phase_mark.h"
#include "ui/problems/findings_model.h"
#include "ui/problems/fix_bar.h"

namespace rollout {

namespace {

constexpr int markSide = 15;
constexpr int margin = 8; // left and right of a row
constexpr int gap = 5; // above and below it

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

int sentenceHeight(const QFontMetrics& metrics, int width, const QString& sentence)
{
    return metrics.boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, sentence).height();
}

} // namespace

FindingDelegate::FindingDelegate(QListView* view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

int FindingDelegate::indent()
{
    return 2 * margin + markSide;
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int width = m_view->viewport()->width();
    int height = 2 * gap + option.fontMetrics.height()
        + sentenceHeight(option.fontMetrics, width - indent() - margin,
                         index.data(FindingsModel::SentenceRole).toString());
    if (!index.data(FindingsModel::FixRole).toString().isEmpty())
        height += FixBar::heightOf(option.fontMetrics);
    return {width, height};
}

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    m_view->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, m_view);
    const auto severity = Severity(index.data(FindingsModel::SeverityRole).toInt());
    const Scheme scheme = schemeOf(row.palette);
    QRect place = row.rect.adjusted(indent(), gap, -margin, -gap);
    const QRectF mark(row.rect.left() + margin,
                      place.top() + (row.fontMetrics.height() - markSide) / 2.0, markSide,
                      markSide);
    paintMark(*painter, mark, severityColour(severity, scheme), severityGlyph(severity), scheme);
    painter->save();
    const bool isSelected = row.state.testFlag(QStyle::State_Selected);
    painter->setPen(row.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(bold(row.font));
    painter->drawText(place, Qt::AlignTop, index.data(FindingsModel::CaptionRole).toString());
    place.setTop(place.top() + row.fontMetrics.height());
    painter->setFont(row.font);
    painter->drawText(place, Qt::AlignTop | Qt::TextWordWrap,
                      index.data(FindingsModel::SentenceRole).toString());
    painter->restore();
}

} // namespace rollout
