#pragma once

// Rows of an INSERT sent as one COPY: the server takes them about twice as fast as from arrays.

#include <memory>

#include "store/row_statement.h"

namespace rollout {

class Connection;
class PostgresBackend;

/// For an INSERT INTO table (columns) VALUES (a parameter each), in the words of dialect.h; null:
/// `sql` is something else. Both outlive the statement.
[[nodiscard]] std::unique_ptr<RowStatement>
copiedRows(Connection& connection, const PostgresBackend& backend, const char* sql);

} // namespace rollout
