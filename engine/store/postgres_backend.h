#pragma once

// PostgreSQL by way of Qt's driver, and libpq's own handle for rows written in bulk.

#include <optional>
#include <string>

#include "store/backend.h"
#include "store/postgres_link.h"

namespace rollout {

class PostgresBackend final : public Backend
{
public:
    PostgresBackend(PostgresPlace place, BulkWriting bulkWriting);

    [[nodiscard]] const Dialect& dialect() const override { return postgresDialect(); }
    [[nodiscard]] QString driver() const override;
    [[nodiscard]] Result<void> open(QSqlDatabase& database) override;
    void closing() override { m_native = nullptr; }
    [[nodiscard]] Error errorOf(const QSqlError& error) const override;
    /// Values are spelled out in the statement, by the driver: one round trip instead of three, and
    /// nothing that a lost connection or an undone transaction would leave behind.
    [[nodiscard]] bool execute(QSqlQuery& query, const QString& sql,
                               const QVariantList& values) const override;
    [[nodiscard]] std::unique_ptr<RowStatement> rowStatement(Connection& connection,
                                                             const char* sql) override;
    [[nodiscard]] std::unique_ptr<ChangeListener> listener(std::int64_t session) const override;

    /// Null if Qt's driver carries another copy of libpq; another one after open().
    [[nodiscard]] PGconn* native() const { return m_native; }
    [[nodiscard]] const std::string& where() const { return m_where; }

private:
    const PostgresPlace m_place;
    const std::string m_where;
    const BulkWriting m_bulkWriting;
    PGconn* m_native = nullptr;
};

} // namespace rollout
