#pragma once

// Where a batch's bar, its outcomes and its deadline lie. Plain figures, no widget.

#include <QRectF>

#include <optional>
#include <vector>

#include "ui/batches/batch_builder.h"
#include "ui/common/time_axis.h"

namespace rollout {

/// The time that the bars show, and what holds for all of them.
struct GanttScale
{
    TimeRange range;
    Time now{};
    Seconds deadline{}; ///< duration time-out

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

} // namespace rollout
