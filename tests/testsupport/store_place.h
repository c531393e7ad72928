#pragma once

// A place for one store, for tests that run on both databases: those of a test program run on a
// PostgreSQL when ROLLOUT_TEST_DATABASE says "postgres" (ctest runs such programs twice), each
// store in a schema of its own. packaging/with-postgres.sh starts a server and sets
// ROLLOUT_TEST_POSTGRES.

#include <QTemporaryDir>
#include <QTest>
#include <libpq-fe.h>
#include <memory>
#include <string>

namespace rollout::test {

[[nodiscard]] inline bool isOnPostgres()
{
    return qEnvironmentVariable("ROLLOUT_TEST_DATABASE") == QLatin1String("postgres");
}

[[nodiscard]] inline std::string postgresUrl()
{
    return qgetenv("ROLLOUT_TEST_POSTGRES").toStdString();
}

/// To be the first line of initTestCase().
#define SKIP_WITHOUT_DATABASE()                                                                    \
    do {                                                                                           \
        if (rollout::test::isOnPostgres() && rollout::test::postgresUrl().empty())                 \
            QSKIP("there is no PostgreSQL: run this with packaging/with-postgres.sh");             \
    } while (false)

/// What a test does to a PostgreSQL behind the store's back. Ends the test where it is refused.
class PostgresAdmin
{
public:
    explicit PostgresAdmin(const std::string& url = postgresUrl())
        : m_connection(PQconnectdb(url.c_str()))
    {
        if (url.empty()) // libpq would take its default server, which is no test's to touch
            qFatal("ROLLOUT_TEST_POSTGRES names no server");
        PQsetNoticeProcessor(
            m_connection, [](void*, const char*) {}, nullptr);
    }
    ~PostgresAdmin() { PQfinish(m_connection); }
    PostgresAdmin(const PostgresAdmin&) = delete;
    PostgresAdmin& operator=(const PostgresAdmin&) = delete;

    /// The first column of the first row, if there is one.
    std::string run(const std::string& sql)
    {
        PGresult* const result = PQexec(m_connection, sql.c_str());
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            qFatal("%s: %s", sql.c_str(), PQerrorMessage(m_connection));
        std::string value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        return value;
    }

private:
    PGconn* m_connection;
};

/// Gone with everything in it at the end. May be opened more than once at a time.
class StorePlace
{
public:
    StorePlace()
    {
        static int number = 0;
        if (!isOnPostgres())
            return;
        m_schema = "t" + std::to_string(QCoreApplication::applicationPid()) + "_"
            + std::to_string(++number);
        PostgresAdmin().run("CREATE SCHEMA " + m_schema);
    }
    ~StorePlace()
    {
        if (!m_schema.empty())
            PostgresAdmin().run("DROP SCHEMA " + m_schema + " CASCADE");
    }
    StorePlace(const StorePlace&) = delete;
    StorePlace& operator=(const StorePlace&) = delete;

    [[nodiscard]] std::string url() const
    {
        if (m_schema.empty())
            return "sqlite:" + m_folder.filePath(QStringLiteral("s.db")).toStdString();
        return postgresUrl() + "?application_name=" + m_schema + "&options=-csearch_path%3D"
            + m_schema;
    }
    /// Of the tables; empty on SQLite.
    [[nodiscard]] const std::string& schema() const { return m_schema; }
    /// Ends every connection to a store in this place, on PostgreSQL; of nobody else.
    void killConnections() const
    {
        if (m_schema.empty())
            return;
        PostgresAdmin().run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            " WHERE application_name = '"
                            + m_schema + "'");
    }

private:
    QTemporaryDir m_folder;
    std::string m_schema;
};

/// A user of a place on PostgreSQL whom the server can be told to turn away: to stores that are
/// opened as this user, and to nobody else, it is as if the server were gone. To be destroyed after
/// the stores and before the place.
class TurnedAwayUser
{
public:
    explicit TurnedAwayUser(const StorePlace& place)
        : m_place(place)
        , m_name("u_" + place.schema())
    {
        m_admin.run("CREATE ROLE " + m_name + " LOGIN PASSWORD '" + m_name + "'");
        m_admin.run("GRANT ALL ON SCHEMA " + place.schema() + " TO " + m_name);
    }
    ~TurnedAwayUser()
    {
        m_admin.run("DROP OWNED BY " + m_name + " CASCADE");
        m_admin.run("DROP ROLE " + m_name);
    }
    TurnedAwayUser(const TurnedAwayUser&) = delete;
    TurnedAwayUser& operator=(const TurnedAwayUser&) = delete;

    [[nodiscard]] std::string url() const
    {
        const std::string url = m_place.url();
        return "postgresql://" + m_name + ":" + m_name + url.substr(url.find('@'));
    }
    void turnAway()
    {
        m_admin.run("ALTER ROLE " + m_name + " CONNECTION LIMIT 0");
        m_place.killConnections();
    }
    void letIn() { m_admin.run("ALTER ROLE " + m_name + " CONNECTION LIMIT -1"); }

private:
    const StorePlace& m_place;
    std::string m_name;
    PostgresAdmin m_admin;
};

} // namespace rollout::test
