#pragma once

// What a PostgreSQL store has that a file has of itself: a number that says which schema it is of,
// and who writes the next row of the journal.

#include <cstdint>

#include "core/result.h"

namespace rollout {

class Connection;

/// Makes the table that all else is read from, unless it is there; an error if this is no place for
/// a store. Several programs may do it at once.
[[nodiscard]] Result<void> preparePostgres(Connection& connection);

/// The number of the stored schema, of a prepared place.
[[nodiscard]] Result<std::int64_t> postgresSchema(Connection& connection);

} // namespace rollout
