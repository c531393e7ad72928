#pragma once

// Rows for SQLite. QSqlQuery takes more than twice the time of SQLite itself for a row, also with
// many rows a statement (each bound value costs it a string and a hash look-up), so rows go through
// the handle that Qt's driver gives out where there is one.

#include <QString>
#include <memory>

#include "store/row_statement.h"

struct sqlite3;

namespace rollout {

/// `sql` has been expanded; `native` must stay open as long as the statement.
[[nodiscard]] std::unique_ptr<RowStatement> sqliteRows(Connection& connection, sqlite3* native,
                                                       const QString& sql);
/// The way without a handle.
[[nodiscard]] std::unique_ptr<RowStatement> preparedRows(Connection& connection,
                                                         const QString& sql);

} // namespace rollout
