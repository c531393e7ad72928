#pragma once

// Does something at once and then again and again, in a thread of its own, until it is destroyed.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace rollout {

class UpkeepThread
{
public:
    /// `work` asks now and then whether it is to stop, and then returns soon.
    using Work = std::function<void(const std::function<bool()>& isStopping)>;

    UpkeepThread(std::chrono::milliseconds pause, Work work);
    /// Waits for the work to stop.
    ~UpkeepThread();
    UpkeepThread(const UpkeepThread&) = delete;
    UpkeepThread& operator=(const UpkeepThread&) = delete;

private:
    void run();
    [[nodiscard]] bool isStopping();

    const std::chrono::milliseconds m_pause;
    const Work m_work;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isStopping = false;
    std::thread m_thread; ///< last: it starts when all else is there
};

} // namespace rollout
