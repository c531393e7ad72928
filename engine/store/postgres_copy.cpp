#include "store/postgres_copy.h"

#include <QtEndian>
#include <string>
#include <string_view>
#include <utility>

#include "store/bulk_sql.h"
#include "store/connection.h"
#include "store/postgres_backend.h"

namespace rollout {

namespace {

template <typename Number>
void appendNumber(std::string& bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char*>(&big), sizeof big);
}

/// Rows in the server's binary form: a head, then each row with the number of its fields, each
/// field with its length before it.
class CopyStatement final : public RowStatement
{
public:
    CopyStatement(Connection& connection, const PostgresBackend& backend, std::string rowSql,
                  const std::string& place, std::size_t columns)
        : m_connection(connection)
        , m_backend(backend)
        , m_rowSql(std::move(rowSql))
        , m_copySql("COPY " + place + " FROM STDIN (FORMAT binary)")
        , m_columns(columns)
    {
    }

    void add(std::int64_t value) override
    {
        beginField(sizeof value);
        appendNumber(m_row, value);
    }
    void add(std::string_view text) override
    {
        beginField(static_cast<std::int32_t>(text.size()));
        m_row.append(text);
    }
    void addNull() override { beginField(-1); }

    Result<void> execute() override
    {
        if (auto allowed = m_connection.observe(m_rowSql); !allowed) {
            m_row.clear();
            m_rows.clear();
            return allowed;
        }
        if (m_rows.empty())
            m_rows = head();
        m_rows += std::exchange(m_row, {});
        return m_rows.size() < bytesAtOnce ? Result<void>() : finish();
    }

    Result<void> finish() override
    {
        if (m_rows.empty())
            return {};
        appendNumber<std::int16_t>(m_rows, -1); // the end
        const std::string rows = std::exchange(m_rows, {});
        PGconn* const native = m_backend.native();
        PgResult begun(PQexec(native, m_copySql.c_str()));
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN)
            return refused(begun.get());
        const bool isSent = PQputCopyData(native, rows.data(), static_cast<int>(rows.size())) == 1
            && PQputCopyEnd(native, nullptr) == 1;
        return outcome(isSent);
    }

private:
    static constexpr std::size_t bytesAtOnce = 8U << 20U;

    static std::string head()
    {
        using namespace std::string_literals;
        return "PGCOPY\n\xff\r\n\0"s + std::string(2 * sizeof(std::int32_t), '\0');
    }
    void beginField(std::int32_t length)
    {
        if (m_row.empty())
            appendNumber(m_row, static_cast<std::int16_t>(m_columns));
        appendNumber(m_row, length);
    }
    /// Of all that the server answers to the end of a COPY the first that is no success counts.
    Result<void> outcome(bool isSent)
    {
        Result<void> done;
        if (!isSent)
            done = refused(nullptr);
        while (PgResult result{PQgetResult(m_backend.native())})
            if (done && PQresultStatus(result.get()) != PGRES_COMMAND_OK)
                done = refused(result.get());
        return done;
    }
    [[nodiscard]] Result<void> refused(const PGresult* result) const
    {
        return tl::unexpected(errorOf(m_backend.native(), result, m_backend.where()));
    }

    Connection& m_connection;
    const PostgresBackend& m_backend;
    const std::string m_rowSql;
    const std::string m_copySql;
    const std::size_t m_columns;
    std::string m_row; ///< the one that is being put together
    std::string m_rows; ///< empty: none yet
};

} // namespace

std::unique_ptr<RowStatement> copiedRows(Connection& connection, const PostgresBackend& backend,
                                         const char* sql)
{
    constexpr std::string_view insert = "INSERT INTO ";
    const std::string_view text = sql;
    const auto values = text.find(" VALUES (");
    if (!text.starts_with(insert) || values == text.npos || !text.ends_with(')'))
        return nullptr;
    return std::make_unique<CopyStatement>(
        connection, backend, std::string(text),
        std::string(text.substr(insert.size(), values - insert.size())), columnsOf(text).size());
}

} // namespace rollout
