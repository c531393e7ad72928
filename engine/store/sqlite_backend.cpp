#include "store/sqlite_backend.h"

#include <QSqlDriver>
#include <QSqlQuery>
#include <QUrl>
#include <sqlite3.h>
#include <thread>

#include "store/sql_error.h"
#include "store/sqlite_rows.h"
#include "store/timed_listener.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// Long enough for another program's commit, short enough for a person who waits for the sentence.
constexpr std::chrono::milliseconds longestWait{2000};
// A program that commits one step after the other leaves the lock free for less than this.
constexpr std::chrono::milliseconds waitStep{1};

QString busyTimeout()
{
    return u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(longestWait.count());
}

QString immutableUri(const QString& path)
{
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded(QUrl::FullyEncoded))
        + "?immutable=1"_L1;
}

/// Whether the copy of SQLite that Qt's driver uses is the one this program is linked to. Another
/// copy, even of the same release, must not be handed the driver's objects.
bool isOurSqlite(const QSqlDatabase& database)
{
    QSqlQuery query(database);
    return query.exec(u"SELECT CAST(sqlite_source_id() AS BLOB)"_s) && query.next()
        && query.value(0).toByteArray() == sqlite3_sourceid() && sqlite3_memory_used() > 0;
}

sqlite3* nativeOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (!isOurSqlite(database) || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

} // namespace

QString SqliteBackend::driver() const
{
    return u"QSQLITE"_s;
}

Result<void> SqliteBackend::open(QSqlDatabase& database)
{
    if (!database.isValid())
        return failure(ErrorCode::Io,
                       "Qt's SQLite driver is missing; install it (Debian: libqt6sql6-sqlite)");
    if (m_access == Access::Immutable) {
        database.setDatabaseName(immutableUri(m_url.path));
        database.setConnectOptions("QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;"_L1 + busyTimeout());
    } else {
        database.setDatabaseName(m_url.path.isEmpty() ? u":memory:"_s : m_url.path);
        database.setConnectOptions(busyTimeout());
    }
    if (!database.open())
        return tl::unexpected(errorOf(database.lastError()));
    sqlite3* const native = nativeOf(database);
    if (native != nullptr)
        sqlite3_busy_handler(native, waitForTurn, this);
    if (m_bulkWriting == BulkWriting::Native)
        m_native = native;
    return {};
}

/// SQLite's own waiting looks ever more rarely, at last ten times a second: beside a program that
/// steps without a pause it may find the lock taken each time. See sqlite3_busy_handler().
int SqliteBackend::waitForTurn(void* backend, int tries)
{
    auto& since = static_cast<SqliteBackend*>(backend)->m_waitingSince;
    const auto now = std::chrono::steady_clock::now();
    if (tries == 0)
        since = now;
    if (now - since >= longestWait)
        return 0;
    std::this_thread::sleep_for(waitStep);
    return 1;
}

Error SqliteBackend::errorOf(const QSqlError& error) const
{
    return sqlError(error, m_url.where());
}

bool SqliteBackend::execute(QSqlQuery& query, const QString& sql, const QVariantList& values) const
{
    query.setForwardOnly(true);
    if (!query.prepare(dialect().expand(sql)))
        return false;
    for (const QVariant& value : values)
        query.addBindValue(value);
    return query.exec();
}

std::unique_ptr<RowStatement> SqliteBackend::rowStatement(Connection& connection, const char* sql)
{
    const QString expanded = dialect().expand(QString::fromLatin1(sql));
    return m_native != nullptr ? sqliteRows(connection, m_native, expanded)
                               : preparedRows(connection, expanded);
}

std::unique_ptr<ChangeListener> SqliteBackend::listener(std::int64_t) const
{
    if (m_url.kind == StoreUrl::Kind::Memory)
        return nullptr;
    return std::make_unique<TimedListener>();
}

void SqliteBackend::keepLog(bool keep)
{
    if (m_native != nullptr)
        sqlite3_db_config(m_native, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

} // namespace rollout
