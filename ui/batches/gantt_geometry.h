#pragma once

// Where a batch's bar, its outcomes and its deadline lie. Plain figures, no widget. The axis is the
// entity's own time: a pause has no width, and is marked.

#include <QRectF>

#include <optional>
#include <vector>

#include "core/entity_clock.h"
#include "ui/batches/batch_builder.h"
#include "ui/common/time_axis.h"

namespace rollout {

/// The entity was paused or locked.
struct PauseMark
{
    Time at{}; ///< entity time, at which it stood still
    Milliseconds length{}; ///< on the clock; so far, when it is not over
    bool isOver = true;

    bool operator==(const PauseMark&) const = default;
};

/// The time that the bars show, and what holds for all of them.
struct GanttScale
{
    TimeRange range;
    Time now{};
    Seconds deadline{}; ///< duration time-out
    std::vector<PauseMark> pauses{}; ///< ascending, within the range

    bool operator==(const GanttScale&) const = default;
};

struct GanttBar
{
    QRectF whole; ///< from being told until the last judgement, or until now while targets are open
    QRectF succeeded; ///< part of the height, as large as the share that succeeded
    QRectF failed;
    std::optional<qreal> deadline; ///< x; nothing when it lies outside
    std::vector<qreal> outcomes; ///< x of moments at which targets were judged
};

[[nodiscard]] qreal xOf(Time time, const TimeRange& range, const QRectF& area);
[[nodiscard]] GanttBar ganttBar(const Batch& batch, const GanttScale& scale, const QRectF& area);
/// From the first batch to now or the last deadline, whichever is later while anything is open.
[[nodiscard]] TimeRange rangeOf(const std::vector<Batch>& batches, Time now, Seconds deadline);

/// `clockNow` is what the clock shows.
[[nodiscard]] std::vector<PauseMark> pausesIn(const TimeRange& range, const EntityClock& clock,
                                              Time clockNow);
/// While the batch was open, together.
[[nodiscard]] Milliseconds pausedDuring(const Batch& batch, const GanttScale& scale);
/// At most about `most` ticks along the entity's time, as seconds since the range began; their
/// labels say what the clock showed, in which pauses are missing.
[[nodiscard]] std::vector<TimeTick> clockTicks(const TimeRange& range, const EntityClock& clock,
                                               int most, TimeLabels labels);

} // namespace rollout
