#include "store/backend.h"

#include "store/postgres_backend.h"
#include "store/sqlite_backend.h"

namespace rollout {

std::unique_ptr<Backend> Backend::make(const StoreUrl& url, Access access, BulkWriting bulkWriting)
{
    if (url.kind == StoreUrl::Kind::Postgres)
        return std::make_unique<PostgresBackend>(url.server, bulkWriting);
    return std::make_unique<SqliteBackend>(url, access, bulkWriting);
}

} // namespace rollout
