#include "ui/fleet/progress_geometry.h"

#include <algorithm>

namespace rollout {

namespace {

using Widths = std::array<qreal, 4>;

Widths widthsOf(qreal room, const std::array<std::int64_t, 4>& counts, std::int64_t total)
{
    Widths widths{};
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const qreal exact = room * static_cast<qreal>(counts[i]) / static_cast<qreal>(total);
        widths[i] = std::max(exact, ProgressGeometry::smallest);
    }
    return widths;
}

/// What small parts took too much is given back by the largest.
void fit(Widths& widths, qreal room)
{
    qreal sum = 0;
    for (const qreal width : widths)
        sum += width;
    auto& largest = *std::max_element(widths.begin(), widths.end());
    largest = std::max(0.0, largest - (sum - room));
}

} // namespace

ProgressGeometry ProgressGeometry::of(const QRectF& frame, const ProgressParts& counts)
{
    ProgressGeometry geometry{frame, {}};
    if (counts.total() == 0 || frame.width() <= 0)
        return geometry;
    Widths widths = widthsOf(frame.width(), {counts.done, counts.baking, counts.failed, counts.old},
                             counts.total());
    fit(widths, frame.width());
    qreal left = frame.left();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        geometry.parts[i] = QRectF(left, frame.top(), widths[i], frame.height());
        left += widths[i];
    }
    return geometry;
}

} // namespace rollout
