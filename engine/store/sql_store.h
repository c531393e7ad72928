#pragma once

// The store over a SQL connection: hands every call to the file that knows its rows.

#include <memory>
#include <optional>

#include "store/commit_marks.h"
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
    [[nodiscard]] Result<EntityKey> createEntity(NamespaceKey parent, std::string_view name,
                                                 const EntitySeed& seed) override;
    [[nodiscard]] Result<void> renameEntity(EntityKey key, std::string_view name,
                                            Time now) override;
    [[nodiscard]] Result<void> deleteEntity(EntityKey key, Time now) override;
    [[nodiscard]] Result<void> restoreEntity(EntityKey key, Time now) override;

    [[nodiscard]] Result<EntityState> load(EntityKey key) override;
    [[nodiscard]] Result<void> commit(const Commit& commit) override;

    [[nodiscard]] Result<Revisions> revisions() override;
    [[nodiscard]] std::unique_ptr<ChangeListener> listener() override;

    [[nodiscard]] Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) override;
    [[nodiscard]] Result<std::vector<JournalRow>>
    journalAfter(const JournalFilter& filter, std::int64_t after, int limit) override;
    [[nodiscard]] Result<std::vector<ShareSample>> shares(EntityKey key, Time from) override;
    [[nodiscard]] Result<FailureCounts> failures(const FailureFilter& filter) override;
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view name) override;
    [[nodiscard]] Result<void> setSetting(std::string_view name,
                                          const std::optional<std::string>& value) override;
    [[nodiscard]] Result<Upkeep>
    planUpkeep(EntityKey key, Time now, const std::optional<std::chrono::days>& retention) override;
    [[nodiscard]] Result<bool> thinShares(Upkeep& upkeep) override;
    [[nodiscard]] Result<bool> pruneJournal(Upkeep& upkeep) override;

    [[nodiscard]] Result<std::vector<StoredPolicy>> policies() override;
    [[nodiscard]] Result<void> savePolicy(std::string_view name, std::string_view body) override;
    [[nodiscard]] Result<void> deletePolicy(std::string_view name) override;

private:
    [[nodiscard]] Result<EntityState> tryToLoad(EntityKey key);
    void hint();
    /// The outcome of a change; others are told of it.
    template <typename T>
    Result<T> told(Result<T> outcome)
    {
        if (outcome)
            hint();
        return outcome;
    }

    [[nodiscard]] Result<bool> doSlice(Upkeep& upkeep, Result<bool> (*slice)(Connection&, Upkeep&));
    template <typename Work>
    auto inTransaction(Work work) -> decltype(work());
    template <typename Work>
    [[nodiscard]] Result<void> writeMarked(Work work);
    template <typename Work>
    [[nodiscard]] Result<void> writeWhole(Work work);

    std::unique_ptr<Connection> m_connection; // outlives what follows
    std::optional<CommitMarks> m_marks; ///< of a server's database only
    CommitWriter m_writer;
    const Opened m_opened;
};

} // namespace rollout
