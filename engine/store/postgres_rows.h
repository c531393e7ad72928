#pragma once

// Rows for PostgreSQL, gathered in columns and sent as arrays: one statement and one round trip for
// thousands of rows.

#include <memory>

#include "store/row_statement.h"

namespace rollout {

class PostgresBackend;

/// `sql` in the words of dialect.h. `backend`, the connection's, is asked for its handle whenever
/// rows are sent, since that changes when a lost connection is opened again; without a handle each
/// row goes through Qt's driver.
[[nodiscard]] std::unique_ptr<RowStatement>
postgresRows(Connection& connection, const PostgresBackend& backend, const char* sql);

} // namespace rollout
