#include "ui/batches/gantt_geometry.h"

#include <algorithm>

namespace rollout {

namespace {

constexpr qreal narrowest = 3; // a bar is always seen
constexpr Seconds shortestRange{60};

/// The first whole moment at which a target that is no success is a failure.
Time deadlineOf(const Batch& batch, Seconds deadline)
{
    return firstMomentAfter(batch.at, deadline);
}

Time endOf(const Batch& batch, Time now)
{
    if (batch.open() > 0)
        return now;
    return batch.outcomes.empty() ? batch.at : batch.outcomes.back().at;
}

} // namespace

qreal xOf(Time time, const TimeRange& range, const QRectF& area)
{
    return area.left()
        + area.width() * secondsSince(range.from, time) / std::max(range.seconds(), 0.001);
}

GanttBar ganttBar(const Batch& batch, const GanttScale& scale, const QRectF& area)
{
    const qreal left = xOf(batch.at, scale.range, area);
    const qreal right = std::max(xOf(endOf(batch, scale.now), scale.range, area), left + narrowest);
    GanttBar bar;
    bar.whole = QRectF(left, area.top(), right - left, area.height());
    const auto total = static_cast<qreal>(std::max<std::int64_t>(batch.assigned, 1));
    const qreal failed = area.height() * static_cast<qreal>(batch.failed) / total;
    const qreal succeeded = area.height() * static_cast<qreal>(batch.succeeded) / total;
    bar.failed = QRectF(left, area.bottom() - failed, bar.whole.width(), failed);
    bar.succeeded = QRectF(left, area.bottom() - failed - succeeded, bar.whole.width(), succeeded);
    const qreal deadline = xOf(deadlineOf(batch, scale.deadline), scale.range, area);
    if (deadline <= area.right())
        bar.deadline = deadline;
    for (const BatchOutcome& outcome : batch.outcomes)
        bar.outcomes.push_back(xOf(outcome.at, scale.range, area));
    return bar;
}

TimeRange rangeOf(const std::vector<Batch>& batches, Time now, Seconds deadline)
{
    if (batches.empty())
        return {now, now + shortestRange};
    TimeRange range{batches.front().at, batches.front().at + shortestRange};
    for (const Batch& batch : batches) {
        range.to = std::max(range.to, endOf(batch, now));
        if (batch.open() > 0)
            range.to = std::max(range.to, deadlineOf(batch, deadline));
    }
    range.to += std::chrono::duration_cast<Milliseconds>((range.to - range.from)
                                                         / 50); // room for the last tick
    return range;
}

} // namespace rollout
