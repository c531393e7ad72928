#include "ui/timeline/timeline_geometry.h"

#include <algorithm>
#include <cmath>

namespace rollout {

double TimelineScale::xOf(std::size_t index) const
{
    if (count < 2)
        return right;
    return left + (right - left) * static_cast<double>(index) / static_cast<double>(count - 1);
}

std::size_t TimelineScale::indexAt(double x) const
{
    if (count < 2 || right <= left)
        return 0;
    const double share = std::clamp((x - left) / (right - left), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(count - 1)));
}

int weightOf(JournalKind kind)
{
    switch (kind) {
    case JournalKind::BecameBad:
    case JournalKind::RollbackBegun:
        return 3;
    case JournalKind::RollingStarted:
    case JournalKind::BecameGood:
    case JournalKind::RollbackDone:
    case JournalKind::RolloutDone:
        return 2;
    default:
        return 1;
    }
}

std::vector<PlacedMark> placeMarks(const Past& past, const TimelineScale& scale, double gap)
{
    std::vector<PlacedMark> placed;
    for (const PastMark& mark : past.marks) {
        const auto index = static_cast<std::size_t>(mark.moment - past.moments.front().number);
        const PlacedMark next{scale.xOf(index), index, mark.kind};
        if (placed.empty() || next.x - placed.back().x >= gap)
            placed.push_back(next);
        else if (weightOf(next.kind) > weightOf(placed.back().kind))
            placed.back() = next;
    }
    return placed;
}

} // namespace rollout
