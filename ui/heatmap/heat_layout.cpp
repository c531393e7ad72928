#include "ui/heatmap/heat_layout.h"

#include <algorithm>
#include <cmath>

namespace rollout {

namespace {

constexpr int gap = 12; // between blocks, both ways
constexpr std::size_t manyBlocks = 2000; // for which not every arrangement is tried

int rowsFor(int count, int perRow)
{
    return (count + perRow - 1) / perRow;
}

int slotWidthFor(int width, int slots)
{
    return std::max(1, (width - (slots - 1) * gap) / slots);
}

/// Where a closed line crosses a height, ascending; pairs of them enclose what is inside.
std::vector<double> crossings(const QPolygon& line, double y)
{
    std::vector<double> found;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QPoint a = line[i];
        const QPoint b = line[(i + 1) % line.size()];
        if ((a.y() < y) == (b.y() < y))
            continue;
        found.push_back(a.x() + (y - a.y()) * (b.x() - a.x()) / (b.y() - a.y()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

HeatLayout::HeatLayout(const std::vector<int>& counts, const HeatSpace& space)
    : m_space(space)
{
    if (counts.empty())
        return;
    chooseSide(counts);
    const Plan plan = bestPlan(counts, m_side);
    m_slots = plan.slots;
    m_perRow = plan.perRow;
    m_slotWidth = slotWidthFor(roomWidth(), m_slots);
    place(counts);
}

int HeatLayout::mostSlots(std::size_t blocks) const
{
    const int fitting = (roomWidth() + gap) / std::max(1, m_space.blockWidth + gap);
    return std::clamp(fitting, 1, static_cast<int>(blocks));
}

HeatLayout::Plan HeatLayout::planOf(const std::vector<int>& counts, int slots, int side) const
{
    const int perRow = std::max(1, slotWidthFor(roomWidth(), slots) / side);
    int height = 2 * m_space.inset - gap;
    for (std::size_t shelf = 0; shelf < counts.size(); shelf += static_cast<std::size_t>(slots)) {
        const std::size_t end = std::min(counts.size(), shelf + static_cast<std::size_t>(slots));
        const int most = *std::max_element(counts.begin() + static_cast<std::ptrdiff_t>(shelf),
                                           counts.begin() + static_cast<std::ptrdiff_t>(end));
        height += gap + m_space.heading + rowsFor(most, perRow) * side;
    }
    return {slots, perRow, height};
}

/// The lowest; of equally low ones that with the fewest blocks side by side.
HeatLayout::Plan HeatLayout::bestPlan(const std::vector<int>& counts, int side) const
{
    const int most = mostSlots(counts.size());
    Plan best = planOf(counts, most, side);
    if (counts.size() > manyBlocks)
        return best;
    for (int slots = most - 1; slots >= 1; --slots)
        if (const Plan plan = planOf(counts, slots, side); plan.height <= best.height)
            best = plan;
    return best;
}

/// By halving: a smaller cell never needs more room, or next to nothing more.
void HeatLayout::chooseSide(const std::vector<int>& counts)
{
    if (m_space.side) {
        m_side = std::clamp(*m_space.side, smallestSide, largestSide);
        return;
    }
    int fitting = smallestSide - 1;
    int tooLarge = largestSide + 1;
    while (tooLarge - fitting > 1) {
        const int side = (fitting + tooLarge) / 2;
        const bool fits = bestPlan(counts, side).height <= m_space.view.height();
        (fits ? fitting : tooLarge) = side;
    }
    m_side = fitting < smallestSide ? scrolledSide : fitting;
    if (m_side < manyGroupsSide && isMostlyHeadings(counts, m_side))
        m_side = manyGroupsSide;
}

bool HeatLayout::isMostlyHeadings(const std::vector<int>& counts, int side) const
{
    constexpr std::int64_t share = 6; // cells take less than a sixth
    std::int64_t cells = 0;
    for (const int count : counts)
        cells += count;
    const std::int64_t room = std::int64_t(roomWidth()) * bestPlan(counts, side).height;
    return m_space.heading > 0 && counts.size() > 1 && cells * side * side * share < room;
}

void HeatLayout::place(const std::vector<int>& counts)
{
    m_blocks.reserve(counts.size());
    int first = 0;
    int top = m_space.inset;
    int bottom = m_space.inset;
    for (std::size_t number = 0; number < counts.size(); ++number) {
        const int slot = static_cast<int>(number) % m_slots;
        if (slot == 0 && number > 0)
            top = bottom + gap;
        Block block{first,
                    counts[number],
                    {m_space.inset + slot * (m_slotWidth + gap), top + m_space.heading}};
        bottom = std::max(bottom, block.origin.y() + rowsOf(block) * m_side);
        first += counts[number];
        m_blocks.push_back(block);
    }
    m_size = QSize(std::max(m_space.view.width(), m_perRow * m_side + 2 * m_space.inset),
                   bottom + m_space.inset);
}

int HeatLayout::cellCount() const
{
    return m_blocks.empty() ? 0 : m_blocks.back().first + m_blocks.back().count;
}

int HeatLayout::rowsOf(const Block& block) const
{
    return rowsFor(block.count, m_perRow);
}

QRect HeatLayout::headingRect(int block) const
{
    const QPoint origin = m_blocks[static_cast<std::size_t>(block)].origin;
    return {origin.x(), origin.y() - m_space.heading, m_slotWidth, m_space.heading};
}

QRect HeatLayout::blockRect(int block) const
{
    const Block& of = m_blocks[static_cast<std::size_t>(block)];
    return {of.origin.x(), of.origin.y() - m_space.heading,
            std::max(m_slotWidth, m_perRow * m_side), m_space.heading + rowsOf(of) * m_side};
}

HeatRun HeatLayout::cellsOf(int block) const
{
    const Block& of = m_blocks[static_cast<std::size_t>(block)];
    return {of.first, of.count};
}

int HeatLayout::blockOf(int cell) const
{
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), cell,
                                        [](int c, const Block& block) { return c < block.first; });
    return static_cast<int>(after - m_blocks.begin()) - 1;
}

QRect HeatLayout::cellRect(int cell) const
{
    const Block& block = m_blocks[static_cast<std::size_t>(blockOf(cell))];
    const int within = cell - block.first;
    return {block.origin.x() + within % m_perRow * m_side,
            block.origin.y() + within / m_perRow * m_side, m_side, m_side};
}

int HeatLayout::shelfAt(int y) const
{
    int low = 0;
    int high = (blockCount() - 1) / m_slots;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (headingRect(middle * m_slots).top() <= y)
            low = middle;
        else
            high = middle - 1;
    }
    return low * m_slots;
}

std::optional<int> HeatLayout::cellAt(QPoint point) const
{
    const int x = point.x() - m_space.inset;
    if (m_blocks.empty() || x < 0 || point.y() < 0)
        return std::nullopt;
    const int slot = x / (m_slotWidth + gap);
    const int number = shelfAt(point.y()) + slot;
    if (slot >= m_slots || number >= blockCount())
        return std::nullopt;
    const Block& block = m_blocks[static_cast<std::size_t>(number)];
    const QPoint within = point - block.origin;
    if (within.y() < 0 || within.x() >= m_perRow * m_side)
        return std::nullopt;
    const int cell = within.y() / m_side * m_perRow + within.x() / m_side;
    return cell < block.count ? std::optional(block.first + cell) : std::nullopt;
}

void HeatLayout::addRuns(int number, const QRect& rect, std::vector<HeatRun>& runs) const
{
    const Block& block = m_blocks[static_cast<std::size_t>(number)];
    const QRect cells(block.origin, QSize(m_perRow * m_side, rowsOf(block) * m_side));
    const QRect part = cells.intersected(rect).translated(-block.origin);
    if (part.isEmpty())
        return;
    const int firstColumn = part.left() / m_side;
    const int lastColumn = part.right() / m_side;
    for (int row = part.top() / m_side; row <= part.bottom() / m_side; ++row) {
        const int first = row * m_perRow + firstColumn;
        const int end = std::min(row * m_perRow + lastColumn + 1, block.count);
        if (first < end)
            runs.push_back({block.first + first, end - first});
    }
}

std::vector<HeatRun> HeatLayout::runsIn(const QRect& rect) const
{
    std::vector<HeatRun> runs;
    if (m_blocks.empty())
        return runs;
    for (int number = shelfAt(rect.top()); number < blockCount(); ++number) {
        if (headingRect(number).top() > rect.bottom())
            break;
        addRuns(number, rect, runs);
    }
    return runs;
}

/// A row at a time: what lies between a pair of crossings is inside.
void HeatLayout::addInner(int number, const QPolygon& line, std::vector<int>& cells) const
{
    const Block& block = m_blocks[static_cast<std::size_t>(number)];
    const QRect bounds = line.boundingRect();
    const int firstRow = std::max(0, (bounds.top() - block.origin.y()) / m_side);
    const int lastRow = std::min(rowsOf(block) - 1, (bounds.bottom() - block.origin.y()) / m_side);
    for (int row = firstRow; row <= lastRow; ++row) {
        const auto xs = crossings(line, block.origin.y() + (row + 0.5) * m_side);
        for (std::size_t pair = 0; pair + 1 < xs.size(); pair += 2) {
            const auto column = [&](double x) {
                return (x - block.origin.x()) / m_side - 0.5; // of which middle x is
            };
            const int from = std::max(0, static_cast<int>(std::ceil(column(xs[pair]))));
            const int to =
                std::min(m_perRow - 1, static_cast<int>(std::floor(column(xs[pair + 1]))));
            for (int cell = row * m_perRow + from;
                 cell <= row * m_perRow + to && cell < block.count; ++cell)
                cells.push_back(block.first + cell);
        }
    }
}

std::vector<int> HeatLayout::cellsWithin(const QPolygon& line) const
{
    std::vector<int> cells;
    const QRect bounds = line.boundingRect();
    for (int number = 0; number < blockCount(); ++number)
        if (blockRect(number).intersects(bounds))
            addInner(number, line, cells);
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPoint way = line[i + 1] - line[i];
        const int steps = std::max(1, 2 * way.manhattanLength() / m_side);
        for (int step = 0; step <= steps; ++step)
            if (const auto cell = cellAt(line[i] + way * step / steps))
                cells.push_back(*cell);
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

std::optional<int> HeatLayout::beside(int cell, Qt::Edge edge) const
{
    const Block& block = m_blocks[static_cast<std::size_t>(blockOf(cell))];
    const int within = cell - block.first;
    const int column = within % m_perRow;
    switch (edge) {
    case Qt::LeftEdge:
        return column > 0 ? std::optional(cell - 1) : std::nullopt;
    case Qt::RightEdge:
        return column < m_perRow - 1 && within < block.count - 1 ? std::optional(cell + 1)
                                                                 : std::nullopt;
    case Qt::TopEdge:
        return within >= m_perRow ? std::optional(cell - m_perRow) : std::nullopt;
    case Qt::BottomEdge:
        return within + m_perRow < block.count ? std::optional(cell + m_perRow) : std::nullopt;
    }
    return std::nullopt;
}

/// Within the block, else the last row of the block above.
int HeatLayout::up(int cell) const
{
    const int number = blockOf(cell);
    const int within = cell - m_blocks[static_cast<std::size_t>(number)].first;
    if (within >= m_perRow)
        return cell - m_perRow;
    if (number < m_slots)
        return cell;
    const Block& above = m_blocks[static_cast<std::size_t>(number - m_slots)];
    const int inLastRow = (rowsOf(above) - 1) * m_perRow + within;
    return above.first + std::min(inLastRow, above.count - 1);
}

/// Within the block, else the first row of the block below, else of the last block.
int HeatLayout::down(int cell) const
{
    const int number = blockOf(cell);
    const Block& block = m_blocks[static_cast<std::size_t>(number)];
    const int within = cell - block.first;
    if (within / m_perRow < rowsOf(block) - 1)
        return block.first + std::min(within + m_perRow, block.count - 1);
    if (number / m_slots == (blockCount() - 1) / m_slots)
        return cell;
    const int next = std::min(number + m_slots, blockCount() - 1);
    const Block& below = m_blocks[static_cast<std::size_t>(next)];
    return below.first + std::min(within % m_perRow, below.count - 1);
}

int HeatLayout::moved(int cell, HeatMove move, int page) const
{
    const int last = cellCount() - 1;
    const Block& block = m_blocks[static_cast<std::size_t>(blockOf(cell))];
    const int row = (cell - block.first) / m_perRow;
    switch (move) {
    case HeatMove::Left:
        return std::max(0, cell - 1);
    case HeatMove::Right:
        return std::min(last, cell + 1);
    case HeatMove::Up:
        return up(cell);
    case HeatMove::Down:
        return down(cell);
    case HeatMove::PageUp:
    case HeatMove::PageDown: {
        const int from = cellRect(cell).top();
        for (int next = cell;; cell = next) {
            next = move == HeatMove::PageUp ? up(cell) : down(cell);
            if (next == cell || std::abs(cellRect(next).top() - from) > page - m_side)
                return cell;
        }
    }
    case HeatMove::RowStart:
        return block.first + row * m_perRow;
    case HeatMove::RowEnd:
        return block.first + std::min((row + 1) * m_perRow, block.count) - 1;
    case HeatMove::First:
        return 0;
    case HeatMove::Last:
        return last;
    }
    return cell;
}

} // namespace rollout
