#pragma once

// A lock that is given in the order in which it was asked for, so that an entity's calls run in
// order.

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace rollout {

class Turn
{
public:
    void lock()
    {
        std::unique_lock guard(m_mutex);
        const std::uint64_t ticket = m_next++;
        m_changed.wait(guard, [&] { return ticket == m_serving; });
    }
    void unlock()
    {
        {
            const std::lock_guard guard(m_mutex);
            ++m_serving;
        }
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_next = 0;
    std::uint64_t m_serving = 0;
};

} // namespace rollout
