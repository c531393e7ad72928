#pragma once

// The clock is injected; nothing else in the engine asks for the time.

#include <atomic>

#include "core/time.h"

namespace rollout {

/// May be asked from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Time now() const override
    {
        return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
    }
};

/// Goes only when told to.
class VirtualClock final : public Clock
{
public:
    explicit VirtualClock(Time start = {})
        : m_now(start.time_since_epoch().count())
    {
    }
    [[nodiscard]] Time now() const override { return Time(Milliseconds(m_now.load())); }
    void set(Time now) { m_now.store(now.time_since_epoch().count()); }
    /// Unless it is later already.
    void advanceTo(Time time)
    {
        const auto wanted = time.time_since_epoch().count();
        auto now = m_now.load();
        while (now < wanted && !m_now.compare_exchange_weak(now, wanted)) { }
    }
    void advance(Milliseconds by) { m_now.fetch_add(by.count()); }

private:
    std::atomic<Milliseconds::rep> m_now;
};

} // namespace rollout
