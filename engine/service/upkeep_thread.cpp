#include "service/upkeep_thread.h"

#include <utility>

namespace rollout {

UpkeepThread::UpkeepThread(std::chrono::milliseconds pause, Work work)
    : m_pause(pause)
    , m_work(std::move(work))
    , m_thread([this] { run(); })
{
}

UpkeepThread::~UpkeepThread()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void UpkeepThread::run()
{
    while (!isStopping()) {
        m_work([this] { return isStopping(); });
        std::unique_lock guard(m_mutex);
        m_changed.wait_for(guard, m_pause, [this] { return m_isStopping; });
    }
}

bool UpkeepThread::isStopping()
{
    const std::lock_guard guard(m_mutex);
    return m_isStopping;
}

} // namespace rollout
