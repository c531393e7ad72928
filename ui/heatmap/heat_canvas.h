#pragma once

// The cells of a heat map with their headings: draws them, and turns keys and the mouse into
// wishes. What is selected comes from outside.

#include <QPolygon>
#include <QWidget>

#include <optional>
#include <vector>

#include "ui/heatmap/heat_layout.h"
#include "ui/heatmap/heat_painter.h"
#include "ui/heatmap/heat_picture.h"

class QHelpEvent;

namespace rollout {

class HeatCanvas : public QWidget
{
    Q_OBJECT
public:
    explicit HeatCanvas(QWidget* parent = nullptr);

    /// Null: nothing. Lay it out afterwards if the number of cells by group is another.
    void setPicture(const HeatPicturePtr& picture);
    [[nodiscard]] const HeatPicturePtr& picture() const { return m_picture; }
    void setHeatLayout(HeatLayout layout);
    [[nodiscard]] const HeatLayout& heatLayout() const { return m_layout; }
    void setSelection(const std::vector<TargetId>& targets);
    void setPage(int height) { m_page = height; } ///< what is seen at once

    /// The room that headings need; none when no target has a group.
    [[nodiscard]] int headingHeight() const;
    [[nodiscard]] std::optional<int> cursor() const { return m_cursor; }

Q_SIGNALS:
    void selectionAsked(const std::vector<rollout::TargetId>& targets);
    void sightAsked(const QRect& rect); ///< of the canvas
    void sizeAsked(int steps); ///< larger or smaller cells; 0: as many as fit
    void menuAsked(QPoint global);

protected:
    bool event(QEvent* event) override; ///< tool tips
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Joining : std::uint8_t { Replace, Add, Toggle };

    void showTip(const QHelpEvent& event);
    [[nodiscard]] bool isDrawing() const { return m_lasso.size() > 1; }
    [[nodiscard]] bool hasCells() const { return m_layout.cellCount() > 0 && m_picture; }
    [[nodiscard]] TargetId targetOf(int cell) const;
    [[nodiscard]] std::optional<int> headingAt(QPoint point) const;
    [[nodiscard]] QString headingWords(int block) const;
    void paintCells(QPainter& painter, const QRect& rect);
    void paintHeadings(QPainter& painter, const QRect& rect);
    void paintLasso(QPainter& painter);
    bool pressSpecialKey(const QKeyEvent& event);
    void moveTo(int cell, Qt::KeyboardModifiers modifiers);
    void setCursorCell(std::optional<int> cell);
    void clickAt(QPoint point, Qt::KeyboardModifiers modifiers);
    void select(const std::vector<int>& cells, Joining joining);
    void selectTo(int cell); ///< from the anchor
    void spreadSelection();
    void describe();

    HeatPicturePtr m_picture;
    HeatLayout m_layout;
    HeatTiles m_tiles;
    std::vector<TargetId> m_targets; ///< selected
    std::vector<bool> m_isSelected; ///< by cell
    std::optional<int> m_cursor;
    std::optional<int> m_anchor; ///< from where Shift selects
    std::optional<QPoint> m_pressedAt;
    QPolygon m_lasso;
    int m_page = 0;
    bool m_isAsking = false; ///< what is selected next is this view's own wish
};

} // namespace rollout
