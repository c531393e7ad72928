#pragma once

// An entity's own time: the clock's, less the time for which the entity was stopped (paused or
// locked by an operator). Every timer of a rollout, forgetting included, runs on it, so that
// nothing passes while somebody holds the entity. Without a stop it is the clock's time.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"

namespace rollout {

/// A value. "Clock" times are those of the clock that times the entity, "entity" times its own.
class EntityClock
{
public:
    /// A stop that is over.
    struct Stop
    {
        Time at; ///< entity time at which it began and ended
        Milliseconds length; ///< on the clock; not negative

        bool operator==(const Stop&) const = default;
    };

    EntityClock() = default;
    /// `stops` ascending by time.
    EntityClock(std::vector<Stop> stops, std::optional<Time> stoppedSince);

    /// Entity time at a clock time, which must not be before the last stop was over.
    [[nodiscard]] Time at(Time clock) const;
    /// The first clock time at which it was this time of the entity.
    [[nodiscard]] Time clockAt(Time entity) const;
    /// How long ago on the clock it was this time of the entity.
    [[nodiscard]] Milliseconds elapsedSince(Time entity, Time clock) const;

    [[nodiscard]] bool isStopped() const { return m_stoppedSince.has_value(); }
    [[nodiscard]] std::optional<Time> stoppedSince() const { return m_stoppedSince; }
    [[nodiscard]] const std::vector<Stop>& stops() const { return m_stops; }
    /// Nothing, when it is stopped already.
    void stop(Time clock);
    /// Nothing, when it runs. A clock that went back meanwhile makes the stop one of no length.
    void resume(Time clock);

    bool operator==(const EntityClock&) const = default;

private:
    std::vector<Stop> m_stops;
    Milliseconds m_total{0}; ///< of all stops that are over
    std::optional<Time> m_stoppedSince; ///< clock time
};

} // namespace rollout
