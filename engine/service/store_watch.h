#pragma once

// Looks once a second, or when a hint says that it is time, whether other programs have changed the
// store, and has what differs read anew. For stores that others can open as well.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "core/result.h"
#include "service/entity_directory.h"
#include "service/store_thread.h"

namespace rollout {

class StoreWatch
{
public:
    /// What is called in the thread of this. Any may be empty.
    struct Told
    {
        std::function<void()> read; ///< something was read anew
        std::function<void()> policiesChanged; ///< also once at first
        /// The store does not answer any more (Unreachable), or does again.
        std::function<void(const Result<void>&)> answered;
    };

    /// Looks in a thread of its own from now on. All must outlive this.
    StoreWatch(StoreThread& store, EntityDirectory& directory,
               std::unique_ptr<ChangeListener> listener, Told told);
    /// Ends the thread.
    ~StoreWatch();
    StoreWatch(const StoreWatch&) = delete;
    StoreWatch& operator=(const StoreWatch&) = delete;

private:
    void work();
    /// A store that does not answer is asked again the next time.
    [[nodiscard]] bool look();
    void tellPolicies(std::uint64_t policies);
    void tellAnswered(const Result<void>& answer);

    StoreThread& m_store;
    EntityDirectory& m_directory;
    const std::unique_ptr<ChangeListener> m_listener;
    const Told m_told;
    bool m_isLost = false; ///< and that was told; touched in the thread only
    std::uint64_t m_definitions = 0; ///< as last seen; touched in the thread only
    std::optional<std::uint64_t> m_policies; ///< the same
    std::atomic<bool> m_ends{false};
    std::thread m_thread; ///< last: it starts when all else is there
};

} // namespace rollout
