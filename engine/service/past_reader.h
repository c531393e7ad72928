#pragma once

// Reads what an entity's journal tells of the time before its remembered past, piece by piece, and
// puts it before that.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/journal_row.h"
#include "core/result.h"
#include "service/past.h"
#include "store/store.h"

namespace rollout {

class Orchestrator;

/// Used in one thread at a time.
class PastReader
{
public:
    /// More rows are not read: it begins with the oldest of so many. While they are read they take
    /// about 350 bytes each.
    static constexpr std::size_t mostRows = 1'000'000;

    explicit PastReader(EntityKey key, std::size_t most = mostRows);

    struct Progress
    {
        double part = 0; ///< 0 to 1, of the rows
        bool hasMore = false; ///< update() again
    };
    /// Reads up to some thousand rows; with the last of them the moments are in the entity's past.
    /// Conflict: the engine has another store than it had at first, or another moment is the oldest
    /// that it remembers.
    [[nodiscard]] Result<Progress> update(Orchestrator& engine);

private:
    [[nodiscard]] Result<void> begin(const Orchestrator& engine);
    [[nodiscard]] Result<std::optional<JournalRow>> oldestRow(const Orchestrator& engine) const;
    [[nodiscard]] Result<void> checkStore(const Orchestrator& engine) const;

    EntityKey m_key;
    std::size_t m_most;
    bool m_hasBegun = false;
    std::uint64_t m_first = 0; ///< number of the oldest moment that is remembered
    std::int64_t m_lastRow = 0; ///< of what is not remembered
    std::int64_t m_nextRow = 0; ///< rows before this one are not read
    std::optional<JournalRow> m_oldest; ///< of the entity; nothing: it has no rows
    std::vector<JournalRecord> m_rows; ///< newest first
};

/// Whether the journal tells of a time before an entity's remembered past.
[[nodiscard]] Result<bool> hasEarlier(const Orchestrator& engine, EntityKey key);

} // namespace rollout
