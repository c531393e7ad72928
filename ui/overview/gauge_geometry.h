#pragma once

// Where the bars of the overview have their ends and marks. Plain figures, no widget.

#include <QRectF>

#include <optional>
#include <vector>

#include "ui/overview/overview_figures.h"

namespace rollout {

struct GaugeGeometry
{
    QRectF track;
    QRectF fill;
    std::optional<qreal> mark; ///< x of the threshold; nothing when it is the end of the track
};
[[nodiscard]] GaugeGeometry gaugeGeometry(const QRectF& track, const Gauge& gauge);

struct PhaseSegment
{
    TargetPhase phase;
    QRectF rect;
    std::int64_t count;
};
/// Segments side by side, in the order of progress (succeeded first, old last), filling `bar`
/// exactly. A phase with any target at all is at least `smallest` wide, at the cost of the widest
/// ones.
[[nodiscard]] std::vector<PhaseSegment> phaseSegments(const QRectF& bar, const PhaseCounts& counts,
                                                      qreal smallest);

/// Phases from done to not begun: how bars and legends list them.
inline constexpr std::array<TargetPhase, targetPhaseCount> phasesByProgress{
    TargetPhase::Succeeded, TargetPhase::Baking, TargetPhase::Assigned, TargetPhase::RollingBack,
    TargetPhase::Failed,    TargetPhase::Silent, TargetPhase::Old,      TargetPhase::Excluded};

} // namespace rollout
