#include "store/sqlite_rows.h"

#include <QSqlError>
#include <QSqlQuery>
#include <sqlite3.h>

#include "store/connection.h"
#include "store/dialect.h"
#include "store/sql_error.h"

namespace rollout {

namespace {

class NativeStatement : public RowStatement
{
public:
    NativeStatement(Connection& connection, sqlite3* native, const QString& sql)
        : m_connection(connection)
        , m_native(native)
        , m_sql(sql.toStdString())
    {
    }
    ~NativeStatement() override { sqlite3_finalize(m_statement); }
    NativeStatement(const NativeStatement&) = delete;
    NativeStatement& operator=(const NativeStatement&) = delete;

    void add(std::int64_t value) override
    {
        if (prepare())
            keep(sqlite3_bind_int64(m_statement, ++m_bound, value));
    }
    void add(std::string_view text) override
    {
        if (prepare())
            keep(sqlite3_bind_text64(m_statement, ++m_bound, text.empty() ? "" : text.data(),
                                     text.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    void addNull() override
    {
        if (prepare())
            keep(sqlite3_bind_null(m_statement, ++m_bound));
    }

    Result<void> execute() override
    {
        auto allowed = m_connection.observe(m_sql);
        if (allowed && m_code == SQLITE_OK) {
            const int code = sqlite3_step(m_statement);
            keep(code == SQLITE_DONE ? SQLITE_OK : code);
        }
        const int code = std::exchange(m_code, SQLITE_OK);
        if (code != SQLITE_OK)
            allowed =
                tl::unexpected(sqlError(code, m_connection.where(), sqlite3_errmsg(m_native)));
        sqlite3_reset(m_statement); // repeats the step's code
        m_bound = 0;
        return allowed;
    }

private:
    bool prepare()
    {
        if (m_statement == nullptr && m_code == SQLITE_OK)
            keep(sqlite3_prepare_v3(m_native, m_sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                                    &m_statement, nullptr));
        return m_statement != nullptr;
    }
    void keep(int code)
    {
        if (m_code == SQLITE_OK)
            m_code = code;
    }

    Connection& m_connection;
    sqlite3* const m_native;
    const std::string m_sql;
    sqlite3_stmt* m_statement = nullptr;
    int m_bound = 0;
    int m_code = SQLITE_OK; ///< the row's first failure
};

class PreparedStatement : public RowStatement
{
public:
    PreparedStatement(Connection& connection, const QString& sql)
        : m_connection(connection)
        , m_sql(sql)
        , m_query(connection.database())
    {
    }
    void add(std::int64_t value) override { m_values.append(QVariant(qlonglong(value))); }
    void add(std::string_view text) override { m_values.append(textValue(text)); }
    void addNull() override { m_values.append(QVariant(QMetaType(QMetaType::QByteArray))); }

    Result<void> execute() override
    {
        const QVariantList values = std::exchange(m_values, {});
        if (auto allowed = m_connection.observe(m_sql.toStdString()); !allowed)
            return allowed;
        if (!m_isPrepared && !m_query.prepare(m_sql))
            return tl::unexpected(sqlError(m_query.lastError(), m_connection.where()));
        m_isPrepared = true;
        for (qsizetype i = 0; i < values.size(); ++i)
            m_query.bindValue(static_cast<int>(i), values[i]);
        const bool done = m_query.exec();
        const Error error = done ? Error{} : sqlError(m_query.lastError(), m_connection.where());
        m_query.finish();
        return done ? Result<void>{} : tl::unexpected(error);
    }

private:
    Connection& m_connection;
    const QString m_sql;
    QSqlQuery m_query;
    QVariantList m_values;
    bool m_isPrepared = false;
};

} // namespace

std::unique_ptr<RowStatement> sqliteRows(Connection& connection, sqlite3* native,
                                         const QString& sql)
{
    return std::make_unique<NativeStatement>(connection, native, sql);
}

std::unique_ptr<RowStatement> preparedRows(Connection& connection, const QString& sql)
{
    return std::make_unique<PreparedStatement>(connection, sql);
}

} // namespace rollout
