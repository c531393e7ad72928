#include "store/open_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "store/connection.h"
#include "store/file_check.h"
#include "store/log.h"
#include "store/migrations.h"
#include "store/postgres_schema.h"
#include "store/sql_store.h"
#include "store/store_url.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/rollout-console/console.db"_L1;
}

Result<void> prepareFile(const QString& path, const StoreOptions& options)
{
    if (path == defaultPath())
        QDir().mkpath(
            QFileInfo(path).path()); // only our own folder; where it fails the check says so
    const auto state = checkFile(path);
    if (!state)
        return tl::unexpected(state.error());
    // With a log beside it the file alone does not say how things are; then the pages are read
    // through the log, once it is open.
    if (*state == FileState::Present && !isInUse(path))
        return checkPages(path, options);
    return {};
}

/// The default log is one whose end nothing syncs; this one survives kill -9 and power loss.
Result<void> makeDurable(Connection& connection)
{
    for (const QString& pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s})
        if (auto done = connection.select(pragma); !done)
            return tl::unexpected(done.error());
    return {};
}

Result<void> checkKnown(const Connection& connection, std::int64_t schema)
{
    if (schema <= currentSchema())
        return {};
    return failure(ErrorCode::TooNew,
                   "the store \"" + connection.where()
                       + "\" was written by a newer version of this program; install that version");
}

Result<Opened> prepareFileSchema(Connection& connection)
{
    const auto schema = connection.integer(u"PRAGMA user_version"_s);
    if (!schema)
        return tl::unexpected(schema.error());
    if (auto ok = checkKnown(connection, *schema); !ok)
        return tl::unexpected(ok.error());
    if (*schema == currentSchema())
        return Opened::Current;
    // In the rollback log the file's own header tells the schema at every moment, so that the look
    // before opening never takes a half-written store for another program's.
    if (auto done = connection.select(u"PRAGMA journal_mode = DELETE"_s); !done)
        return tl::unexpected(done.error());
    return migrate(connection);
}

void tellOpened(const Connection& connection, Opened opened)
{
    const char* how = opened == Opened::Created ? "(new)"
        : opened == Opened::Upgraded            ? "(brought up to date)"
                                                : "";
    qCInfo(logStore).noquote() << "opened" << QString::fromStdString(connection.where()) << how;
}

Result<std::unique_ptr<Store>> openFile(const StoreUrl& url, const StoreOptions& options)
{
    if (!url.path.isEmpty())
        if (auto done = prepareFile(url.path, options); !done)
            return tl::unexpected(done.error());
    const bool hasLog = !url.path.isEmpty() && isInUse(url.path);
    auto connection = Connection::open(url, Access::ReadWrite, options);
    if (!connection)
        return tl::unexpected(connection.error());
    if (hasLog) {
        (*connection)->backend().keepLog(true); // a damaged file stays as it is, its log included
        if (auto done = checkPages(**connection, url.path); !done)
            return tl::unexpected(done.error());
        (*connection)->backend().keepLog(false);
    }
    const auto opened = prepareFileSchema(**connection);
    if (!opened)
        return tl::unexpected(opened.error());
    if (auto done = makeDurable(**connection); !done)
        return tl::unexpected(done.error());
    tellOpened(**connection, *opened);
    return std::make_unique<SqlStore>(std::move(*connection), *opened);
}

Result<Opened> prepareServerSchema(Connection& connection)
{
    return preparePostgres(connection)
        .and_then([&] { return postgresSchema(connection); })
        .and_then([&](std::int64_t schema) -> Result<Opened> {
            if (auto ok = checkKnown(connection, schema); !ok)
                return tl::unexpected(ok.error());
            return schema == currentSchema() ? Opened::Current : migrate(connection);
        });
}

Result<std::unique_ptr<Store>> openServer(const StoreUrl& url, const StoreOptions& options)
{
    auto connection = Connection::open(url, Access::ReadWrite, options);
    if (!connection)
        return tl::unexpected(connection.error());
    const auto opened = prepareServerSchema(**connection);
    if (!opened)
        return tl::unexpected(opened.error());
    tellOpened(**connection, *opened);
    return std::make_unique<SqlStore>(std::move(*connection), *opened);
}

} // namespace

Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options)
{
    const auto parsed = parseStoreUrl(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    return parsed->kind == StoreUrl::Kind::Postgres ? openServer(*parsed, options)
                                                    : openFile(*parsed, options);
}

Result<std::unique_ptr<Store>> Store::open(const std::string& url)
{
    return openStore(url, {});
}

Result<std::string> Store::fileOf(const std::string& url)
{
    return parseStoreUrl(url).map([](const StoreUrl& parsed) { return parsed.path.toStdString(); });
}

std::string Store::defaultUrl()
{
    return "sqlite:" + defaultPath().toStdString();
}

} // namespace rollout
