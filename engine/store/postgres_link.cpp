#include "store/postgres_link.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QtGlobal>
#include <chrono>
#include <poll.h>
#include <vector>

#include "store/postgres_error.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

struct Parameters
{
    explicit Parameters(const PostgresPlace& place)
    {
        add("host", place.host);
        add("port", QString::number(place.port));
        add("dbname", place.database);
        add("user", place.user);
        add("password", place.password);
        add("client_encoding", u"UTF8"_s);
        for (const auto& [name, value] : place.parameters)
            add(name.toUtf8(), value);
    }
    PGconn* start() const
    {
        std::vector<const char*> names;
        std::vector<const char*> values;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            names.push_back(m_names[i].constData());
            values.push_back(m_values[i].constData());
        }
        names.push_back(nullptr);
        values.push_back(nullptr);
        return PQconnectStartParams(names.data(), values.data(), 0);
    }

private:
    void add(const QByteArray& name, const QString& value)
    {
        if (value.isEmpty())
            return;
        m_names.push_back(name);
        m_values.push_back(value.toUtf8());
    }
    std::vector<QByteArray> m_names;
    std::vector<QByteArray> m_values;
};

int secondsFor(const PostgresPlace& place)
{
    for (const auto& [name, value] : place.parameters)
        if (name == "connect_timeout"_L1 && value.toInt() > 0)
            return value.toInt();
    return connectSeconds;
}

/// Goes on connecting until it is done, failed, or late.
PostgresPollingStatusType finishConnecting(PGconn* connection, std::chrono::seconds most,
                                           int interrupt)
{
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + most;
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_WRITING || status == PGRES_POLLING_READING) {
        const short wanted = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        pollfd ends[2] = {{PQsocket(connection), wanted, 0}, {interrupt, POLLIN, 0}};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0 || poll(ends, 2, static_cast<int>(left.count())) == 0
            || ends[1].revents != 0)
            return status;
        status = PQconnectPoll(connection);
    }
    return status;
}

/// libpq gives no code for a failed connection, but a verbose message has one after its level.
std::string stateIn(const QString& message)
{
    static const QRegularExpression pattern(u":  ([0-9A-Z]{5}): "_s);
    return pattern.match(message).captured(1).toStdString();
}

} // namespace

Result<PgConnection> connectTo(const PostgresPlace& place, int interrupt)
{
    const std::string where = place.where().toStdString();
    PgConnection connection(Parameters(place).start());
    if (connection == nullptr)
        return failure(ErrorCode::Io, "no memory is left for a connection to \"" + where + "\"");
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    ignoreNotices(connection.get());
    const int seconds = secondsFor(place);
    const auto status = PQstatus(connection.get()) == CONNECTION_BAD
        ? PGRES_POLLING_FAILED
        : finishConnecting(connection.get(), std::chrono::seconds(seconds), interrupt);
    if (status == PGRES_POLLING_OK) {
        PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
        return connection;
    }
    if (status != PGRES_POLLING_FAILED)
        return tl::unexpected(
            postgresError({}, where, "no answer in " + std::to_string(seconds) + " s"));
    const QString message = QString::fromUtf8(PQerrorMessage(connection.get()));
    // Without a password nobody is asked for one: libpq gives up before the server could refuse.
    const bool lacksPassword = PQconnectionNeedsPassword(connection.get()) != 0;
    const std::string state = lacksPassword ? "28P01" : stateIn(message);
    QString words = message;
    if (!state.empty())
        words.remove(QString::fromStdString(state) + ": "_L1);
    return tl::unexpected(postgresError(state, where, words.toStdString()));
}

Error errorOf(const PGconn* connection, const PGresult* result, const std::string& where)
{
    const char* const state =
        result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char* const words =
        result != nullptr ? PQresultErrorMessage(result) : PQerrorMessage(connection);
    const bool isLost = PQstatus(connection) == CONNECTION_BAD;
    // A server that ends says why, and then is gone.
    const bool saysWhy = state != nullptr && std::string_view(state).starts_with("57P");
    return postgresError(state == nullptr || (isLost && !saysWhy) ? "" : state, where, words);
}

void ignoreNotices(PGconn* connection)
{
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
}

} // namespace rollout
