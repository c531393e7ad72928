#pragma once

// Charts of a what-if as SVG, for reports that are written without a window. Everything is drawn to
// the size given, in pixels; colours are those of versions by age, which colour-blind people can
// tell apart, and each policy has a dash pattern and a letter of its own besides.

#include <cstddef>
#include <string>
#include <vector>

#include "simulation/fan.h"
#include "simulation/statistics.h"

namespace rollout {

/// A colour for the nth of several things.
[[nodiscard]] const char* chartColour(std::size_t number);

/// & < > " as HTML wants them.
[[nodiscard]] std::string escaped(std::string_view text);

struct FanChart
{
    std::string title;
    std::string unit; ///< of the figure
    Fan fan;
    double most = 1; ///< top of the axis
};
[[nodiscard]] std::string svgOf(const FanChart& chart);

/// Shares of a whole, as one bar a row.
struct OutcomeBars
{
    struct Row
    {
        std::string label;
        std::vector<Estimate> shares; ///< one for each name
    };
    std::vector<std::string> names;
    std::vector<Row> rows;
};
[[nodiscard]] std::string svgOf(const OutcomeBars& bars);

struct ScatterChart
{
    struct Point
    {
        std::string label;
        Estimate x;
        Estimate y;
    };
    std::string xTitle;
    std::string yTitle;
    std::vector<Point> points;
};
[[nodiscard]] std::string svgOf(const ScatterChart& chart);

} // namespace rollout
