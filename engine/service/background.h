#pragma once

// Threads for decisions that nobody waits for. A job that takes long (a slow controller) keeps one
// thread; another is started for the next, up to a bound, so that entities do not wait for each
// other.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace rollout {

class Background
{
public:
    Background() = default;
    /// Runs what was asked for, then ends the threads.
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// From any thread.
    void post(std::function<void()> job);
    /// Waits until nothing is queued or running.
    void drain();

private:
    static constexpr std::size_t maximumThreads = 64;
    void work();

    std::mutex m_mutex;
    std::condition_variable m_added;
    std::condition_variable m_finished;
    std::deque<std::function<void()>> m_jobs;
    std::size_t m_idle = 0;
    std::size_t m_running = 0;
    bool m_ends = false;
    std::vector<std::thread> m_threads;
};

} // namespace rollout
