#include "simulation/fan.h"

#include <algorithm>

#include "simulation/statistics.h"

namespace rollout {
namespace {

constexpr std::array<double, 5> quantiles{0.05, 0.25, 0.5, 0.75, 0.95};

/// Goes along a trace as time passes.
class Cursor
{
public:
    Cursor(const std::vector<TracePoint>& trace, std::int32_t TracePoint::*figure)
        : m_trace(trace)
        , m_figure(figure)
    {
    }
    double valueAt(double seconds)
    {
        while (m_next < m_trace.size() && static_cast<double>(m_trace[m_next].seconds) <= seconds)
            m_value = m_trace[m_next++].*m_figure;
        return m_value;
    }

private:
    const std::vector<TracePoint>& m_trace;
    std::int32_t TracePoint::*m_figure;
    std::size_t m_next = 0;
    std::int32_t m_value = 0;
};

} // namespace

Fan fanOf(std::span<const std::vector<TracePoint>> traces, std::int32_t TracePoint::*figure,
          double until, std::size_t count)
{
    Fan fan;
    if (traces.empty())
        return fan;
    fan.secondsApart = until / static_cast<double>(count - 1);
    std::vector<Cursor> cursors;
    cursors.reserve(traces.size());
    for (const auto& trace : traces)
        cursors.emplace_back(trace, figure);
    std::vector<double> values(traces.size());
    fan.samples.resize(std::min(fanSamples, traces.size()));
    for (std::size_t moment = 0; moment < count; ++moment) {
        const double seconds = fan.secondsApart * static_cast<double>(moment);
        for (std::size_t i = 0; i < cursors.size(); ++i)
            values[i] = cursors[i].valueAt(seconds);
        for (std::size_t i = 0; i < fan.samples.size(); ++i)
            fan.samples[i].push_back(values[i]);
        std::sort(values.begin(), values.end());
        auto& bands = fan.moments.emplace_back();
        for (std::size_t i = 0; i < quantiles.size(); ++i)
            bands[i] = quantile(values, quantiles[i]);
    }
    return fan;
}

double highestOf(const Fan& fan)
{
    double highest = 0;
    for (const auto& moment : fan.moments)
        highest = std::max(highest, moment.back());
    for (const auto& sample : fan.samples)
        for (const double value : sample)
            highest = std::max(highest, value);
    return highest;
}

double lastChange(std::span<const std::vector<TracePoint>> traces)
{
    double last = 0;
    for (const auto& trace : traces)
        if (!trace.empty())
            last = std::max(last, static_cast<double>(trace.back().seconds));
    return last;
}

} // namespace rollout
