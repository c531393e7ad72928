#pragma once

// Where the four parts of a progress bar stand. Pure geometry, in device-independent pixels.

#include <QRectF>

#include <array>

#include "ui/common/summary.h"

namespace rollout {

struct ProgressGeometry
{
    QRectF frame;
    /// done, baking, failed, old, from the left; empty where the count is 0. A part that has any
    /// target at all is at least `smallest` wide: one failure among 100,000 must be seen.
    std::array<QRectF, 4> parts;

    static constexpr qreal smallest = 3.0;

    [[nodiscard]] static ProgressGeometry of(const QRectF& frame, const ProgressParts& counts);
};

} // namespace rollout
