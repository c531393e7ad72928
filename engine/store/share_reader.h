#pragma once

// What is kept of an entity's version chart.

#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// Samples at or after `from`, oldest first.
[[nodiscard]] Result<std::vector<ShareSample>> readShares(Connection& connection, EntityKey key,
                                                          Time from);

} // namespace rollout
