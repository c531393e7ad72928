#include "store/sql_store.h"

#include "store/definitions.h"
#include "store/fleet_reader.h"
#include "store/journal_reader.h"
#include "store/share_reader.h"

namespace rollout {

SqlStore::SqlStore(std::unique_ptr<Connection> connection, Opened opened)
    : m_connection(std::move(connection))
    , m_writer(*m_connection)
    , m_opened(opened)
{
}

Result<std::vector<StoredNamespace>> SqlStore::namespaces()
{
    return readNamespaces(*m_connection);
}

Result<std::vector<StoredEntity>> SqlStore::entities()
{
    return readEntities(*m_connection);
}

Result<NamespaceKey> SqlStore::createNamespace(std::string_view name, Time)
{
    return rollout::createNamespace(*m_connection, name);
}

Result<void> SqlStore::renameNamespace(NamespaceKey key, std::string_view name)
{
    return rollout::renameNamespace(*m_connection, key, name);
}

Result<void> SqlStore::deleteNamespace(NamespaceKey key, Time now)
{
    return rollout::deleteNamespace(*m_connection, key, now);
}

Result<void> SqlStore::restoreNamespace(NamespaceKey key, Time now)
{
    return rollout::restoreNamespace(*m_connection, key, now);
}

Result<EntityKey> SqlStore::createEntity(NamespaceKey parent, std::string_view name, Time now,
                                         const std::optional<SimulationSettings>& simulation)
{
    return rollout::createEntity(*m_connection, parent, name, now, simulation);
}

Result<void> SqlStore::renameEntity(EntityKey key, std::string_view name, Time now)
{
    return rollout::renameEntity(*m_connection, key, name, now);
}

Result<void> SqlStore::deleteEntity(EntityKey key, Time now)
{
    return rollout::deleteEntity(*m_connection, key, now);
}

Result<void> SqlStore::restoreEntity(EntityKey key, Time now)
{
    return rollout::restoreEntity(*m_connection, key, now);
}

Result<EntityState> SqlStore::load(EntityKey key)
{
    // A read transaction: every row is of the same moment, whoever else writes.
    auto transaction = Transaction::beginReading(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return readEntity(*m_connection, key);
}

Result<void> SqlStore::commit(const Commit& commit)
{
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto done = m_writer.write(commit).and_then([&] { return transaction->commit(); });
    if (!done)
        m_writer.forget();
    return done;
}

Result<std::vector<JournalRow>> SqlStore::journalBefore(const JournalFilter& filter,
                                                        std::int64_t before, int limit)
{
    return readJournal(*m_connection, filter, JournalDirection::Older, before, limit);
}

Result<std::vector<JournalRow>> SqlStore::journalAfter(const JournalFilter& filter,
                                                       std::int64_t after, int limit)
{
    return readJournal(*m_connection, filter, JournalDirection::Newer, after, limit);
}

Result<std::vector<ShareSample>> SqlStore::shares(EntityKey key, Time from)
{
    return readShares(*m_connection, key, from);
}

} // namespace rollout
