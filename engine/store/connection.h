#pragma once

// One connection to a database and the ways to ask it. Used in the thread that opened it.

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/open_store.h"

struct sqlite3;

namespace rollout {

/// Rows of a SELECT, read once from first to last.
class Rows
{
public:
    Rows(QSqlQuery query, std::string where)
        : m_query(std::move(query))
        , m_where(std::move(where))
    {
    }
    [[nodiscard]] bool next() { return m_query.next(); }
    [[nodiscard]] std::int64_t integer(int column) const
    {
        return m_query.value(column).toLongLong();
    }
    /// Of a column selected as {bytes …}; NULL is the empty text.
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    /// After next() said no: an error if the rows ended before their end.
    [[nodiscard]] Result<void> end() const;

private:
    QSqlQuery m_query;
    std::string m_where;
};

enum class Access {
    ReadWrite, ///< creates the file if need be
    Immutable, ///< looks without a lock and without leaving a trace; only while nobody writes
};

class Connection
{
public:
    /// `path` is absolute, or empty for a private database in memory.
    [[nodiscard]] static Result<std::unique_ptr<Connection>>
    open(const QString& path, Access access, const StoreOptions& options);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement; the number of rows it changed.
    [[nodiscard]] Result<std::int64_t> run(const QString& sql, const QVariantList& values = {});
    [[nodiscard]] Result<Rows> select(const QString& sql, const QVariantList& values = {});
    /// The first column of the first row, or `otherwise`.
    [[nodiscard]] Result<std::int64_t> integer(const QString& sql, const QVariantList& values = {},
                                               std::int64_t otherwise = 0);
    /// The key that the last INSERT was given.
    [[nodiscard]] Result<std::int64_t> insert(const QString& sql, const QVariantList& values);

    /// Undoes the open transaction, if there is one. Never observed: a test that fails every
    /// statement gets it too.
    void rollBack();

    /// Whether closing leaves the log beside the file as it is.
    void keepLog(bool keep);

    /// SQLite's own handle, or null if Qt's driver carries another copy of SQLite than this
    /// program.
    [[nodiscard]] sqlite3* native() const { return m_native; }
    /// Where the store is, for sentences.
    [[nodiscard]] const std::string& where() const { return m_where; }
    [[nodiscard]] const QSqlDatabase& database() const { return m_database; }
    /// Asks the observer, if there is one; an error if it wants the statement to fail.
    [[nodiscard]] Result<void> observe(std::string_view sql) const;

private:
    Connection(const QString& path, StoreOptions options);
    [[nodiscard]] Result<QSqlQuery> execute(const QString& sql, const QVariantList& values);
    void findNative();

    QString m_name;
    QSqlDatabase m_database;
    StoreOptions m_options;
    std::string m_where;
    sqlite3* m_native = nullptr;
};

/// Undoes what was written since it was made, unless commit() succeeded.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Connection& connection);
    /// Everything read in it is of one moment. Needs no commit().
    [[nodiscard]] static Result<Transaction> beginReading(Connection& connection);
    Transaction(Transaction&& other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr))
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Connection& connection)
        : m_connection(&connection)
    {
    }
    Connection* m_connection;
};

} // namespace rollout
