#include "ui/heatmap/heat_canvas.h"

#include <QHelpEvent>
#include <QPaintEngine>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

#include "ui/common/format.h"
#include "ui/common/target_words.h"
#include "ui/common/words.h"

namespace rollout {

HeatCanvas::HeatCanvas(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("heatCanvas"));
    setAccessibleName(tr("Heat map of targets"));
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void HeatCanvas::setPicture(const HeatPicturePtr& picture)
{
    const HeatPicturePtr before = std::exchange(m_picture, picture);
    const bool areSameCells = before && picture && before->cells == picture->cells;
    if (!areSameCells) {
        m_lasso.clear();
        m_pressedAt.reset();
        const auto follow = [&](std::optional<int>& cell) {
            if (!cell)
                return;
            const auto id = (*before->cells)[static_cast<std::size_t>(*cell)];
            const bool isThere = picture && before->snapshot->key == picture->snapshot->key
                && raw(id) < picture->cellOf->size() && (*picture->cellOf)[raw(id)] >= 0;
            cell = isThere ? std::optional<int>((*picture->cellOf)[raw(id)]) : std::nullopt;
        };
        follow(m_cursor);
        follow(m_anchor);
        m_layout = {}; // until it is laid out anew
        spreadSelection();
    }
    describe();
    if (!areSameCells || before->phases != picture->phases)
        update();
}

void HeatCanvas::setHeatLayout(HeatLayout layout)
{
    m_layout = std::move(layout);
    update();
}

void HeatCanvas::setSelection(const std::vector<TargetId>& targets)
{
    m_targets = targets;
    spreadSelection();
    update();
}

void HeatCanvas::spreadSelection()
{
    m_isSelected.assign(m_picture ? m_picture->cells->size() : 0, false);
    if (!m_picture)
        return;
    std::optional<int> first;
    for (const TargetId id : m_targets) {
        if (raw(id) >= m_picture->cellOf->size())
            continue;
        const int cell = (*m_picture->cellOf)[raw(id)];
        if (cell == HeatPicture::noCell)
            continue;
        m_isSelected[static_cast<std::size_t>(cell)] = true;
        first = first ? first : cell;
    }
    if (first && !m_isAsking && (!m_cursor || !m_isSelected[static_cast<std::size_t>(*m_cursor)]))
        m_cursor = m_anchor = first; // selected elsewhere: keys go on from there
}

TargetId HeatCanvas::targetOf(int cell) const
{
    return (*m_picture->cells)[static_cast<std::size_t>(cell)];
}

int HeatCanvas::headingHeight() const
{
    const bool hasGroups = m_picture
        && std::any_of(m_picture->groups.begin(), m_picture->groups.end(),
                       [](const HeatGroup& group) { return !group.name.empty(); });
    return hasGroups ? fontMetrics().height() + 6 : 0;
}

QString HeatCanvas::headingWords(int block) const
{
    const HeatGroup& group = m_picture->groups[static_cast<std::size_t>(block)];
    return group.name.empty() ? tr("(no group)") : text(group.name);
}

void HeatCanvas::describe()
{
    if (!m_picture)
        return setAccessibleDescription({});
    QStringList words;
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        if (const auto count = m_picture->counts[phase]; count > 0)
            words << tr("%1 %2").arg(formatCount(count), phaseText(TargetPhase(phase)));
    QString sentence = tr("%1: %2.").arg(formatTargets(std::ssize(m_picture->phases)),
                                         words.join(QLatin1String(", ")));
    if (m_cursor) {
        const TargetId id = targetOf(*m_cursor);
        const TargetPhase phase = m_picture->phases[static_cast<std::size_t>(*m_cursor)];
        sentence.prepend(
            tr("At %1, %2. ")
                .arg(text(m_picture->snapshot->state.fleet.name(id)), phaseText(phase)));
    }
    if (sentence != accessibleDescription())
        setAccessibleDescription(sentence);
}

void HeatCanvas::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    if (!hasCells())
        return;
    const QRect rect = event->rect();
    paintHeadings(painter, rect);
    paintCells(painter, rect);
    if (std::find(m_isSelected.begin(), m_isSelected.end(), true) != m_isSelected.end())
        paintHeatSelection(painter, m_layout, m_isSelected, rect, palette());
    if (m_cursor && hasFocus())
        paintHeatCursor(painter, m_layout.cellRect(*m_cursor), palette());
    paintLasso(painter);
}

void HeatCanvas::paintCells(QPainter& painter, const QRect& rect)
{
    const HeatCells cells{m_layout, m_picture->phases};
    const auto engine = painter.paintEngine()->type();
    if (engine == QPaintEngine::SVG || engine == QPaintEngine::Pdf)
        return paintHeatCells(painter, cells, rect, schemeOf(palette()));
    const int scale = std::max(1, static_cast<int>(std::ceil(painter.deviceTransform().m11())));
    if (!m_tiles.fit(m_layout.side(), scale, palette()))
        m_tiles = HeatTiles(m_layout.side(), scale, palette());
    for (int block = 0; block < m_layout.blockCount(); ++block) {
        const QRect whole = m_layout.blockRect(block);
        const int heading = m_layout.headingRect(block).height();
        const QRect part = whole.adjusted(0, heading, 0, 0).intersected(rect);
        if (!part.isEmpty())
            painter.drawImage(part,
                              heatImage(cells, m_tiles, part, palette().color(QPalette::Base)));
    }
}

void HeatCanvas::paintHeadings(QPainter& painter, const QRect& rect)
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics wide(bold);
    for (int block = 0; block < m_layout.blockCount(); ++block) {
        const QRect line = m_layout.headingRect(block);
        if (line.isEmpty() || !line.intersects(rect))
            continue;
        const HeatGroup& group = m_picture->groups[static_cast<std::size_t>(block)];
        const auto failed = group.phases[static_cast<std::size_t>(TargetPhase::Failed)];
        QString figures = formatCount(group.count);
        if (failed > 0)
            figures =
                tr("%1 · %2 %3").arg(figures, formatCount(failed), phaseText(TargetPhase::Failed));
        const int reserved = fontMetrics().horizontalAdvance(figures) + 8;
        const QString name = wide.elidedText(headingWords(block), Qt::ElideRight,
                                             std::max(line.width() - reserved, line.width() / 2));
        const int used = wide.horizontalAdvance(name) + 8;
        painter.setFont(bold);
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setFont(font());
        painter.setPen(quietText(palette()));
        const QRect rest = line.adjusted(used, 0, 0, 0);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(figures, Qt::ElideRight, rest.width()));
    }
}

void HeatCanvas::paintLasso(QPainter& painter)
{
    if (!isDrawing())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor within = palette().color(QPalette::Highlight);
    within.setAlphaF(0.2F);
    painter.setBrush(within);
    painter.setPen(QPen(palette().color(QPalette::Base), 3.5)); // seen on any colour
    painter.drawPolygon(m_lasso);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5, Qt::DashLine));
    painter.drawPolygon(m_lasso);
}

bool HeatCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    showTip(*static_cast<QHelpEvent*>(event));
    return true;
}

void HeatCanvas::showTip(const QHelpEvent& event)
{
    if (!hasCells())
        return QToolTip::hideText();
    if (const auto cell = m_layout.cellAt(event.pos()))
        return QToolTip::showText(event.globalPos(),
                                  targetTip(*m_picture->snapshot, targetOf(*cell)), this,
                                  m_layout.cellRect(*cell));
    const auto block = headingAt(event.pos());
    if (!block)
        return QToolTip::hideText();
    QStringList lines{headingWords(*block)};
    const PhaseCounts& phases = m_picture->groups[static_cast<std::size_t>(*block)].phases;
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase)
        if (phases[phase] > 0)
            lines << tr("%1 %2").arg(formatCount(phases[phase]), phaseText(TargetPhase(phase)));
    QToolTip::showText(event.globalPos(), lines.join(u'\n'), this, m_layout.headingRect(*block));
}

std::optional<int> HeatCanvas::headingAt(QPoint point) const
{
    for (int block = 0; block < m_layout.blockCount(); ++block)
        if (m_layout.headingRect(block).contains(point))
            return block;
    return std::nullopt;
}

} // namespace rollout
