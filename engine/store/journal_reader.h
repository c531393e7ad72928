#pragma once

// Pages of the journal, by key.

#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

enum class JournalDirection {
    Older, ///< ids below the key, newest first
    Newer, ///< ids above the key, oldest first
};

[[nodiscard]] Result<std::vector<JournalRow>> readJournal(Connection& connection,
                                                          const JournalFilter& filter,
                                                          JournalDirection direction,
                                                          std::int64_t key, int limit);

} // namespace rollout
