#pragma once

// The chart's geometry: bands that lie on each other, in seconds and targets, thinned to what
// pixels can show.

#include <QList>
#include <QPointF>

#include <vector>

#include "ui/common/time_axis.h"
#include "ui/versions/version_history.h"

namespace rollout {

/// What is counted: what targets report, or what they were told.
enum class SharesOf : std::uint8_t { Reported, Told };

struct Band
{
    int age = 0;
    bool isFailing = false; ///< the part of a version whose targets report an error; lies on the
                            ///< part that is well
    QList<QPointF> lower; ///< x: seconds since the origin, y: targets
    QList<QPointF> upper;
};

/// Bands of every version that has targets in `range`, the newest at the bottom, so that a rollout
/// grows from the ground. A count holds until the next sample. At most two points a pixel.
[[nodiscard]] std::vector<Band> stackedBands(const VersionHistory& history, SharesOf what,
                                             TimeRange range, Time origin, int pixels);

/// The largest number of targets in `range`.
[[nodiscard]] std::int64_t largestTotal(const VersionHistory& history, TimeRange range);

} // namespace rollout
