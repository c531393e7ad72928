#pragma once

// Time along an axis, and round places for its labels. Plain figures, no widget.

#include <QString>

#include <cstdint>
#include <vector>

#include "core/time.h"

namespace rollout {

struct TimeRange
{
    Time from{};
    Time to{};

    bool operator==(const TimeRange&) const = default;
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(to - from).count();
    }
};

[[nodiscard]] double secondsSince(Time origin, Time time);

/// The smallest round whole number (1, 2, 5 × 10ⁿ) of which at most `most` fit into `largest`; at
/// least 1.
[[nodiscard]] std::int64_t roundInterval(std::int64_t largest, int most);

/// How a moment is written: as the simulation clock shows it, or as date and time of day (UTC).
enum class TimeLabels : std::uint8_t { SimulationClock, TimeOfDay };

struct TimeTick
{
    double x; ///< seconds since the origin
    QString label;

    bool operator==(const TimeTick&) const = default;
};
/// At most `most` ticks at round seconds, minutes, hours or days of `range`.
[[nodiscard]] std::vector<TimeTick> timeTicks(TimeRange range, Time origin, int most,
                                              TimeLabels labels);

/// The round interval, in seconds, of which at most `most` fit into so many seconds.
[[nodiscard]] std::int64_t timeInterval(double seconds, int most);
/// Ticks at multiples of `interval` seconds.
[[nodiscard]] std::vector<TimeTick> timeTicksEvery(std::int64_t interval, TimeRange range,
                                                   Time origin, TimeLabels labels);

} // namespace rollout
