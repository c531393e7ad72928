#include "store/postgres_backend.h"

#include <QSqlDriver>
#include <QSqlField>
#include <QSqlQuery>
#include <QStringList>
#include <algorithm>

#include "store/connection.h"
#include "store/postgres_error.h"
#include "store/postgres_listener.h"
#include "store/postgres_rows.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// A program that was stopped in the middle of a transaction, or whose network is gone, must not
// keep others waiting for good. An acknowledged commit is on the disk, whatever the server's
// default is. A database that knows no such setting goes without it.
QStringList sessionSettings()
{
    return {u"SET lock_timeout = 5000"_s, u"SET idle_in_transaction_session_timeout = 30000"_s,
            // Only rows written in bulk have parameters. Planned without looking at those, they are
            // found one by one by their keys, whatever else is in the table; otherwise all of it is
            // read.
            u"SET plan_cache_mode = force_generic_plan"_s,
            u"SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"_s};
}

QString connectOptionsOf(const PostgresPlace& place)
{
    QStringList options;
    const auto add = [&](const QString& name, QString value) {
        value.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
        options += name + "='"_L1 + value + u'\'';
    };
    const auto hasOwn = [&](QLatin1StringView name) {
        return std::any_of(place.parameters.begin(), place.parameters.end(),
                           [&](const auto& parameter) { return parameter.first == name; });
    };
    for (const auto& [name, value] : place.parameters)
        add(name, value);
    if (!hasOwn("connect_timeout"_L1))
        add(u"connect_timeout"_s, QString::number(connectSeconds));
    if (!hasOwn("tcp_user_timeout"_L1)) // milliseconds
        add(u"tcp_user_timeout"_s, u"15000"_s);
    if (!hasOwn("keepalives_idle"_L1)) // seconds
        add(u"keepalives_idle"_s, u"10"_s);
    if (!hasOwn("application_name"_L1))
        add(u"application_name"_s, u"Rollout Console"_s);
    return options.join(u';');
}

/// Whether the handle means to our libpq what it means to the driver's: both must know it by the
/// same number.
PGconn* nativeOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    // Qt names the structure, whose other name is PGconn.
    if (qstrcmp(handle.typeName(), "pg_conn*") != 0 && qstrcmp(handle.typeName(), "PGconn*") != 0)
        return nullptr;
    auto* const connection = *static_cast<PGconn* const*>(handle.constData());
    QSqlQuery query(database);
    const bool isOurs = query.exec(u"SELECT pg_backend_pid()"_s) && query.next()
        && query.value(0).toInt() == PQbackendPID(connection);
    return isOurs ? connection : nullptr;
}

} // namespace

PostgresBackend::PostgresBackend(PostgresPlace place, BulkWriting bulkWriting)
    : m_place(std::move(place))
    , m_where(m_place.where().toStdString())
    , m_bulkWriting(bulkWriting)
{
}

QString PostgresBackend::driver() const
{
    return u"QPSQL"_s;
}

Result<void> PostgresBackend::open(QSqlDatabase& database)
{
    if (!database.isValid())
        return failure(ErrorCode::Io,
                       "Qt's PostgreSQL driver is missing; install it (Debian: libqt6sql6-psql)");
    database.setHostName(m_place.host);
    database.setPort(m_place.port);
    database.setDatabaseName(m_place.database);
    database.setUserName(m_place.user);
    database.setPassword(m_place.password);
    database.setConnectOptions(connectOptionsOf(m_place));
    if (!database.open()) {
        // The driver does not say which of the many reasons it is.
        if (auto probe = connectTo(m_place); !probe)
            return tl::unexpected(probe.error());
        return tl::unexpected(
            postgresError({}, m_where, database.lastError().databaseText().toStdString()));
    }
    const QStringList settings = sessionSettings();
    for (const QString& sql : settings)
        if (database.isOpen())
            QSqlQuery(database).exec(sql);
    auto* const native = database.isOpen() ? nativeOf(database) : nullptr;
    if (!database.isOpen()) // a server may go away at any moment, this one too
        return tl::unexpected(postgresError({}, m_where, "the connection was lost at once"));
    if (native != nullptr)
        ignoreNotices(native);
    if (m_bulkWriting == BulkWriting::Native)
        m_native = native;
    return {};
}

Error PostgresBackend::errorOf(const QSqlError& error) const
{
    const std::string state = error.nativeErrorCode().toStdString();
    const bool isLost = m_native != nullptr && PQstatus(m_native) == CONNECTION_BAD;
    return postgresError(isLost && !state.starts_with("57P") ? std::string() : state, m_where,
                         error.databaseText().toStdString());
}

bool PostgresBackend::execute(QSqlQuery& query, const QString& sql,
                              const QVariantList& values) const
{
    const QStringList parts = dialect().expand(sql).split(u'?');
    Q_ASSERT(parts.size() == values.size() + 1);
    QString spelled = parts.front();
    for (qsizetype i = 0; i < values.size(); ++i) {
        QSqlField field(QString(), values[i].metaType());
        field.setValue(values[i]);
        spelled += query.driver()->formatValue(field) + parts[i + 1];
    }
    return query.exec(spelled);
}

std::unique_ptr<RowStatement> PostgresBackend::rowStatement(Connection& connection, const char* sql)
{
    return postgresRows(connection, *this, sql);
}

std::unique_ptr<ChangeListener> PostgresBackend::listener(std::int64_t session) const
{
    return std::make_unique<PostgresListener>(m_place, session);
}

} // namespace rollout
