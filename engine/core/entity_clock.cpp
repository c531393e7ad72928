#include "core/entity_clock.h"

#include <algorithm>

namespace rollout {

namespace {

/// Older ones are put together: they only serve to tell the clock time of old events.
constexpr std::size_t maximumStops = 512;

} // namespace

EntityClock::EntityClock(std::vector<Stop> stops, std::optional<Time> stoppedSince)
    : m_stops(std::move(stops))
    , m_stoppedSince(stoppedSince)
{
    for (const Stop& stop : m_stops)
        m_total += stop.length;
}

Time EntityClock::at(Time clock) const
{
    return m_stoppedSince.value_or(clock) - m_total;
}

Time EntityClock::clockAt(Time entity) const
{
    Time clock = entity;
    for (const Stop& stop : m_stops)
        if (stop.at < entity)
            clock += stop.length;
    return clock;
}

Milliseconds EntityClock::elapsedSince(Time entity, Time clock) const
{
    return clock - clockAt(entity);
}

void EntityClock::stop(Time clock)
{
    if (!m_stoppedSince)
        m_stoppedSince = clock;
}

void EntityClock::resume(Time clock)
{
    if (!m_stoppedSince)
        return;
    const Stop stop{at(clock), std::max(clock - *m_stoppedSince, Milliseconds(0))};
    m_stoppedSince.reset();
    if (stop.length == Milliseconds(0))
        return;
    m_stops.push_back(stop);
    m_total += stop.length;
    if (m_stops.size() > maximumStops) {
        m_stops[1].length += m_stops[0].length;
        m_stops.erase(m_stops.begin());
    }
}

} // namespace rollout
