#include "ui/overview/gauge_geometry.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rollout {

GaugeGeometry gaugeGeometry(const QRectF& track, const Gauge& gauge)
{
    const auto maximum = static_cast<qreal>(std::max<std::int64_t>(gauge.maximum, 1));
    const auto x = [&](std::int64_t value) {
        return track.width() * std::clamp(static_cast<qreal>(value) / maximum, 0.0, 1.0);
    };
    GaugeGeometry geometry{track, track, std::nullopt};
    geometry.fill.setWidth(x(gauge.value));
    if (gauge.threshold < gauge.maximum)
        geometry.mark = track.left() + x(gauge.threshold);
    return geometry;
}

std::vector<PhaseSegment> phaseSegments(const QRectF& bar, const PhaseCounts& counts,
                                        qreal smallest)
{
    const auto countOf = [&](TargetPhase phase) { return counts[static_cast<std::size_t>(phase)]; };
    const std::int64_t total = std::accumulate(counts.begin(), counts.end(), std::int64_t(0));
    std::vector<PhaseSegment> segments;
    qreal wanted = 0;
    for (const TargetPhase phase : phasesByProgress) {
        const std::int64_t count = countOf(phase);
        if (count == 0)
            continue;
        const qreal share = bar.width() * static_cast<qreal>(count) / static_cast<qreal>(total);
        const qreal width = std::max(share, smallest);
        segments.push_back({phase, QRectF(0, bar.top(), width, bar.height()), count});
        wanted += width - smallest;
    }
    // What the small ones were given is taken from everything above the smallest width.
    const qreal room = bar.width() - smallest * static_cast<qreal>(segments.size());
    const qreal scale = wanted > 0 ? std::max(room, 0.0) / wanted : 0.0;
    qreal left = bar.left();
    for (PhaseSegment& segment : segments) {
        const qreal width = smallest + (segment.rect.width() - smallest) * scale;
        segment.rect.moveLeft(left);
        segment.rect.setWidth(width);
        left += width;
    }
    return segments;
}

} // namespace rollout
