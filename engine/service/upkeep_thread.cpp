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
    std::unique_lock guard(m_mutex);
    while (!m_isStopping) {
        m_isInterrupted = false; // nothing was under way
        guard.unlock();
        m_work([this] { return isToStop(); });
        guard.lock();
        m_changed.wait_for(guard, m_pause, [this] { return m_isStopping; });
    }
}

void UpkeepThread::interrupt()
{
    const std::lock_guard guard(m_mutex);
    m_isInterrupted = true;
}

bool UpkeepThread::isToStop()
{
    const std::lock_guard guard(m_mutex);
    return m_isStopping || m_isInterrupted;
}

} // namespace rollout
