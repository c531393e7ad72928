#include "service/background.h"

#include <utility>

namespace rollout {

Background::~Background()
{
    drain();
    {
        const std::lock_guard guard(m_mutex);
        m_ends = true;
    }
    m_added.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void Background::post(std::function<void()> job)
{
    const std::lock_guard guard(m_mutex);
    m_jobs.push_back(std::move(job));
    if (m_idle < m_jobs.size() && m_threads.size() < maximumThreads)
        m_threads.emplace_back([this] { work(); });
    m_added.notify_one();
}

void Background::drain()
{
    std::unique_lock guard(m_mutex);
    m_finished.wait(guard, [this] { return m_jobs.empty() && m_running == 0; });
}

void Background::work()
{
    std::unique_lock guard(m_mutex);
    while (true) {
        ++m_idle;
        m_added.wait(guard, [this] { return m_ends || !m_jobs.empty(); });
        --m_idle;
        if (m_jobs.empty())
            return;
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        ++m_running;
        guard.unlock();
        job();
        job = nullptr;
        guard.lock();
        --m_running;
        m_finished.notify_all();
    }
}

} // namespace rollout
