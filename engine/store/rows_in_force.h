#pragma once

// Old rows of the journal that say why something is as it is now.

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// Of `upkeep.entity`'s rows below `upkeep.deleteBefore`: who excluded each target that is excluded
/// now, and who added each freeze window that is not over at `upkeep.now`. In no order.
[[nodiscard]] Result<std::vector<std::int64_t>> rowsInForce(Connection& connection,
                                                            const Upkeep& upkeep);

} // namespace rollout
