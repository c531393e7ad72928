#include "ui/versions/stacked_bands.h"

#include <algorithm>

namespace rollout {

namespace {

/// One moment at which the stack may change.
struct Moment
{
    double x;
    std::size_t point;
};

struct Part
{
    std::int64_t well = 0;
    std::int64_t failing = 0;
};

/// The last sample of every pixel column, and the sample that holds at the left edge.
std::vector<Moment> momentsOf(const VersionHistory& history, TimeRange range, Time origin,
                              int pixels)
{
    const std::size_t first = history.pointAt(range.from);
    const double perColumn = std::max(range.seconds(), 0.001) / std::max(pixels, 1);
    std::vector<Moment> moments{
        {secondsSince(origin, std::max(range.from, history.timeAt(first))), first}};
    long lastColumn = -1;
    for (std::size_t point = first + 1; point < history.size() && history.timeAt(point) <= range.to;
         ++point) {
        const auto column =
            static_cast<long>(secondsSince(range.from, history.timeAt(point)) / perColumn);
        if (column == lastColumn)
            moments.pop_back();
        moments.push_back({secondsSince(origin, history.timeAt(point)), point});
        lastColumn = column;
    }
    return moments;
}

Part partOf(const VersionHistory& history, std::size_t point, int age, SharesOf what)
{
    for (const auto& share : history.sharesAt(point)) {
        if (share.age != age)
            continue;
        if (what == SharesOf::Told)
            return {share.expected, 0};
        return {share.current - share.failing, share.failing};
    }
    return {};
}

/// Adds a count that holds from `x` on: first the old one up to there.
void addStep(QList<QPointF>& line, double x, double y)
{
    if (!line.isEmpty() && line.back().y() != y)
        line.append(QPointF(x, line.back().y()));
    line.append(QPointF(x, y));
}

Band bandOf(int age, bool isFailing, const std::vector<Moment>& moments,
            const std::vector<double>& lower, const std::vector<double>& upper, double end)
{
    Band band{age, isFailing, {}, {}};
    for (std::size_t at = 0; at < moments.size(); ++at) {
        addStep(band.lower, moments[at].x, lower[at]);
        addStep(band.upper, moments[at].x, upper[at]);
    }
    band.lower.append(QPointF(end, band.lower.back().y()));
    band.upper.append(QPointF(end, band.upper.back().y()));
    return band;
}

} // namespace

std::vector<Band> stackedBands(const VersionHistory& history, SharesOf what, TimeRange range,
                               Time origin, int pixels)
{
    std::vector<Band> bands;
    if (history.isEmpty())
        return bands;
    const auto moments = momentsOf(history, range, origin, pixels);
    const double end = secondsSince(origin, range.to);
    std::vector<double> ground(moments.size(), 0.0);
    const auto addBand = [&](int age, bool isFailing, const std::vector<double>& top) {
        if (top != ground)
            bands.push_back(bandOf(age, isFailing, moments, ground, top, end));
        ground = top;
    };
    for (int age = static_cast<int>(history.versions().size()) - 1; age >= 0; --age) {
        std::vector<double> well = ground;
        std::vector<double> failing = ground;
        for (std::size_t at = 0; at < moments.size(); ++at) {
            const Part part = partOf(history, moments[at].point, age, what);
            well[at] += static_cast<double>(part.well);
            failing[at] = well[at] + static_cast<double>(part.failing);
        }
        addBand(age, false, well);
        addBand(age, true, failing);
    }
    return bands;
}

std::int64_t largestTotal(const VersionHistory& history, TimeRange range)
{
    std::int64_t largest = 0;
    if (history.isEmpty())
        return largest;
    for (std::size_t point = history.pointAt(range.from);
         point < history.size() && history.timeAt(point) <= range.to; ++point) {
        std::int64_t total = 0;
        for (const auto& share : history.sharesAt(point))
            total += share.current;
        largest = std::max(largest, total);
    }
    return largest;
}

} // namespace rollout
