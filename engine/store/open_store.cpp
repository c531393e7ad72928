#include "store/open_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include "store/connection.h"
#include "store/file_check.h"
#include "store/migrations.h"
#include "store/sql_store.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/rollout-console/console.db"_L1;
}

tl::unexpected<Error> badUrl(const std::string& url, const std::string& how)
{
    return failure(ErrorCode::InvalidArgument,
                   "the store \"" + url + "\" " + how + "; name memory:, sqlite:PATH or a path");
}

/// The file's absolute path; empty for memory.
Result<QString> pathOf(const std::string& url)
{
    if (url == "memory:")
        return QString();
    const QString text = QString::fromStdString(url);
    const bool hasScheme = text.startsWith("sqlite:"_L1);
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*:"_s);
    if (!hasScheme && scheme.match(text).hasMatch())
        return badUrl(url, "is of an unknown kind");
    const QString path = hasScheme ? text.mid(7) : text;
    if (path.isEmpty())
        return badUrl(url, "names no file");
    // Of a URL's two slashes and a host only the path would be left, and that is another file.
    if (hasScheme && path.startsWith("//"_L1) && !path.startsWith("///"_L1))
        return badUrl(url, "names a host");
    // Qt and SQLite both give a leading colon a meaning of their own.
    return QDir::cleanPath(
        QFileInfo(path.startsWith(u':') ? "./"_L1 + path : path).absoluteFilePath());
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

Result<Opened> prepareSchema(Connection& connection)
{
    const auto schema = connection.integer(u"PRAGMA user_version"_s);
    if (!schema)
        return tl::unexpected(schema.error());
    if (*schema > currentSchema())
        return failure(
            ErrorCode::TooNew,
            "the store \"" + connection.where()
                + "\" was written by a newer version of this program; install that version");
    if (*schema == currentSchema())
        return Opened::Current;
    // In the rollback log the file's own header tells the schema at every moment, so that the look
    // before opening never takes a half-written store for another program's.
    if (auto done = connection.select(u"PRAGMA journal_mode = DELETE"_s); !done)
        return tl::unexpected(done.error());
    return migrate(connection);
}

Result<std::unique_ptr<Store>> prepareStore(std::unique_ptr<Connection> connection)
{
    const auto opened = prepareSchema(*connection);
    if (!opened)
        return tl::unexpected(opened.error());
    if (auto done = makeDurable(*connection); !done)
        return tl::unexpected(done.error());
    return std::make_unique<SqlStore>(std::move(connection), *opened);
}

} // namespace

Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options)
{
    const auto path = pathOf(url);
    if (!path)
        return tl::unexpected(path.error());
    if (!path->isEmpty())
        if (auto done = prepareFile(*path, options); !done)
            return tl::unexpected(done.error());
    const bool hasLog = !path->isEmpty() && isInUse(*path);
    auto connection = Connection::open(*path, Access::ReadWrite, options);
    if (!connection)
        return tl::unexpected(connection.error());
    if (hasLog) {
        (*connection)->keepLog(true); // a damaged file stays as it is, its log included
        if (auto done = checkPages(**connection, *path); !done)
            return tl::unexpected(done.error());
        (*connection)->keepLog(false);
    }
    return prepareStore(std::move(*connection));
}

Result<std::unique_ptr<Store>> Store::open(const std::string& url)
{
    return openStore(url, {});
}

Result<std::string> Store::fileOf(const std::string& url)
{
    return pathOf(url).map([](const QString& path) { return path.toStdString(); });
}

std::string Store::defaultUrl()
{
    return "sqlite:" + defaultPath().toStdString();
}

} // namespace rollout
