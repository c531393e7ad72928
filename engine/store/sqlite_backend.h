#pragma once

// SQLite by way of Qt's driver, and its own handle for rows written in bulk and for waiting.

#include <chrono>

#include "store/backend.h"

struct sqlite3;

namespace rollout {

class SqliteBackend final : public Backend
{
public:
    SqliteBackend(StoreUrl url, Access access, BulkWriting bulkWriting)
        : m_url(std::move(url))
        , m_access(access)
        , m_bulkWriting(bulkWriting)
    {
    }

    [[nodiscard]] const Dialect& dialect() const override { return sqliteDialect(); }
    [[nodiscard]] QString driver() const override;
    [[nodiscard]] Result<void> open(QSqlDatabase& database) override;
    [[nodiscard]] Error errorOf(const QSqlError& error) const override;
    [[nodiscard]] bool execute(QSqlQuery& query, const QString& sql,
                               const QVariantList& values) const override;
    [[nodiscard]] std::unique_ptr<RowStatement> rowStatement(Connection& connection,
                                                             const char* sql) override;
    [[nodiscard]] std::unique_ptr<ChangeListener> listener(std::int64_t session) const override;
    void keepLog(bool keep) override;

private:
    [[nodiscard]] static int waitForTurn(void* backend, int tries);

    const StoreUrl m_url;
    const Access m_access;
    const BulkWriting m_bulkWriting;
    std::chrono::steady_clock::time_point m_waitingSince; ///< for another program's lock
    sqlite3* m_native = nullptr; ///< null if Qt's driver carries another copy of SQLite
};

} // namespace rollout
