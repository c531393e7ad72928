#pragma once

// Opens a store in a thread of its own, so that whoever waits for it can give it up: a server may
// take its time to be found out as away, and a large store to be read.

#include <QString>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

#include "core/result.h"
#include "service/clock.h"
#include "service/orchestrator.h"

namespace rollout {

struct OpenedStore
{
    std::unique_ptr<VirtualClock> simulationClock;
    std::unique_ptr<Orchestrator> orchestrator; ///< uses the clock, so it goes first
};

/// Set from any thread.
using GivenUp = std::shared_ptr<const std::atomic<bool>>; // a StopFlag, looked at

class StoreOpener
{
public:
    /// `liveClock` must outlive this.
    explicit StoreOpener(const Clock& liveClock);
    /// Waits for what was given up to end: connecting is bounded by the server's time-outs, reading
    /// by how large the store is.
    ~StoreOpener() = default;
    StoreOpener(const StoreOpener&) = delete;
    StoreOpener& operator=(const StoreOpener&) = delete;

    /// Cancelled soon after it `isGivenUp`, which may be null; what was begun ends by itself: a
    /// store that was to be made or upgraded may be, and is closed at once.
    [[nodiscard]] Result<OpenedStore> open(const QString& storeUrl, const GivenUp& isGivenUp);

private:
    using Opening = std::future<Result<OpenedStore>>;

    const Clock& m_liveClock;
    std::vector<Opening> m_givenUp; ///< not over when last looked at
};

} // namespace rollout
