#include "ui/heatmap/heat_painter.h"

#include <QPainter>

#include <algorithm>
#include <cstring>

#include "ui/common/phase_mark.h"

namespace rollout {

namespace {

constexpr int hatchPeriod = 8; // of Qt's patterns, in pixels of the device
constexpr float tinyHatch = 0.3F; // how much of it is seen where no cell has room for its own
constexpr int smallestRing = 11; // of the cursor, that it is found among tiny cells
constexpr std::array<Qt::Edge, 4> edges{Qt::LeftEdge, Qt::TopEdge, Qt::RightEdge, Qt::BottomEdge};

/// What keeps a cell from its neighbour, of its side.
int spaceWithin(int side)
{
    return side >= glyphSide ? 2 : side >= hatchSide ? 1 : 0;
}

/// Of cells that touch.
void paintTiny(QPainter& painter, const QRect& rect, TargetPhase phase, Scheme scheme)
{
    const QColor fill = phaseColour(phase, scheme);
    painter.fillRect(rect, fill);
    if (phaseHatch(phase) == Qt::SolidPattern)
        return;
    QColor hatch = textOn(fill);
    hatch.setAlphaF(tinyHatch);
    painter.fillRect(rect, QBrush(hatch, phaseHatch(phase)));
}

void paintCell(QPainter& painter, const QRect& cell, TargetPhase phase, Scheme scheme)
{
    const int space = spaceWithin(cell.width());
    const QRect inner = cell.adjusted(0, 0, -space, -space);
    if (cell.width() >= glyphSide)
        paintPhaseMark(painter, inner, phase, scheme);
    else
        paintPhaseFill(painter, inner, phase, scheme);
}

/// A cell's picture into the large one, clipped to it. `cut`: where in the picture it begins.
void copyTile(const QImage& tile, QImage& image, const QRect& cell, QPoint cut)
{
    const QRect part = cell.intersected(image.rect());
    const QPoint offset = cut - cell.topLeft();
    for (int y = part.top(); y <= part.bottom(); ++y)
        std::memcpy(image.scanLine(y) + std::ptrdiff_t(part.left()) * 4,
                    tile.constScanLine(y + offset.y())
                        + std::ptrdiff_t(part.left() + offset.x()) * 4,
                    static_cast<std::size_t>(part.width()) * 4);
}

/// Cells of one phase that follow each other in a row as one shape.
void paintTinyRun(QPainter& painter, const HeatCells& cells, const HeatRun& run, Scheme scheme)
{
    const auto phaseAt = [&](int cell) { return cells.phases[static_cast<std::size_t>(cell)]; };
    const int end = run.first + run.count;
    for (int first = run.first; first < end;) {
        int next = first + 1;
        while (next < end && phaseAt(next) == phaseAt(first))
            ++next;
        const QRect rect = cells.layout.cellRect(first).united(cells.layout.cellRect(next - 1));
        paintTiny(painter, rect, phaseAt(first), scheme);
        first = next;
    }
}

/// A strip along an edge of a cell, of a width, in the middle of what lies between two cells.
QRect stripAt(const QRect& cell, Qt::Edge edge, int width)
{
    const int before = (width + 1) / 2;
    const QRect around = cell.adjusted(-before, -before, width - before, width - before);
    switch (edge) {
    case Qt::LeftEdge:
        return {around.left(), around.top(), width, around.height()};
    case Qt::TopEdge:
        return {around.left(), around.top(), around.width(), width};
    case Qt::RightEdge:
        return {around.right() - width + 1, around.top(), width, around.height()};
    case Qt::BottomEdge:
        break;
    }
    return {around.left(), around.bottom() - width + 1, around.width(), width};
}

} // namespace

HeatTiles::HeatTiles(int side, int scale, const QPalette& palette)
    : m_side(side)
    , m_scale(scale)
    , m_ground(palette.color(QPalette::Base))
{
    for (std::size_t phase = 0; phase < targetPhaseCount; ++phase) {
        const bool isTiny = side < hatchSide;
        const int length = side * scale + (isTiny ? hatchPeriod : 0);
        QImage tile(length, length, QImage::Format_RGB32);
        tile.fill(m_ground);
        if (!isTiny)
            tile.setDevicePixelRatio(scale);
        QPainter painter(&tile);
        if (isTiny)
            paintTiny(painter, tile.rect(), TargetPhase(phase), schemeOf(palette));
        else
            paintCell(painter, QRect(0, 0, side, side), TargetPhase(phase), schemeOf(palette));
        painter.end();
        m_tiles[phase] = std::move(tile);
    }
}

bool HeatTiles::fit(int side, int scale, const QPalette& palette) const
{
    return side == m_side && scale == m_scale && palette.color(QPalette::Base) == m_ground;
}

QImage heatImage(const HeatCells& cells, const HeatTiles& tiles, const QRect& rect,
                 const QColor& ground)
{
    QImage image(rect.size() * tiles.scale(), QImage::Format_RGB32);
    image.fill(ground);
    const int side = tiles.side() * tiles.scale();
    const bool isTiny = tiles.side() < hatchSide;
    const QPoint shift = rect.topLeft() * tiles.scale();
    for (const HeatRun& run : cells.layout.runsIn(rect)) {
        QPoint at = cells.layout.cellRect(run.first).topLeft() * tiles.scale();
        for (int cell = run.first; cell < run.first + run.count; ++cell, at.rx() += side) {
            const QPoint cut =
                isTiny ? QPoint(at.x() % hatchPeriod, at.y() % hatchPeriod) : QPoint();
            copyTile(tiles[cells.phases[static_cast<std::size_t>(cell)]], image,
                     QRect(at - shift, QSize(side, side)), cut);
        }
    }
    image.setDevicePixelRatio(tiles.scale());
    return image;
}

void paintHeatCells(QPainter& painter, const HeatCells& cells, const QRect& rect, Scheme scheme)
{
    for (const HeatRun& run : cells.layout.runsIn(rect)) {
        if (cells.layout.side() < hatchSide) {
            paintTinyRun(painter, cells, run, scheme);
            continue;
        }
        for (int cell = run.first; cell < run.first + run.count; ++cell)
            paintCell(painter, cells.layout.cellRect(cell),
                      cells.phases[static_cast<std::size_t>(cell)], scheme);
    }
}

void paintHeatSelection(QPainter& painter, const HeatLayout& layout,
                        const std::vector<bool>& isSelected, const QRect& rect,
                        const QPalette& palette)
{
    const auto has = [&](int cell) { return isSelected[static_cast<std::size_t>(cell)]; };
    const int width = layout.side() >= hatchSide ? 2 : 1;
    std::vector<QRect> halo;
    std::vector<QRect> line;
    for (const HeatRun& run : layout.runsIn(rect)) {
        QRect at = layout.cellRect(run.first);
        for (int cell = run.first; cell < run.first + run.count;
             ++cell, at.translate(layout.side(), 0)) {
            if (!has(cell))
                continue;
            for (const Qt::Edge edge : edges) {
                if (const auto next = layout.beside(cell, edge); next && has(*next))
                    continue;
                halo.push_back(stripAt(at, edge, width + 2));
                line.push_back(stripAt(at, edge, width));
            }
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::Base));
    painter.drawRects(halo.data(), static_cast<int>(halo.size()));
    painter.setBrush(palette.color(QPalette::Text));
    painter.drawRects(line.data(), static_cast<int>(line.size()));
}

void paintHeatCursor(QPainter& painter, const QRect& cell, const QPalette& palette)
{
    const int more = std::max(2, (smallestRing - cell.width()) / 2);
    const int space = spaceWithin(cell.width());
    const QRect ring = cell.adjusted(-more, -more, more - space, more - space);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.color(QPalette::Base), 4));
    painter.drawRect(ring);
    painter.setPen(QPen(palette.color(QPalette::Link), 2));
    painter.drawRect(ring);
}

} // namespace rollout
