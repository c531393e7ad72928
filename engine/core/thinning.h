#pragma once

// Which samples of a chart over time can go once they are old. A chart holds each sample's values
// until the next, so the last one of a stretch is the one that has to stay.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/time.h"

namespace rollout {

struct SamplePoint
{
    Time at{};
    std::uint64_t step = 0; ///< tells samples of the same time apart

    auto operator<=>(const SamplePoint&) const = default;
};

/// Younger samples are never thinned.
inline constexpr Milliseconds thinningBegins = std::chrono::days(1);

/// How far apart samples of an age stay at the most: 0 (all of them stay) up to a day, a minute up
/// to 7 days, 10 minutes up to 30 days, an hour beyond. A change shows by at most so much too late.
[[nodiscard]] Milliseconds samplingWidth(Milliseconds age);

enum class FirstPoint : std::uint8_t {
    Stays, ///< it is the first of all
    MayGo, ///< there are points before it
};

/// Places of the points that can go; `points` ascending, `kept` too. Of each stretch of
/// samplingWidth() the last point stays, besides it the last of those given, whatever comes after
/// them, and every one that is of a time in `kept`.
[[nodiscard]] std::vector<std::size_t> pointsToDrop(std::span<const SamplePoint> points, Time now,
                                                    std::span<const Time> kept,
                                                    FirstPoint first = FirstPoint::Stays);

} // namespace rollout
