#include "ui/common/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/common/format.h"

namespace rollout {

namespace {

constexpr std::array<std::int64_t, 22> roundSeconds{
    1,    2,    5,    10,    15,    30,    60,    120,    300,    600,     900,
    1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000, 31536000};

QString labelOf(std::int64_t second, std::int64_t interval, TimeLabels labels)
{
    const QString moment = formatDateTime(Time(Seconds(second)));
    // A simulation that goes by the calendar shows what formatDateTime() does.
    if (QString face = formatClock(Seconds(second));
        labels == TimeLabels::SimulationClock && face != moment)
        return face;
    return interval < 60 ? moment.mid(11) // time of day with its seconds
                         : moment.mid(5, 11); // month, day, hour and minute
}

} // namespace

double secondsSince(Time origin, Time time)
{
    return std::chrono::duration<double>(time - origin).count();
}

std::int64_t roundInterval(std::int64_t largest, int most)
{
    for (std::int64_t power = 1;; power *= 10)
        for (const std::int64_t factor : {1, 2, 5})
            if (largest <= power * factor * most)
                return power * factor;
}

std::int64_t timeInterval(double seconds, int most)
{
    for (const std::int64_t interval : roundSeconds)
        if (seconds / static_cast<double>(interval) <= most)
            return interval;
    const auto year = roundSeconds.back();
    return year * static_cast<std::int64_t>(std::ceil(seconds / static_cast<double>(year) / most));
}

std::vector<TimeTick> timeTicks(TimeRange range, Time origin, int most, TimeLabels labels)
{
    return timeTicksEvery(timeInterval(range.seconds(), std::max(most, 1)), range, origin, labels);
}

std::vector<TimeTick> timeTicksEvery(std::int64_t interval, TimeRange range, Time origin,
                                     TimeLabels labels)
{
    const double from = secondsSince({}, range.from);
    const double to = secondsSince({}, range.to);
    std::vector<TimeTick> ticks;
    auto second =
        static_cast<std::int64_t>(std::ceil(from / static_cast<double>(interval))) * interval;
    for (; static_cast<double>(second) <= to; second += interval)
        ticks.push_back(
            {secondsSince(origin, Time(Seconds(second))), labelOf(second, interval, labels)});
    return ticks;
}

} // namespace rollout
