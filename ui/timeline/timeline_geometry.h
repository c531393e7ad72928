#pragma once

// Where moments and marks of a timeline lie. Without a widget.

#include <cstddef>
#include <vector>

#include "service/past.h"

namespace rollout {

/// Moments at even distances from `left` to `right`, in device-independent pixels.
struct TimelineScale
{
    std::size_t count = 0; ///< of moments
    double left = 0;
    double right = 0;

    [[nodiscard]] double xOf(std::size_t index) const;
    /// The nearest one.
    [[nodiscard]] std::size_t indexAt(double x) const;
};

/// How much a mark matters where there is not room for all; more is more.
[[nodiscard]] int weightOf(JournalKind kind);

struct PlacedMark
{
    double x = 0;
    std::size_t index = 0; ///< of its moment
    JournalKind kind{};

    bool operator==(const PlacedMark&) const = default;
};

/// Marks from left to right, none closer to another than `gap`: of those that would be, the one
/// that matters most stays, the first of equals.
[[nodiscard]] std::vector<PlacedMark> placeMarks(const Past& past, const TimelineScale& scale,
                                                 double gap);

} // namespace rollout
