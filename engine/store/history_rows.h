#pragma once

// What a rollout's record needs beyond rows of the entity as a whole: targets that failed, counted
// by reason.

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

[[nodiscard]] Result<FailureCounts> readFailures(Connection& connection,
                                                 const FailureFilter& filter);

} // namespace rollout
