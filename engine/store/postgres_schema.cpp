#include "store/postgres_schema.h"

#include <QStringList>

#include "store/connection.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

Result<bool> isTableThere(Connection& connection, const QString& table)
{
    return connection
        // Not information_schema, which hides what this user may not read.
        .integer(u"SELECT count(*) FROM pg_catalog.pg_tables"
                 " WHERE schemaname = current_schema() AND tablename = '%1'"_s.arg(table))
        .map([](std::int64_t count) { return count > 0; });
}

Result<void> checkPlace(Connection& connection)
{
    auto rows = connection.select(
        u"SELECT convert_to(current_setting('server_encoding'), 'UTF8'), current_schema() IS NULL"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next())
        return rows->end();
    const std::string store = "the store \"" + connection.where() + "\"";
    if (const std::string encoding = rows->text(0); encoding != "UTF8")
        return failure(ErrorCode::InvalidArgument,
                       store + " keeps text as " + encoding
                           + "; name a database made with encoding UTF8");
    if (rows->integer(1) != 0)
        return failure(ErrorCode::InvalidArgument,
                       store
                           + " has no schema to put tables in that this user may use; create the "
                             "first one of its search_path, or grant its use");
    return {};
}

Result<void> makeMeta(Connection& connection)
{
    const auto foreign = isTableThere(connection, u"entity"_s);
    if (!foreign)
        return tl::unexpected(foreign.error());
    if (*foreign)
        return failure(ErrorCode::InvalidArgument,
                       "the store \"" + connection.where()
                           + "\" holds tables of another program; name a database of its own");
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const QString& sql :
         {u"CREATE TABLE store_meta (name TEXT PRIMARY KEY, value BIGINT NOT NULL)"_s,
          u"INSERT INTO store_meta (name, value) VALUES ('schema', 0), ('journal', 0),"
          " ('session', 0)"_s,
          u"CREATE TABLE store_commit (session BIGINT PRIMARY KEY, number BIGINT NOT NULL)"_s})
        if (auto done = connection.run(sql); !done)
            return tl::unexpected(done.error());
    return transaction->commit();
}

} // namespace

Result<void> preparePostgres(Connection& connection)
{
    if (auto ok = checkPlace(connection); !ok)
        return ok;
    const auto isThere = isTableThere(connection, u"store_meta"_s);
    if (!isThere)
        return tl::unexpected(isThere.error());
    if (*isThere)
        return {};
    auto made = makeMeta(connection);
    if (made)
        return {};
    // Another program may have been quicker by a moment.
    const auto isThereNow = isTableThere(connection, u"store_meta"_s);
    return isThereNow && *isThereNow ? Result<void>() : made;
}

Result<std::int64_t> postgresSchema(Connection& connection)
{
    return connection.integer(u"SELECT value FROM store_meta WHERE name = 'schema'"_s);
}

} // namespace rollout
