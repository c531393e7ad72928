#pragma once

// One connection to a database and the ways to ask it. Used in the thread that opened it. A
// connection that is lost is made anew at its next use outside of a transaction; while the database
// does not answer, it is tried again in growing intervals, and every call in between is refused at
// once with Unreachable.

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/backend.h"
#include "store/open_store.h"
#include "store/store_url.h"

namespace rollout {

/// Rows of a SELECT, read once from first to last.
class Rows
{
public:
    Rows(QSqlQuery query, const Backend& backend)
        : m_query(std::move(query))
        , m_backend(&backend)
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
    const Backend* m_backend;
};

class Connection
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Connection>>
    open(const StoreUrl& url, Access access, const StoreOptions& options);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement; the number of rows it changed.
    [[nodiscard]] Result<std::int64_t> run(const QString& sql, const QVariantList& values = {});
    [[nodiscard]] Result<Rows> select(const QString& sql, const QVariantList& values = {});
    /// The first column of the first row, or `otherwise`.
    [[nodiscard]] Result<std::int64_t> integer(const QString& sql, const QVariantList& values = {},
                                               std::int64_t otherwise = 0);
    /// The key `id` that the row of the INSERT was given; 0 when it made none.
    [[nodiscard]] Result<std::int64_t> insert(const QString& sql, const QVariantList& values);

    [[nodiscard]] Backend& backend() { return *m_backend; }
    [[nodiscard]] const Dialect& dialect() const { return m_backend->dialect(); }
    /// Where the store is, for sentences.
    [[nodiscard]] const std::string& where() const { return m_where; }
    [[nodiscard]] const QSqlDatabase& database() const { return m_database; }
    /// Asks the observer, if there is one; an error if it wants the statement to fail.
    [[nodiscard]] Result<void> observe(std::string_view sql) const;

private:
    friend class Transaction;
    Connection(const StoreUrl& url, Access access, StoreOptions options);
    [[nodiscard]] Result<QSqlQuery> execute(const QString& sql, const QVariantList& values);
    [[nodiscard]] Result<QSqlQuery> tryToExecute(const QString& sql, const QVariantList& values);
    [[nodiscard]] Result<void> openAgain(const Error& why);
    /// Undoes the open transaction. Never observed: a test that fails every statement gets it too.
    void rollBack();

    QString m_name;
    std::unique_ptr<Backend> m_backend;
    QSqlDatabase m_database;
    StoreOptions m_options;
    std::string m_where;
    bool m_isInTransaction = false;
    std::optional<Error> m_lost; ///< why the database cannot be asked; nothing: it can
    std::chrono::milliseconds m_pause{0}; ///< from one try to open a lost connection to the next
    std::chrono::steady_clock::time_point m_nextTry;
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
    [[nodiscard]] static Result<Transaction> begin(Connection& connection, const QString& sql);
    explicit Transaction(Connection& connection)
        : m_connection(&connection)
    {
    }
    Connection* m_connection;
};

} // namespace rollout
