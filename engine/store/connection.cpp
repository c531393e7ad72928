#include "store/connection.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <atomic>
#include <sqlite3.h>

#include "store/dialect.h"
#include "store/sql_error.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// Long enough for another program's commit, short enough for a person who waits for the sentence.
constexpr auto busyTimeout = "QSQLITE_BUSY_TIMEOUT=2000"_L1;

QString uniqueName()
{
    static std::atomic<std::uint64_t> number{0};
    return u"rollout-store-%1"_s.arg(++number);
}

QString immutableUri(const QString& path)
{
    return QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded(QUrl::FullyEncoded))
        + "?immutable=1"_L1;
}

/// Whether the copy of SQLite that Qt's driver uses is the one this program is linked to. Another
/// copy, even of the same release, must not be handed the driver's objects.
bool isOurSqlite(Connection& connection)
{
    auto rows = connection.select(u"SELECT CAST(sqlite_source_id() AS BLOB)"_s);
    return rows && rows->next() && rows->text(0) == sqlite3_sourceid() && sqlite3_memory_used() > 0;
}

} // namespace

std::string Rows::text(int column) const
{
    return textOf(m_query.value(column));
}

Result<void> Rows::end() const
{
    if (m_query.lastError().isValid())
        return tl::unexpected(sqlError(m_query.lastError(), m_where));
    return {};
}

Connection::Connection(const QString& path, StoreOptions options)
    : m_name(uniqueName())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    , m_options(std::move(options))
    , m_where(path.isEmpty() ? "memory:" : path.toStdString())
{
}

Connection::~Connection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Access access,
                                                     const StoreOptions& options)
{
    std::unique_ptr<Connection> connection(new Connection(path, options));
    QSqlDatabase& database = connection->m_database;
    if (!database.isValid())
        return failure(ErrorCode::Io,
                       "Qt's SQLite driver is missing; install it (Debian: libqt6sql6-sqlite)");
    if (access == Access::Immutable) {
        database.setDatabaseName(immutableUri(path));
        database.setConnectOptions("QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;"_L1 + busyTimeout);
    } else {
        database.setDatabaseName(path.isEmpty() ? u":memory:"_s : path);
        database.setConnectOptions(busyTimeout);
    }
    if (!database.open())
        return tl::unexpected(sqlError(database.lastError(), connection->m_where));
    connection->findNative();
    return connection;
}

void Connection::findNative()
{
    if (m_options.bulkWriting != BulkWriting::Native)
        return;
    const auto observer = std::exchange(m_options.observer, {});
    if (isOurSqlite(*this)) {
        const QVariant handle = m_database.driver()->handle();
        if (handle.isValid() && qstrcmp(handle.typeName(), "sqlite3*") == 0)
            m_native = *static_cast<sqlite3* const*>(handle.constData());
    }
    m_options.observer = observer;
}

Result<void> Connection::observe(std::string_view sql) const
{
    if (m_options.observer && !m_options.observer(sql))
        return failure(ErrorCode::Io,
                       "the store \"" + m_where + "\" refused: a failure that was asked for");
    return {};
}

Result<QSqlQuery> Connection::execute(const QString& sql, const QVariantList& values)
{
    if (auto allowed = observe(sql.toStdString()); !allowed)
        return tl::unexpected(allowed.error());
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(expandForSqlite(sql)))
        return tl::unexpected(sqlError(query.lastError(), m_where));
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (!query.exec())
        return tl::unexpected(sqlError(query.lastError(), m_where));
    return query;
}

Result<std::int64_t> Connection::run(const QString& sql, const QVariantList& values)
{
    return execute(sql, values).map([](const QSqlQuery& query) {
        return static_cast<std::int64_t>(query.numRowsAffected());
    });
}

Result<Rows> Connection::select(const QString& sql, const QVariantList& values)
{
    return execute(sql, values).map([&](QSqlQuery&& query) {
        return Rows(std::move(query), m_where);
    });
}

Result<std::int64_t> Connection::integer(const QString& sql, const QVariantList& values,
                                         std::int64_t otherwise)
{
    auto rows = select(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->next())
        return rows->integer(0);
    return rows->end().map([&] { return otherwise; });
}

Result<std::int64_t> Connection::insert(const QString& sql, const QVariantList& values)
{
    return execute(sql, values).map([](const QSqlQuery& query) {
        return static_cast<std::int64_t>(query.lastInsertId().toLongLong());
    });
}

void Connection::keepLog(bool keep)
{
    if (m_native != nullptr)
        sqlite3_db_config(m_native, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

void Connection::rollBack()
{
    QSqlQuery(m_database).exec(u"ROLLBACK"_s); // fails where the database has undone it already
}

Result<Transaction> Transaction::begin(Connection& connection)
{
    // Taking the write lock first makes waiting for another writer possible; a reader that turns
    // writer cannot wait.
    if (auto begun = connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return tl::unexpected(begun.error());
    return Transaction(connection);
}

Result<Transaction> Transaction::beginReading(Connection& connection)
{
    if (auto begun = connection.run(u"BEGIN"_s); !begun)
        return tl::unexpected(begun.error());
    return Transaction(connection);
}

Transaction::~Transaction()
{
    if (m_connection != nullptr)
        m_connection->rollBack();
}

Result<void> Transaction::commit()
{
    if (auto done = m_connection->run(u"COMMIT"_s); !done)
        return tl::unexpected(done.error());
    m_connection = nullptr;
    return {};
}

} // namespace rollout
