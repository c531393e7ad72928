#include "store/connection.h"

#include <QSqlError>
#include <algorithm>
#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// The first try to open a lost connection is made at once.
constexpr std::chrono::milliseconds shortestPause{50};
constexpr std::chrono::milliseconds longestPause{5000};

QString uniqueName()
{
    static std::atomic<std::uint64_t> number{0};
    return u"rollout-store-%1"_s.arg(++number);
}

} // namespace

std::string Rows::text(int column) const
{
    return textOf(m_query.value(column));
}

Result<void> Rows::end() const
{
    if (m_query.lastError().isValid())
        return tl::unexpected(m_backend->errorOf(m_query.lastError()));
    return {};
}

Connection::Connection(const StoreUrl& url, Access access, StoreOptions options)
    : m_name(uniqueName())
    , m_backend(Backend::make(url, access, options.bulkWriting))
    , m_database(QSqlDatabase::addDatabase(m_backend->driver(), m_name))
    , m_options(std::move(options))
    , m_where(url.where())
{
}

Connection::~Connection()
{
    m_backend->closing();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const StoreUrl& url, Access access,
                                                     const StoreOptions& options)
{
    std::unique_ptr<Connection> connection(new Connection(url, access, options));
    if (auto opened = connection->m_backend->open(connection->m_database); !opened)
        return tl::unexpected(opened.error());
    return connection;
}

/// `why` is what is said while no new try is due.
Result<void> Connection::openAgain(const Error& why)
{
    using Clock = std::chrono::steady_clock;
    if (!m_lost)
        m_nextTry = Clock::now();
    m_lost = why;
    if (Clock::now() < m_nextTry)
        return tl::unexpected(why);
    m_backend->closing();
    m_database.close();
    if (auto opened = m_backend->open(m_database); !opened) {
        m_lost = opened.error();
        m_pause = std::clamp(m_pause * 2, shortestPause, longestPause);
        m_nextTry = Clock::now() + m_pause;
        return opened;
    }
    m_lost.reset();
    m_pause = {};
    return {};
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
    if (m_lost)
        if (auto opened = openAgain(Error(*m_lost)); !opened)
            return tl::unexpected(opened.error());
    auto done = tryToExecute(sql, values);
    // What was begun is undone with the connection; only its owner can begin it anew.
    if (done || done.error().code != ErrorCode::Unreachable || m_isInTransaction)
        return done;
    if (auto opened = openAgain(done.error()); !opened)
        return tl::unexpected(opened.error());
    return tryToExecute(sql, values);
}

Result<QSqlQuery> Connection::tryToExecute(const QString& sql, const QVariantList& values)
{
    if (!m_database.isOpen()) // Qt would print a warning
        return tl::unexpected(m_backend->errorOf(
            QSqlError({}, u"the connection was lost"_s, QSqlError::ConnectionError)));
    QSqlQuery query(m_database);
    if (!m_backend->execute(query, sql, values))
        return tl::unexpected(m_backend->errorOf(query.lastError()));
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
        return Rows(std::move(query), *m_backend);
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
    return integer(sql + " RETURNING id"_L1, values);
}

void Connection::rollBack()
{
    m_isInTransaction = false;
    if (m_database.isOpen())
        QSqlQuery(m_database).exec(u"ROLLBACK"_s); // fails where the database has undone it already
}

Result<Transaction> Transaction::begin(Connection& connection, const QString& sql)
{
    if (auto begun = connection.run(sql); !begun)
        return tl::unexpected(begun.error());
    connection.m_isInTransaction = true;
    return Transaction(connection);
}

Result<Transaction> Transaction::begin(Connection& connection)
{
    return begin(connection, connection.dialect().begin);
}

Result<Transaction> Transaction::beginReading(Connection& connection)
{
    return begin(connection, connection.dialect().beginReading);
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
    m_connection->m_isInTransaction = false;
    m_connection = nullptr;
    return {};
}

} // namespace rollout
