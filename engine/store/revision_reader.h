#pragma once

// What is asked once a second to find out what other programs did.

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

[[nodiscard]] Result<Revisions> readRevisions(Connection& connection);

} // namespace rollout
