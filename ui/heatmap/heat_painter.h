#pragma once

// Draws the cells of a heat map: on a screen by copying one small picture a phase, 100,000 cells
// within a few milliseconds, and on paper as shapes. Window's thread.

#include <QImage>
#include <QPalette>

#include <array>
#include <vector>

#include "ui/common/palette.h"
#include "ui/heatmap/heat_layout.h"

class QPainter;

namespace rollout {

/// From this side on a cell has its glyph (pixels).
inline constexpr int glyphSide = 14;
/// From this side on each has its own hatching and outline; below, the hatching runs through all
/// cells of a phase that touch.
inline constexpr int hatchSide = 6;

/// What is drawn.
struct HeatCells
{
    const HeatLayout& layout;
    const std::vector<TargetPhase>& phases; ///< by cell
};

/// One picture a phase, of the size of a cell; of tiny cells larger, to be cut from by where a cell
/// lies. A value.
class HeatTiles
{
public:
    HeatTiles() = default;
    /// `scale`: pixels of the device for each of the layout's.
    HeatTiles(int side, int scale, const QPalette& palette);

    [[nodiscard]] bool fit(int side, int scale, const QPalette& palette) const;
    [[nodiscard]] int scale() const { return m_scale; }
    [[nodiscard]] int side() const { return m_side; }
    [[nodiscard]] const QImage& operator[](TargetPhase phase) const
    {
        return m_tiles[static_cast<std::size_t>(phase)];
    }

private:
    int m_side = 0;
    int m_scale = 0;
    QColor m_ground;
    std::array<QImage, targetPhaseCount> m_tiles;
};

/// The cells within `rect`, on the colour of the ground.
[[nodiscard]] QImage heatImage(const HeatCells& cells, const HeatTiles& tiles, const QRect& rect,
                               const QColor& ground);
/// The same as shapes, for drawings and paper.
void paintHeatCells(QPainter& painter, const HeatCells& cells, const QRect& rect, Scheme scheme);

/// The line around those of the cells within `rect` that are selected, `isSelected` by cell.
void paintHeatSelection(QPainter& painter, const HeatLayout& layout,
                        const std::vector<bool>& isSelected, const QRect& rect,
                        const QPalette& palette);
/// The ring around the cursor's cell.
void paintHeatCursor(QPainter& painter, const QRect& cell, const QPalette& palette);

} // namespace rollout
