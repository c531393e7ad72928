#pragma once

// libpq, as far as this program uses it beside Qt's driver: results that free themselves, errors of
// connecting with their codes, and a connection that only listens.

#include <libpq-fe.h>
#include <memory>
#include <string>

#include "core/result.h"
#include "store/store_url.h"

namespace rollout {

struct FreeResult
{
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, FreeResult>;

struct FreeConnection
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using PgConnection = std::unique_ptr<PGconn, FreeConnection>;

/// Seconds until a server that does not answer is given up, unless the URL says otherwise.
inline constexpr int connectSeconds = 5;

/// A connection of its own, ready for use, or why there is none. Waits as long as the URL says, or
/// until there is something to read from `interrupt`, a file descriptor.
[[nodiscard]] Result<PgConnection> connectTo(const PostgresPlace& place, int interrupt = -1);

/// Why the last thing asked of `connection` failed; `result` may be null.
[[nodiscard]] Error errorOf(const PGconn* connection, const PGresult* result,
                            const std::string& where);

/// What is printed otherwise: that a table is there already, that nothing had to be rolled back.
void ignoreNotices(PGconn* connection);

} // namespace rollout
