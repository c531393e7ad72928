#include "service/store_thread.h"

#include <utility>

namespace rollout {

StoreThread::StoreThread()
    : m_thread([this] { work(); })
{
}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard guard(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

Result<void> StoreThread::open(const Opener& opener)
{
    std::packaged_task<Result<void>()> task([&]() -> Result<void> {
        auto store = opener();
        if (!store)
            return tl::unexpected(store.error());
        m_store = std::move(*store);
        return {};
    });
    auto outcome = task.get_future();
    post([&task] { task(); });
    return outcome.get();
}

void StoreThread::post(std::function<void()> job)
{
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void StoreThread::work()
{
    std::unique_lock guard(m_mutex);
    while (true) {
        m_changed.wait(guard, [this] { return m_ends || !m_jobs.empty(); });
        if (m_jobs.empty())
            break;
        const auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        guard.unlock();
        job();
        guard.lock();
    }
    m_store.reset();
}

} // namespace rollout
