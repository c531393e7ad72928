#include "ui/versions/chart_marker.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct MarkerWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::MarkerWords)
};

MarkerWeight weightOf(JournalKind kind)
{
    switch (kind) {
    case JournalKind::BecameBad:
    case JournalKind::RollbackBegun:
    case JournalKind::RollbackDone:
        return MarkerWeight::Alarm;
    case JournalKind::BatchAssigned:
        return MarkerWeight::Tick;
    default:
        return MarkerWeight::Milestone;
    }
}

QString labelOf(const JournalRow& row)
{
    const QString version = versionText(row.version);
    switch (row.kind) {
    case JournalKind::VersionAsked:
        return MarkerWords::tr("%1 asked for").arg(version);
    case JournalKind::VersionForced:
        return MarkerWords::tr("%1 forced").arg(version);
    case JournalKind::BecameGood:
        return MarkerWords::tr("%1 good").arg(version);
    case JournalKind::BecameBad:
        return MarkerWords::tr("%1 bad: %2 failed").arg(version, formatCount(row.count));
    case JournalKind::RollbackBegun:
        return MarkerWords::tr("back to %1").arg(version);
    case JournalKind::RollbackDone:
        return MarkerWords::tr("rolled back");
    case JournalKind::RolloutDone:
        return MarkerWords::tr("%1 everywhere").arg(version);
    default:
        return {};
    }
}

struct Interval
{
    qreal left;
    qreal right;
};

bool overlapsAny(const Interval& interval, const std::vector<Interval>& taken, qreal gap)
{
    return std::any_of(taken.begin(), taken.end(), [&](const Interval& other) {
        return interval.left < other.right + gap && other.left < interval.right + gap;
    });
}

constexpr qreal besideLine = 3; // between a marker's line and its words

} // namespace

const std::vector<JournalKind>& markedKinds()
{
    static const std::vector<JournalKind> kinds{
        JournalKind::VersionAsked, JournalKind::VersionForced, JournalKind::BatchAssigned,
        JournalKind::BecameGood,   JournalKind::BecameBad,     JournalKind::RollbackBegun,
        JournalKind::RollbackDone, JournalKind::RolloutDone};
    return kinds;
}

ChartMarker markerOf(const JournalRow& row)
{
    return {row.at, row.kind, weightOf(row.kind), labelOf(row)};
}

void placeLabels(std::vector<PlacedMarker>& markers, qreal left, qreal right, int lanes, qreal gap)
{
    std::vector<std::size_t> order(markers.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (markers[a].weight != markers[b].weight)
            return markers[a].weight > markers[b].weight;
        return markers[a].x < markers[b].x;
    });
    std::vector<std::vector<Interval>> taken(static_cast<std::size_t>(lanes));
    for (const std::size_t at : order) {
        PlacedMarker& marker = markers[at];
        marker.lane = PlacedMarker::noLane;
        if (marker.labelWidth <= 0 || marker.x < left || marker.x > right)
            continue;
        const bool fitsRight = marker.x + besideLine + marker.labelWidth <= right;
        marker.labelLeft =
            fitsRight ? marker.x + besideLine : marker.x - besideLine - marker.labelWidth;
        if (marker.labelLeft < left)
            continue; // wider than the plot
        const Interval interval{marker.labelLeft, marker.labelLeft + marker.labelWidth};
        for (int lane = 0; lane < lanes && marker.lane == PlacedMarker::noLane; ++lane) {
            auto& inLane = taken[static_cast<std::size_t>(lane)];
            if (overlapsAny(interval, inLane, gap))
                continue;
            marker.lane = lane;
            inLane.push_back(interval);
        }
    }
}

} // namespace rollout
