#pragma once

// How long rows are kept: plans what may go of an entity's old ones, and deletes rows of its
// journal.

#include <chrono>
#include <optional>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

[[nodiscard]] Result<Upkeep> planUpkeep(Connection& connection, EntityKey key, Time now,
                                        const std::optional<std::chrono::days>& retention);

/// One slice, in an open transaction; whether there may be more.
[[nodiscard]] Result<bool> pruneJournal(Connection& connection, Upkeep& upkeep);

} // namespace rollout
