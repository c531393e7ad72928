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

std::vector<PauseMark> pausesIn(const TimeRange& range, const EntityClock& clock, Time clockNow)
{
    std::vector<PauseMark> pauses;
    const auto add = [&](const PauseMark& pause) {
        if (pause.at >= range.from && pause.at <= range.to)
            pauses.push_back(pause);
    };
    for (const EntityClock::Stop& stop : clock.stops())
        add({stop.at, stop.length});
    if (const auto since = clock.stoppedSince())
        add({clock.at(clockNow), std::max(clockNow - *since, Milliseconds(0)), false});
    return pauses;
}

Milliseconds pausedDuring(const Batch& batch, const GanttScale& scale)
{
    const Time end = endOf(batch, scale.now);
    Milliseconds sum{0};
    for (const PauseMark& pause : scale.pauses)
        if (pause.at >= batch.at && (pause.at < end || (pause.at == end && batch.open() > 0)))
            sum += pause.length;
    return sum;
}

std::vector<TimeTick> clockTicks(const TimeRange& range, const EntityClock& clock, int most,
                                 TimeLabels labels)
{
    const std::int64_t interval = timeInterval(range.seconds(), std::max(most, 1));
    std::vector<TimeTick> ticks;
    const auto addStretch = [&](Time from, Time to, Milliseconds paused) {
        for (const TimeTick& tick :
             timeTicksEvery(interval, {from + paused, to + paused}, range.from + paused, labels))
            ticks.push_back(tick);
    };
    Time from = range.from;
    Milliseconds paused{0};
    for (const EntityClock::Stop& stop : clock.stops()) {
        if (stop.at > range.to)
            break;
        if (stop.at > from)
            addStretch(from, stop.at, paused);
        from = std::max(from, stop.at);
        paused += stop.length;
    }
    addStretch(from, range.to, paused);
    return ticks;
}

} // namespace rollout
