#pragma once

// Where the cells of a heat map lie: a square a target, in a block a group, the blocks side by side
// in shelves from left to right and from top to bottom, a heading above each. A value without
// widgets; any thread. All lengths are device-independent pixels; cells and blocks count from 0, in
// the order of the fleet.

#include <QPoint>
#include <QPolygon>
#include <QRect>
#include <QSize>

#include <cstdint>
#include <optional>
#include <vector>

namespace rollout {

/// What there is room for.
struct HeatSpace
{
    QSize view; ///< that should hold all cells
    int inset = 0; ///< of it, left free all around
    int heading = 0; ///< height of the line over each block; 0: none
    int blockWidth = 0; ///< the least that a block among others needs for its heading
    std::optional<int> side; ///< of a cell, chosen by the person; nothing: the largest that fits

    bool operator==(const HeatSpace&) const = default;
};

/// Where a key takes the cursor.
enum class HeatMove : std::uint8_t {
    Left,
    Right,
    Up,
    Down,
    PageUp,
    PageDown,
    RowStart,
    RowEnd,
    First,
    Last,
};

/// Cells of one row of one block.
struct HeatRun
{
    int first = 0;
    int count = 0;

    bool operator==(const HeatRun&) const = default;
};

class HeatLayout
{
public:
    static constexpr int smallestSide = 2; ///< for which all is shown at once
    static constexpr int scrolledSide = 4; ///< where even those would not fit: then it scrolls
    /// Where headings would take nearly all of the room, and cells would be lost below them.
    static constexpr int manyGroupsSide = 10;
    static constexpr int largestSide = 36;

    HeatLayout() = default;
    /// `counts`: targets a block, each at least one.
    HeatLayout(const std::vector<int>& counts, const HeatSpace& space);

    [[nodiscard]] int side() const { return m_side; }
    [[nodiscard]] int cellCount() const;
    [[nodiscard]] int blockCount() const { return static_cast<int>(m_blocks.size()); }
    [[nodiscard]] QSize size() const { return m_size; } ///< of all of it

    [[nodiscard]] QRect headingRect(int block) const;
    /// A block with its heading.
    [[nodiscard]] QRect blockRect(int block) const;
    [[nodiscard]] HeatRun cellsOf(int block) const;
    [[nodiscard]] QRect cellRect(int cell) const;
    [[nodiscard]] int blockOf(int cell) const;
    [[nodiscard]] std::optional<int> cellAt(QPoint point) const;

    /// Runs of cells that a rectangle touches, in ascending order within each block.
    [[nodiscard]] std::vector<HeatRun> runsIn(const QRect& rect) const;
    /// Cells whose middle lies within a closed line, and those that the line runs through;
    /// ascending.
    [[nodiscard]] std::vector<int> cellsWithin(const QPolygon& line) const;

    /// The cell of the same block that shares the edge on that side, of the four.
    [[nodiscard]] std::optional<int> beside(int cell, Qt::Edge edge) const;
    /// Never leaves the cells. `page`: height of what is seen at once.
    [[nodiscard]] int moved(int cell, HeatMove move, int page) const;

private:
    struct Block
    {
        int first = 0;
        int count = 0;
        QPoint origin; ///< of its first cell
    };
    struct Plan
    {
        int slots = 1; ///< blocks side by side
        int perRow = 1; ///< cells side by side within a block
        int height = 0;
    };

    [[nodiscard]] Plan planOf(const std::vector<int>& counts, int slots, int side) const;
    [[nodiscard]] Plan bestPlan(const std::vector<int>& counts, int side) const;
    void chooseSide(const std::vector<int>& counts);
    void place(const std::vector<int>& counts);
    [[nodiscard]] int mostSlots(std::size_t blocks) const;
    [[nodiscard]] int roomWidth() const { return m_space.view.width() - 2 * m_space.inset; }
    [[nodiscard]] bool isMostlyHeadings(const std::vector<int>& counts, int side) const;
    [[nodiscard]] int rowsOf(const Block& block) const;
    [[nodiscard]] int up(int cell) const;
    [[nodiscard]] int down(int cell) const;
    /// The first block of the shelf at a height; shelves are found by halving.
    [[nodiscard]] int shelfAt(int y) const;
    void addRuns(int block, const QRect& rect, std::vector<HeatRun>& runs) const;
    void addInner(int block, const QPolygon& line, std::vector<int>& cells) const;

    HeatSpace m_space;
    std::vector<Block> m_blocks;
    int m_side = largestSide;
    int m_slots = 1;
    int m_perRow = 1;
    int m_slotWidth = 0;
    QSize m_size;
};

} // namespace rollout
