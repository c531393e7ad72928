#pragma once

// Whether an operator has locked entities that are about to be deleted or renamed. What a program
// has in memory may be a second old; here it is asked in the transaction of the change.

#include <QString>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

// The rows of the entities are touched first: thus a lock that is under way is waited for, and none
// can be set until the transaction ends. All in an open transaction.

/// Refuses with Locked, naming the entity; not when there is none.
[[nodiscard]] Result<void> takeUnlocked(Connection& connection, EntityKey key);

/// What becomes of the entities of a namespace.
enum class Fate {
    Stay,
    Go, ///< whoever is about to change one is refused and has to load it anew
};

/// The same of all entities in a namespace, whose row is touched already.
[[nodiscard]] Result<void> takeUnlocked(Connection& connection, NamespaceKey key, Fate fate);

} // namespace rollout
