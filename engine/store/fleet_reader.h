#pragma once

// Reads an entity back, slot by slot as it was.

#include "core/entity_state.h"
#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// NotFound when there is no such entity. To be called in a transaction, so that all is of one
/// moment.
[[nodiscard]] Result<EntityState> readEntity(Connection& connection, EntityKey key);

} // namespace rollout
