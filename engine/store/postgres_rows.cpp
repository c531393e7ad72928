#include "store/postgres_rows.h"

#include <QtEndian>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/bulk_sql.h"
#include "store/connection.h"
#include "store/postgres_backend.h"
#include "store/postgres_copy.h"

namespace rollout {

namespace {

// Types of the server, see pg_type: of an element and of an array of them.
constexpr Oid int8Type = 20;
constexpr Oid int8Array = 1016;
constexpr Oid textType = 25;
constexpr Oid textArray = 1009;

/// So many rows go at once: large enough that the round trip is nothing, small enough that a
/// million rows need no gigabyte.
constexpr std::size_t rowsAtOnce = 10000;

/// What one parameter is in each row. A value that all rows have in common is kept once and sent
/// once, as most are in a step; otherwise it is an array in the server's binary form: a head, then
/// each element with its length before it.
class Column
{
public:
    explicit Column(ColumnType type)
        : m_type(type)
    {
        clear();
    }

    void add(std::int64_t value)
    {
        const auto bytes = qToBigEndian(value);
        add(std::string_view(reinterpret_cast<const char*>(&bytes), sizeof bytes));
    }
    void addNull() { add(std::nullopt); }
    void add(std::optional<std::string_view> bytes)
    {
        if (m_count == 0)
            m_first = bytes;
        else if (m_form == ColumnForm::OneValue && bytes != m_first)
            spread();
        if (m_form == ColumnForm::Values)
            append(bytes);
        ++m_count;
    }
    /// Makes it an array in any case.
    void spread()
    {
        if (std::exchange(m_form, ColumnForm::Values) == ColumnForm::Values)
            return;
        m_bytes.assign(headBytes, '\0');
        for (std::int32_t i = 0; i < m_count; ++i)
            append(m_first);
    }
    void clear()
    {
        m_form = ColumnForm::OneValue;
        m_count = 0;
        m_hasNull = false;
    }

    [[nodiscard]] ColumnForm form() const { return m_form; }
    [[nodiscard]] Oid type() const
    {
        if (m_form == ColumnForm::OneValue)
            return elementType();
        return m_type == ColumnType::Text ? textArray : int8Array;
    }
    /// Nothing for NULL; until the column is changed.
    [[nodiscard]] std::optional<std::string_view> finished()
    {
        if (m_form == ColumnForm::OneValue)
            return m_first;
        const std::int32_t head[] = {1, m_hasNull ? 1 : 0, static_cast<std::int32_t>(elementType()),
                                     m_count, 1};
        qToBigEndian<std::int32_t>(head, std::size(head), m_bytes.data());
        return m_bytes;
    }

private:
    /// Dimensions, whether there are NULLs, the element's type, the length, the first index.
    static constexpr std::size_t headBytes = 5 * sizeof(std::int32_t);

    [[nodiscard]] Oid elementType() const
    {
        return m_type == ColumnType::Text ? textType : int8Type;
    }
    void append(std::optional<std::string_view> bytes)
    {
        m_hasNull = m_hasNull || !bytes;
        addNumber(bytes ? static_cast<std::int32_t>(bytes->size()) : -1);
        m_bytes.append(bytes.value_or(std::string_view()));
    }
    void addNumber(std::int32_t number)
    {
        const auto bytes = qToBigEndian(number);
        m_bytes.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
    }

    ColumnType m_type;
    ColumnForm m_form = ColumnForm::OneValue;
    std::optional<std::string> m_first; ///< the first row's value, nothing for NULL
    std::string m_bytes;
    std::int32_t m_count = 0;
    bool m_hasNull = false;
};

class ColumnStatement final : public RowStatement
{
public:
    ColumnStatement(Connection& connection, const PostgresBackend& backend, const char* sql)
        : m_connection(connection)
        , m_backend(backend)
        , m_rowSql(sql)
    {
        for (const ColumnType type : columnsOf(m_rowSql))
            m_columns.emplace_back(type);
    }

    void add(std::int64_t value) override { m_columns[m_next++].add(value); }
    void add(std::string_view text) override { m_columns[m_next++].add(text); }
    void addNull() override { m_columns[m_next++].addNull(); }

    Result<void> execute() override
    {
        m_next = 0;
        ++m_rows;
        if (auto allowed = m_connection.observe(m_rowSql); !allowed) {
            clear();
            return allowed;
        }
        return m_rows < rowsAtOnce ? Result<void>() : finish();
    }

    Result<void> finish() override
    {
        if (m_rows == 0)
            return {};
        m_columns.back().spread();
        std::vector<ColumnForm> forms;
        std::vector<Oid> types;
        std::vector<const char*> values;
        std::vector<int> lengths;
        for (Column& column : m_columns) {
            const auto bytes = column.finished();
            forms.push_back(column.form());
            types.push_back(column.type());
            values.push_back(bytes ? bytes->data() : nullptr);
            lengths.push_back(bytes ? static_cast<int>(bytes->size()) : 0);
        }
        const std::vector<int> isBinary(m_columns.size(), 1);
        PGconn* const native = m_backend.native();
        const PgResult result(PQexecParams(native, bulkSqlOf(m_rowSql, forms).c_str(),
                                           static_cast<int>(m_columns.size()), types.data(),
                                           values.data(), lengths.data(), isBinary.data(), 0));
        clear();
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            return tl::unexpected(errorOf(native, result.get(), m_backend.where()));
        return {};
    }

private:
    void clear()
    {
        m_rows = 0;
        for (Column& column : m_columns)
            column.clear();
    }

    Connection& m_connection;
    const PostgresBackend& m_backend;
    const std::string m_rowSql;
    std::vector<Column> m_columns;
    std::size_t m_next = 0; ///< the column of the next parameter
    std::size_t m_rows = 0;
};

/// One statement a row.
class SpelledStatement final : public RowStatement
{
public:
    SpelledStatement(Connection& connection, const char* sql)
        : m_connection(connection)
        , m_sql(QString::fromLatin1(sql))
    {
    }

    void add(std::int64_t value) override { m_values.append(QVariant(qlonglong(value))); }
    void add(std::string_view text) override { m_values.append(textValue(text)); }
    void addNull() override { m_values.append(QVariant(QMetaType(QMetaType::QByteArray))); }
    Result<void> execute() override
    {
        return m_connection.run(m_sql, std::exchange(m_values, {})).map([](std::int64_t) {});
    }

private:
    Connection& m_connection;
    const QString m_sql;
    QVariantList m_values;
};

} // namespace

std::unique_ptr<RowStatement> postgresRows(Connection& connection, const PostgresBackend& backend,
                                           const char* sql)
{
    if (backend.native() == nullptr)
        return std::make_unique<SpelledStatement>(connection, sql);
    if (auto copied = copiedRows(connection, backend, sql))
        return copied;
    return std::make_unique<ColumnStatement>(connection, backend, sql);
}

} // namespace rollout
