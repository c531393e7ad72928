#include "core/thinning.h"

#include <algorithm>

namespace rollout {

Milliseconds samplingWidth(Milliseconds age)
{
    using namespace std::chrono;
    if (age < thinningBegins)
        return Milliseconds(0);
    if (age < days(7))
        return minutes(1);
    return age < days(30) ? Milliseconds(minutes(10)) : Milliseconds(hours(1));
}

namespace {

/// Stretches begin at whole multiples of their width, so that a later pass finds the same ones.
bool isSameStretch(Time a, Time b, Milliseconds width)
{
    const auto floorOf = [&](Time time) {
        const auto ms = time.time_since_epoch().count();
        return ms - (ms % width.count() + width.count()) % width.count();
    };
    return width.count() > 0 && floorOf(a) == floorOf(b);
}

} // namespace

std::vector<std::size_t> pointsToDrop(std::span<const SamplePoint> points, Time now,
                                      std::span<const Time> kept, FirstPoint first)
{
    std::vector<std::size_t> dropped;
    for (std::size_t i = first == FirstPoint::Stays ? 1 : 0; i + 1 < points.size(); ++i) {
        // By the younger one's age: a stretch in which both widths meet is thinned by the narrower.
        const Milliseconds width = samplingWidth(now - points[i + 1].at);
        if (isSameStretch(points[i].at, points[i + 1].at, width)
            && !std::binary_search(kept.begin(), kept.end(), points[i].at))
            dropped.push_back(i);
    }
    return dropped;
}

} // namespace rollout
