#pragma once

// Errors of the database, as sentences for a person.

#include <QSqlError>
#include <string>

#include "core/result.h"

namespace rollout {

/// SQLite's primary result codes that mean something to whoever opens or uses a store.
struct SqliteCode
{
    static constexpr int busy = 5;
    static constexpr int locked = 6;
    static constexpr int readOnly = 8;
    static constexpr int corrupt = 11;
    static constexpr int full = 13;
    static constexpr int cannotOpen = 14;
    static constexpr int constraint = 19;
    static constexpr int notADatabase = 26;
};

/// `code` may be an extended one; `where` is the store's file or "memory:"; `details` the
/// database's own words.
[[nodiscard]] Error sqlError(int code, const std::string& where, const std::string& details);
[[nodiscard]] Error sqlError(const QSqlError& error, const std::string& where);

/// Of an INSERT after looking whether the row is there: another program has made it in between,
/// and a new try will find it. `what` is the row's kind and name.
[[nodiscard]] Error busyIfThere(Error error, const std::string& what);

} // namespace rollout
