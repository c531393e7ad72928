#include "service/svg_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace rollout {
namespace {

constexpr double width = 560;
constexpr double height = 260;
constexpr double left = 64;
constexpr double right = 16;
constexpr double top = 28;
constexpr double bottom = 44;

std::string fixed(double value)
{
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.1f", value);
    return digits.data();
}

/// 1, 2 or 5 times a power of ten, so that about `count` of them are `span`.
double tickStep(double span, int count)
{
    const double rough = std::max(span, 1e-9) / count;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= rough)
            return step * power;
    return 10.0 * power;
}

std::string tickText(double value)
{
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%g", value);
    return digits.data();
}

std::string textAt(double x, double y, const std::string& anchor, const std::string& words)
{
    return "<text x=\"" + fixed(x) + "\" y=\"" + fixed(y) + "\" text-anchor=\"" + anchor + "\">"
        + escaped(words) + "</text>\n";
}

/// Axes from 0 to what is largest.
class Plot
{
public:
    Plot(double mostX, double mostY)
        : m_mostX(std::max(mostX, 1e-9))
        , m_mostY(std::max(mostY, 1e-9))
    {
    }
    [[nodiscard]] double x(double value) const
    {
        return left + (width - left - right) * value / m_mostX;
    }
    [[nodiscard]] double y(double value) const
    {
        return height - bottom - (height - top - bottom) * value / m_mostY;
    }
    [[nodiscard]] std::string axes(const std::string& xTitle, const std::string& yTitle) const
    {
        std::string svg;
        const double stepX = tickStep(m_mostX, 6);
        for (double value = 0; value <= m_mostX * 1.0001; value += stepX)
            svg += textAt(x(value), height - bottom + 16, "middle", tickText(value));
        const double stepY = tickStep(m_mostY, 4);
        for (double value = 0; value <= m_mostY * 1.0001; value += stepY)
            svg += "<line class=\"grid\" x1=\"" + fixed(left) + "\" x2=\"" + fixed(width - right)
                + "\" y1=\"" + fixed(y(value)) + "\" y2=\"" + fixed(y(value)) + "\"/>\n"
                + textAt(left - 8, y(value) + 4, "end", tickText(value));
        svg += textAt((left + width - right) / 2, height - 8, "middle", xTitle);
        svg += textAt(8, 14, "start", yTitle);
        return svg;
    }

private:
    double m_mostX;
    double m_mostY;
};

std::string opened(double tall = height)
{
    return "<svg viewBox=\"0 0 " + fixed(width) + " " + fixed(tall) + "\" width=\"" + fixed(width)
        + "\" height=\"" + fixed(tall) + "\" role=\"img\">\n";
}

std::string band(const Plot& plot, const Fan& fan, std::size_t low, std::size_t high,
                 const char* opacity)
{
    std::string there;
    std::string back;
    for (std::size_t i = 0; i < fan.moments.size(); ++i) {
        const double x = plot.x(fan.secondsApart * static_cast<double>(i));
        there += fixed(x) + "," + fixed(plot.y(fan.moments[i][high])) + " ";
        back.insert(0, fixed(x) + "," + fixed(plot.y(fan.moments[i][low])) + " ");
    }
    return "<polygon points=\"" + there + back + "\" fill=\"#0072B2\" opacity=\"" + opacity
        + "\"/>\n";
}

/// `valueAt(i)` is that of the fan's moment i.
template <typename ValueAt>
std::string lineThrough(const Plot& plot, const Fan& fan, ValueAt valueAt, const char* stroke)
{
    std::string points;
    for (std::size_t i = 0; i < fan.moments.size(); ++i)
        points += fixed(plot.x(fan.secondsApart * static_cast<double>(i))) + ","
            + fixed(plot.y(valueAt(i))) + " ";
    return "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"#0072B2\" " + stroke
        + "/>\n";
}

std::string medianOf(const Plot& plot, const Fan& fan)
{
    return lineThrough(
        plot, fan, [&](std::size_t i) { return fan.moments[i][2]; }, "stroke-width=\"2\"");
}

std::string samplesOf(const Plot& plot, const Fan& fan)
{
    std::string lines;
    for (const auto& sample : fan.samples)
        lines += lineThrough(
            plot, fan, [&](std::size_t i) { return sample[i]; },
            "stroke-width=\"0.6\" opacity=\"0.3\"");
    return lines;
}

/// Blue: well; grey: neither; orange: rolled back.
const char* outcomeColour(std::size_t number)
{
    constexpr std::array<const char*, 3> colours{"#0072B2", "#BBBBBB", "#D55E00"};
    return colours[number % colours.size()];
}

/// So that it fits; the end says which version it is, so the middle goes.
std::string shortened(const std::string& words, std::size_t limit)
{
    if (words.size() <= limit)
        return words;
    const auto isInside = [&](std::size_t at) { return (words[at] & 0xC0) == 0x80; };
    const std::size_t half = (limit - 1) / 2;
    std::size_t begin = half;
    while (isInside(begin)) // of a letter of several bytes
        --begin;
    std::size_t end = words.size() - half;
    while (isInside(end))
        ++end;
    return words.substr(0, begin) + "…" + words.substr(end);
}

double upper(const Estimate& estimate)
{
    return estimate.high.value_or(estimate.value.value_or(0.0));
}

std::string cross(const Plot& plot, const ScatterChart::Point& point, std::size_t number)
{
    const double x = plot.x(point.x.value.value_or(0));
    const double y = plot.y(point.y.value.value_or(0));
    const std::string stroke = std::string("\" stroke=\"") + chartColour(number) + "\"/>\n";
    std::string svg;
    if (point.x.low)
        svg += "<line x1=\"" + fixed(plot.x(std::max(0.0, *point.x.low))) + "\" x2=\""
            + fixed(plot.x(*point.x.high)) + "\" y1=\"" + fixed(y) + "\" y2=\"" + fixed(y) + stroke;
    if (point.y.low)
        svg += "<line x1=\"" + fixed(x) + "\" x2=\"" + fixed(x) + "\" y1=\""
            + fixed(plot.y(std::max(0.0, *point.y.low))) + "\" y2=\"" + fixed(plot.y(*point.y.high))
            + stroke;
    svg += "<circle cx=\"" + fixed(x) + "\" cy=\"" + fixed(y) + "\" r=\"5\" fill=\""
        + chartColour(number) + "\"/>\n";
    const bool isFarRight = x > width * 0.7;
    return svg
        + textAt(isFarRight ? x - 9 : x + 9, y - 7, isFarRight ? "end" : "start", point.label);
}

} // namespace

const char* chartColour(std::size_t number)
{
    constexpr std::array<const char*, 6> colours{"#0072B2", "#E69F00", "#009E73",
                                                 "#CC79A7", "#56B4E9", "#D55E00"};
    return colours[number % colours.size()];
}

std::string escaped(std::string_view text)
{
    std::string html;
    for (const char c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '>')
            html += "&gt;";
        else if (c == '"')
            html += "&quot;";
        else
            html += c;
    }
    return html;
}

std::string svgOf(const FanChart& chart)
{
    const Fan& fan = chart.fan;
    if (fan.moments.empty())
        return {};
    const Plot plot(fan.secondsApart * static_cast<double>(fan.moments.size() - 1), chart.most);
    return opened() + plot.axes("seconds", chart.title + ", " + chart.unit)
        + band(plot, fan, 0, 4, "0.2") + band(plot, fan, 1, 3, "0.35") + samplesOf(plot, fan)
        + medianOf(plot, fan) + "</svg>\n";
}

std::string svgOf(const OutcomeBars& bars)
{
    constexpr double rowHeight = 34;
    constexpr double labels = 230;
    constexpr std::size_t longest = 33;
    const double tall = 30 + rowHeight * static_cast<double>(bars.rows.size());
    std::string svg = opened(tall);
    double x = labels;
    for (std::size_t i = 0; i < bars.names.size(); ++i) {
        svg += "<rect x=\"" + fixed(x) + "\" y=\"4\" width=\"12\" height=\"12\" fill=\""
            + outcomeColour(i) + "\"/>\n" + textAt(x + 17, 14, "start", bars.names[i]);
        x += 105;
    }
    double y = 28;
    for (const OutcomeBars::Row& row : bars.rows) {
        svg += textAt(labels - 8, y + 15, "end", shortened(row.label, longest));
        double begin = labels;
        for (std::size_t i = 0; i < row.shares.size(); ++i) {
            const double share = row.shares[i].value.value_or(0.0);
            const double wide = (width - labels - right) * share;
            svg += "<rect x=\"" + fixed(begin) + "\" y=\"" + fixed(y) + "\" width=\"" + fixed(wide)
                + "\" height=\"20\" fill=\"" + outcomeColour(i) + "\"><title>"
                + escaped(bars.names[i]) + " " + fixed(share * 100) + " % ["
                + fixed(row.shares[i].low.value_or(0) * 100) + ", "
                + fixed(row.shares[i].high.value_or(0) * 100) + "]</title></rect>\n";
            begin += wide;
        }
        y += rowHeight;
    }
    return svg + "</svg>\n";
}

std::string svgOf(const ScatterChart& chart)
{
    double mostX = 0;
    double mostY = 0;
    for (const auto& point : chart.points) {
        mostX = std::max(mostX, upper(point.x));
        mostY = std::max(mostY, upper(point.y));
    }
    const Plot plot(mostX * 1.1, mostY * 1.1);
    std::string svg = opened() + plot.axes(chart.xTitle, chart.yTitle);
    for (std::size_t i = 0; i < chart.points.size(); ++i)
        if (chart.points[i].x.value && chart.points[i].y.value)
            svg += cross(plot, chart.points[i], i);
    return svg + "</svg>\n";
}

} // namespace rollout
