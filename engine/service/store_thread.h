#pragma once

// The store, in the one thread in which its connection lives. Whoever needs it has work done there
// and waits.

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "store/store.h"

namespace rollout {

class StoreThread
{
public:
    using Opener = std::function<Result<std::unique_ptr<Store>>()>;

    StoreThread();
    /// Runs what was asked for, closes the store, ends the thread.
    ~StoreThread();
    StoreThread(const StoreThread&) = delete;
    StoreThread& operator=(const StoreThread&) = delete;

    /// Opens the store; everything else needs this to have succeeded.
    [[nodiscard]] Result<void> open(const Opener& opener);

    /// Runs `work(Store&)` in the store's thread, in the order of calls, and returns its result.
    /// Any thread but that one.
    template <typename Work>
    auto run(Work work) -> decltype(work(std::declval<Store&>()))
    {
        using Answered = decltype(work(std::declval<Store&>()));
        std::packaged_task<Answered()> task([&] { return work(*m_store); });
        auto outcome = task.get_future();
        post([&task] { task(); });
        return outcome.get();
    }

private:
    void post(std::function<void()> job);
    void work();

    std::unique_ptr<Store> m_store; ///< touched in the thread only
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    bool m_ends = false;
    std::thread m_thread; ///< last: it starts when all else is there
};

} // namespace rollout
