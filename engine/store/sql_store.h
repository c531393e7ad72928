#pragma once

// The store over a SQL connection: hands every call to the file that knows its rows.

#include <memory>

#include "store/commit_writer.h"
#include "store/connection.h"
#include "store/store.h"

namespace rollout {

class SqlStore : public Store
{
public:
    SqlStore(std::unique_ptr<Connection> connection, Opened opened);

    [[nodiscard]] Opened opened() const override { return m_opened; }
    [[nodiscard]] Result<std::vector<StoredNamespace>> namespaces() override;
    [[nodiscard]] Result<std::vector<StoredEntity>> entities() override;

    [[nodiscard]] Result<NamespaceKey> createNamespace(std::string_view name, Time now) override;
    [[nodiscard]] Result<void> renameNamespace(NamespaceKey key, std::string_view name) override;
    [[nodiscard]] Result<void> deleteNamespace(NamespaceKey key, Time now) override;
    [[nodiscard]] Result<void> restoreNamespace(NamespaceKey key, Time now) override;

    [[nodiscard]] Result<EntityKey>
    createEntity(NamespaceKey parent, std::string_view name, Time now,
                 const std::optional<SimulationSettings>& simulation) override;
    [[nodiscard]] Result<void> renameEntity(EntityKey key, std::string_view name,
                                            Time now) override;
    [[nodiscard]] Result<void> deleteEntity(EntityKey key, Time now) override;
    [[nodiscard]] Result<void> restoreEntity(EntityKey key, Time now) override;

    [[nodiscard]] Result<EntityState> load(EntityKey key) override;
    [[nodiscard]] Result<void> commit(const Commit& commit) override;

    [[nodiscard]] Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) override;
    [[nodiscard]] Result<std::vector<JournalRow>>
    journalAfter(const JournalFilter& filter, std::int64_t after, int limit) override;
    [[nodiscard]] Result<std::vector<ShareSample>> shares(EntityKey key, Time from) override;

private:
    std::unique_ptr<Connection> m_connection; // outlives the writer's prepared statements
    CommitWriter m_writer;
    const Opened m_opened;
};

} // namespace rollout
