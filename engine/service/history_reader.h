#pragma once

// The rollouts of an entity, read from its journal piece by piece and kept up to date.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/history.h"
#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Orchestrator;

/// Used in one thread at a time. Reads rows of the entity as a whole only, and counts of failures.
class HistoryReader
{
public:
    /// The last `limit` rollouts, and those that follow; as they were when the journal had rows up
    /// to `lastRow`, if that is given.
    HistoryReader(EntityKey key, int limit, std::optional<std::int64_t> lastRow = std::nullopt);

    struct Progress
    {
        bool isNews = false; ///< records() are others than before
        bool hasMore = false; ///< rows are left to read; update() again
    };
    /// Reads what is new, up to some thousand rows.
    [[nodiscard]] Result<Progress> update(const Orchestrator& engine);
    /// Newest first, at most `limit`; with reasons of failures once nothing more is to be read.
    [[nodiscard]] std::vector<RolloutRecord> records() const;

private:
    [[nodiscard]] Result<void> findBeginning(const Orchestrator& engine);
    [[nodiscard]] Result<bool> countFailures(const Orchestrator& engine);
    [[nodiscard]] JournalFilter filterOf(std::vector<JournalKind> kinds) const;

    EntityKey m_key;
    std::size_t m_limit;
    std::optional<std::int64_t> m_end; ///< rows beyond it have not happened yet
    RolloutHistory m_history;
    std::int64_t m_lastRow = -1; ///< below 0: not begun
    std::vector<FailureCounts> m_failures; ///< of the first records
};

} // namespace rollout
