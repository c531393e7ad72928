// Keys and the mouse of a heat map.

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStyleHints>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>

#include "ui/heatmap/heat_canvas.h"

namespace rollout {

namespace {

const std::map<int, HeatMove>& movesByKey()
{
    static const std::map<int, HeatMove> moves{
        {Qt::Key_Left, HeatMove::Left},     {Qt::Key_Right, HeatMove::Right},
        {Qt::Key_Up, HeatMove::Up},         {Qt::Key_Down, HeatMove::Down},
        {Qt::Key_PageUp, HeatMove::PageUp}, {Qt::Key_PageDown, HeatMove::PageDown},
        {Qt::Key_Home, HeatMove::RowStart}, {Qt::Key_End, HeatMove::RowEnd}};
    return moves;
}

std::optional<HeatMove> moveOf(const QKeyEvent& event)
{
    const auto found = movesByKey().find(event.key());
    if (found == movesByKey().end() || (event.modifiers() & Qt::AltModifier))
        return std::nullopt;
    const bool isFar = event.modifiers() & Qt::ControlModifier;
    if (isFar && found->second == HeatMove::RowStart)
        return HeatMove::First;
    if (isFar && found->second == HeatMove::RowEnd)
        return HeatMove::Last;
    return found->second;
}

std::vector<int> cellsBetween(int a, int b)
{
    std::vector<int> cells(static_cast<std::size_t>(std::abs(a - b)) + 1);
    std::iota(cells.begin(), cells.end(), std::min(a, b));
    return cells;
}

} // namespace

void HeatCanvas::setCursorCell(std::optional<int> cell)
{
    m_cursor = cell;
    describe();
    update();
    if (cell)
        Q_EMIT sightAsked(m_layout.cellRect(*cell));
}

/// With Ctrl the cursor alone moves, with Shift the selection grows, otherwise it moves along.
void HeatCanvas::moveTo(int cell, Qt::KeyboardModifiers modifiers)
{
    setCursorCell(cell);
    if (modifiers & Qt::ShiftModifier)
        return selectTo(cell);
    m_anchor = cell;
    if (!(modifiers & Qt::ControlModifier))
        select({cell}, Joining::Replace);
}

void HeatCanvas::selectTo(int cell)
{
    select(cellsBetween(m_anchor.value_or(cell), cell), Joining::Replace);
}

void HeatCanvas::select(const std::vector<int>& cells, Joining joining)
{
    std::vector<bool> isSelected = m_isSelected;
    if (joining == Joining::Replace)
        std::fill(isSelected.begin(), isSelected.end(), false);
    for (const int cell : cells) {
        const auto at = static_cast<std::size_t>(cell);
        isSelected[at] = joining != Joining::Toggle || !isSelected[at];
    }
    std::vector<TargetId> targets;
    for (std::size_t cell = 0; cell < isSelected.size(); ++cell)
        if (isSelected[cell])
            targets.push_back((*m_picture->cells)[cell]);
    const QScopedValueRollback asking(m_isAsking, true);
    Q_EMIT selectionAsked(targets);
}

void HeatCanvas::keyPressEvent(QKeyEvent* event)
{
    if (!hasCells())
        return QWidget::keyPressEvent(event);
    if (const auto move = moveOf(*event))
        return moveTo(m_cursor ? m_layout.moved(*m_cursor, *move, m_page) : 0, event->modifiers());
    if (!pressSpecialKey(*event))
        QWidget::keyPressEvent(event);
}

/// False: not one of them.
bool HeatCanvas::pressSpecialKey(const QKeyEvent& event)
{
    const bool isControl = event.modifiers() & Qt::ControlModifier;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_cursor)
            select({*m_cursor}, isControl ? Joining::Toggle : Joining::Replace);
        return true;
    case Qt::Key_A:
        if (isControl)
            select(cellsBetween(0, m_layout.cellCount() - 1), Joining::Replace);
        return isControl;
    case Qt::Key_Escape:
        if (!isDrawing())
            return false; // the page knows what else there is to clear
        m_lasso.clear();
        m_pressedAt.reset();
        update();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        if (!isControl)
            Q_EMIT sizeAsked(event.key() == Qt::Key_Plus ? 1 : -1);
        return !isControl;
    case Qt::Key_0:
        if (event.modifiers() == Qt::NoModifier)
            Q_EMIT sizeAsked(0);
        return event.modifiers() == Qt::NoModifier;
    default:
        return false;
    }
}

void HeatCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !hasCells())
        return QWidget::mousePressEvent(event);
    m_pressedAt = event->position().toPoint();
}

void HeatCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint point = event->position().toPoint();
    if (!m_pressedAt || !(event->buttons() & Qt::LeftButton))
        return;
    const int way = (point - *m_pressedAt).manhattanLength();
    if (m_lasso.isEmpty() && way < QGuiApplication::styleHints()->startDragDistance())
        return;
    if (m_lasso.isEmpty())
        m_lasso << *m_pressedAt;
    m_lasso << point;
    update();
    Q_EMIT sightAsked(QRect(point, QSize(1, 1)));
}

void HeatCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return;
    const QPoint point = *std::exchange(m_pressedAt, std::nullopt);
    const QPolygon lasso = std::exchange(m_lasso, {});
    update();
    if (lasso.isEmpty())
        return clickAt(point, event->modifiers());
    const auto cells = m_layout.cellsWithin(lasso);
    if (!cells.empty())
        m_cursor = m_anchor = cells.front();
    const bool isMore = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    select(cells, isMore ? Joining::Add : Joining::Replace);
}

void HeatCanvas::clickAt(QPoint point, Qt::KeyboardModifiers modifiers)
{
    const bool isControl = modifiers & Qt::ControlModifier;
    const auto cell = m_layout.cellAt(point);
    if (!cell) {
        const auto block = headingAt(point);
        if (!block)
            return select({}, modifiers == Qt::NoModifier ? Joining::Replace : Joining::Add);
        const HeatRun run = m_layout.cellsOf(*block);
        m_anchor = run.first;
        setCursorCell(run.first);
        return select(cellsBetween(run.first, run.first + run.count - 1),
                      modifiers == Qt::NoModifier ? Joining::Replace : Joining::Add);
    }
    setCursorCell(cell);
    if (modifiers & Qt::ShiftModifier)
        return selectTo(*cell);
    m_anchor = cell;
    select({*cell}, isControl ? Joining::Toggle : Joining::Replace);
}

void HeatCanvas::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier) || event->angleDelta().y() == 0)
        return QWidget::wheelEvent(event); // it scrolls
    Q_EMIT sizeAsked(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void HeatCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (!hasCells())
        return QWidget::contextMenuEvent(event);
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    if (isByMouse) {
        const auto cell = m_layout.cellAt(event->pos());
        if (cell && !m_isSelected[static_cast<std::size_t>(*cell)])
            clickAt(event->pos(), Qt::NoModifier);
        return Q_EMIT menuAsked(event->globalPos());
    }
    const QPoint at = m_cursor ? m_layout.cellRect(*m_cursor).bottomRight() : QPoint();
    Q_EMIT menuAsked(mapToGlobal(at));
}

} // namespace rollout
