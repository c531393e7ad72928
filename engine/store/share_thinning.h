#pragma once

// Thins the samples of version charts.

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// One slice, in an open transaction; whether there is more to do. Moves `upkeep` on.
[[nodiscard]] Result<bool> thinShares(Connection& connection, Upkeep& upkeep);

} // namespace rollout
