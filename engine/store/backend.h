#pragma once

// What a connection does its own way on each kind of database: opening, naming errors, writing many
// rows. What it only *says* its own way is in Dialect.

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>
#include <QVariantList>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/result.h"
#include "store/change_listener.h"
#include "store/dialect.h"
#include "store/open_store.h"
#include "store/row_statement.h"
#include "store/store_url.h"

namespace rollout {

class Connection;

enum class Access {
    ReadWrite, ///< creates the file if need be
    Immutable, ///< looks without a lock and without leaving a trace; only while nobody writes.
               ///< Files
};

/// One a connection, used in its thread.
class Backend
{
public:
    virtual ~Backend() = default;

    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    /// The name of Qt's driver.
    [[nodiscard]] virtual QString driver() const = 0;
    /// Opens `database`, which is closed; also again, after it was lost.
    [[nodiscard]] virtual Result<void> open(QSqlDatabase& database) = 0;
    /// Called before `database` is closed.
    virtual void closing() { }
    /// The statement failed with `error`; ErrorCode::Unreachable when the connection is lost.
    [[nodiscard]] virtual Error errorOf(const QSqlError& error) const = 0;
    /// Executes `sql`, in the words of dialect.h, with values for its parameters.
    [[nodiscard]] virtual bool execute(QSqlQuery& query, const QString& sql,
                                       const QVariantList& values) const = 0;
    /// See RowStatement::make().
    [[nodiscard]] virtual std::unique_ptr<RowStatement> rowStatement(Connection& connection,
                                                                     const char* sql) = 0;
    /// See Store::listener(); hints of `session` are its own.
    [[nodiscard]] virtual std::unique_ptr<ChangeListener> listener(std::int64_t session) const = 0;
    /// Whether closing leaves the log beside the file as it is.
    virtual void keepLog(bool /*keep*/) { }

    [[nodiscard]] static std::unique_ptr<Backend> make(const StoreUrl& url, Access access,
                                                       BulkWriting bulkWriting);
};

} // namespace rollout
