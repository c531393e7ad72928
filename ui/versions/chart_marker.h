#pragma once

// Moments that the chart marks with a line, and the big ones with words. Layout without a widget.

#include <QRectF>
#include <QString>

#include <vector>

#include "store/store.h"

namespace rollout {

/// How much room a marker deserves when it gets tight; larger wins.
enum class MarkerWeight : std::uint8_t {
    Tick, ///< a line at the foot of the plot only: a batch was assigned
    Milestone, ///< a version was asked for, became good, was rolled out
    Alarm, ///< the threshold was crossed, a rollback begun or done
};

struct ChartMarker
{
    Time at{};
    JournalKind kind{};
    MarkerWeight weight = MarkerWeight::Tick;
    QString label; ///< empty for ticks
};

/// Kinds of journal rows that become markers.
[[nodiscard]] const std::vector<JournalKind>& markedKinds();
[[nodiscard]] ChartMarker markerOf(const JournalRow& row);

/// A marker on its way to the screen.
struct PlacedMarker
{
    static constexpr int noLane = -1;

    qreal x = 0;
    qreal labelWidth = 0; ///< in: how wide the words are
    MarkerWeight weight = MarkerWeight::Tick;
    int lane =
        noLane; ///< out: the line of words, 0 nearest to the plot; noLane: a line without words
    qreal labelLeft = 0; ///< out
};

/// Gives labels their lanes so that none overlaps another: alarms first, then from left to right.
/// Words stand to the right of their line, or to the left where the plot ends. `left` and `right`
/// bound the plot; `gap` is kept between labels.
void placeLabels(std::vector<PlacedMarker>& markers, qreal left, qreal right, int lanes, qreal gap);

} // namespace rollout
