#pragma once

// For databases that tell nobody anything.

#include <condition_variable>
#include <mutex>
#include <utility>

#include "store/change_listener.h"

namespace rollout {

class TimedListener final : public ChangeListener
{
public:
    void wait(Milliseconds most) override
    {
        std::unique_lock guard(m_mutex);
        m_woken.wait_for(guard, most, [this] { return m_isWoken; });
        m_isWoken = false;
    }
    void wake() override
    {
        {
            const std::lock_guard guard(m_mutex);
            m_isWoken = true;
        }
        m_woken.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_woken;
    bool m_isWoken = false;
};

} // namespace rollout
