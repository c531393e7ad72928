#include "store/sql_store.h"

#include <QString>
#include <thread>

#include "store/definitions.h"
#include "store/fleet_reader.h"
#include "store/history_rows.h"
#include "store/journal_reader.h"
#include "store/patience.h"
#include "store/policy_rows.h"
#include "store/postgres_listener.h"
#include "store/retention.h"
#include "store/revision_reader.h"
#include "store/setting.h"
#include "store/share_reader.h"
#include "store/share_thinning.h"

using namespace Qt::StringLiterals;

namespace rollout {

SqlStore::SqlStore(std::unique_ptr<Connection> connection, Opened opened)
    : m_connection(std::move(connection))
    , m_writer(*m_connection)
    , m_opened(opened)
{
    if (m_connection->dialect().isServed)
        m_marks.emplace(*m_connection);
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
    return told(rollout::createNamespace(*m_connection, name));
}

Result<void> SqlStore::renameNamespace(NamespaceKey key, std::string_view name)
{
    return told(rollout::renameNamespace(*m_connection, key, name));
}

Result<void> SqlStore::deleteNamespace(NamespaceKey key, Time now)
{
    return told(rollout::deleteNamespace(*m_connection, key, now));
}

Result<void> SqlStore::restoreNamespace(NamespaceKey key, Time now)
{
    return told(rollout::restoreNamespace(*m_connection, key, now));
}

Result<EntityKey> SqlStore::createEntity(NamespaceKey parent, std::string_view name, Time now,
                                         const std::optional<SimulationSettings>& simulation)
{
    return told(rollout::createEntity(*m_connection, parent, name, now, simulation));
}

Result<void> SqlStore::renameEntity(EntityKey key, std::string_view name, Time now)
{
    return told(rollout::renameEntity(*m_connection, key, name, now));
}

Result<void> SqlStore::deleteEntity(EntityKey key, Time now)
{
    return told(rollout::deleteEntity(*m_connection, key, now));
}

Result<void> SqlStore::restoreEntity(EntityKey key, Time now)
{
    return told(rollout::restoreEntity(*m_connection, key, now));
}

Result<EntityState> SqlStore::load(EntityKey key)
{
    // What was lost in the middle of reading is read again from the beginning.
    for (int attempt = 1;; ++attempt) {
        auto state = tryToLoad(key);
        if (state || state.error().code != ErrorCode::Unreachable
            || attempt >= m_connection->dialect().attempts)
            return state;
        std::this_thread::sleep_for(patientPause);
    }
}

Result<EntityState> SqlStore::tryToLoad(EntityKey key)
{
    // A read transaction: every row is of the same moment, whoever else writes.
    auto transaction = Transaction::beginReading(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return readEntity(*m_connection, key);
}

/// Undone as a whole when `work` or the end of the transaction fails.
template <typename Work>
auto SqlStore::inTransaction(Work work) -> decltype(work())
{
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto outcome = work();
    if (!outcome)
        return outcome;
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return outcome;
}

/// Writes rows in a transaction that leaves a mark. Tries again when others got in the way, and for
/// a while when the connection was lost. After a loss the rows may have been written, although
/// nobody said so: then they cannot be written again, and the mark is there.
template <typename Work>
Result<void> SqlStore::writeMarked(Work work)
{
    const auto attempt = [&] {
        // The mark first: should this session's last transaction not have ended yet, it is waited
        // for.
        auto done = inTransaction(
            [&] { return (m_marks ? m_marks->write() : Result<void>()).and_then(work); });
        if (!done)
            m_writer.forget();
        return done;
    };
    if (auto begun = m_marks ? m_marks->begin() : Result<void>(); !begun)
        return begun;
    auto [done, wasLost] = tryPatiently(m_connection->dialect().attempts, attempt);
    if (done || !wasLost || !m_marks || done.error().code == ErrorCode::Unreachable)
        return std::move(done);
    return m_marks->isWritten().and_then(
        [&, &refusal = done](bool isWritten) { return isWritten ? Result<void>() : refusal; });
}

/// A policy or a setting as a whole, which may be written again without harm. One that is not there
/// to be deleted after a loss is gone, which is what was asked for.
template <typename Work>
Result<void> SqlStore::writeWhole(Work work)
{
    auto [done, wasLost] =
        tryPatiently(m_connection->dialect().attempts, [&] { return inTransaction(work); });
    const bool isGone = !done && wasLost && done.error().code == ErrorCode::NotFound;
    return told(isGone ? Result<void>() : std::move(done));
}

Result<EntityKey> SqlStore::createEntity(NamespaceKey parent, std::string_view name,
                                         const EntitySeed& seed)
{
    EntityKey key{};
    const auto write = [&] {
        return insertEntity(*m_connection, parent, name).and_then([&](EntityKey made) {
            key = made;
            return m_writer.write(Commit{made, EntityState{}, seed.state, seed.journal});
        });
    };
    return told(writeMarked(write)).map([&] { return key; });
}

Result<void> SqlStore::commit(const Commit& commit)
{
    return told(writeMarked([&] { return m_writer.write(commit); }));
}

/// A transaction of its own: within the commit's it would make all commits wait for each other, and
/// a database that cannot do it would undo them.
void SqlStore::hint()
{
    if (!m_marks)
        return;
    if (const auto session = m_marks->session())
        (void)m_connection->run(
            u"NOTIFY %1, '%2'"_s.arg(QLatin1StringView(changeChannel)).arg(*session));
}

Result<Revisions> SqlStore::revisions()
{
    return readRevisions(*m_connection);
}

std::unique_ptr<ChangeListener> SqlStore::listener()
{
    const auto session = m_marks ? m_marks->session() : Result<std::int64_t>(0);
    return m_connection->backend().listener(session.value_or(0));
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

Result<std::vector<StoredPolicy>> SqlStore::policies()
{
    return readPolicies(*m_connection);
}

Result<void> SqlStore::savePolicy(std::string_view name, std::string_view body)
{
    return writeWhole([&] { return rollout::savePolicy(*m_connection, name, body); });
}

Result<void> SqlStore::deletePolicy(std::string_view name)
{
    return writeWhole([&] { return rollout::deletePolicy(*m_connection, name); });
}

Result<FailureCounts> SqlStore::failures(const FailureFilter& filter)
{
    return readFailures(*m_connection, filter);
}

Result<std::optional<std::string>> SqlStore::setting(std::string_view name)
{
    return readSetting(*m_connection, name);
}

Result<void> SqlStore::setSetting(std::string_view name, const std::optional<std::string>& value)
{
    return writeWhole([&] { return writeSetting(*m_connection, name, value); });
}

Result<Upkeep> SqlStore::planUpkeep(EntityKey key, Time now,
                                    const std::optional<std::chrono::days>& retention)
{
    auto transaction = Transaction::beginReading(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return rollout::planUpkeep(*m_connection, key, now, retention);
}

/// What is undone will be done again: the place to go on is what it was.
Result<bool> SqlStore::doSlice(Upkeep& upkeep, Result<bool> (*slice)(Connection&, Upkeep&))
{
    const Upkeep::Place place = upkeep.next;
    auto hasMore = inTransaction([&] { return slice(*m_connection, upkeep); });
    if (!hasMore)
        upkeep.next = place;
    return hasMore;
}

Result<bool> SqlStore::thinShares(Upkeep& upkeep)
{
    return doSlice(upkeep, &rollout::thinShares);
}

Result<bool> SqlStore::pruneJournal(Upkeep& upkeep)
{
    return doSlice(upkeep, &rollout::pruneJournal);
}

} // namespace rollout
