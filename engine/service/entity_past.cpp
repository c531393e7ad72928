// What an entity is called, what it was, and what others made of it.

#include <utility>

#include "service/entity.h"

namespace rollout {

void Entity::setNames(std::string namespaceName, std::string name)
{
    {
        const std::lock_guard guard(m_snapshotMutex);
        m_namespaceName = std::move(namespaceName);
        m_name = std::move(name);
        auto renamed = std::make_shared<EntitySnapshot>(*m_snapshot);
        renamed->namespaceName = m_namespaceName;
        renamed->entityName = m_name;
        m_snapshot = std::move(renamed);
    }
    announce();
}

EntitySnapshot Entity::present()
{
    const std::lock_guard guard(m_stateMutex);
    EntitySnapshot now = taken();
    const auto named = snapshot();
    now.namespaceName = named->namespaceName;
    now.entityName = named->entityName;
    return now;
}

void Entity::beginPast()
{
    const std::lock_guard guard(m_stateMutex);
    m_past.add(snapshot(), StepHistory::Made::Otherwise, {});
}

Result<void> Entity::retell(std::uint64_t first, std::span<const JournalRecord> rows)
{
    const auto oldest = m_past.at(first);
    if (!oldest)
        return tl::unexpected(oldest.error());
    return m_past.precede(first, Replay((*oldest)->state, rows));
}

/// Under the names that it has now.
Result<SnapshotPtr> Entity::snapshotAt(std::uint64_t moment) const
{
    return m_past.at(moment).map([this](const SnapshotPtr& then) -> SnapshotPtr {
        const auto named = snapshot();
        auto renamed = std::make_shared<EntitySnapshot>(*then);
        renamed->namespaceName = named->namespaceName;
        renamed->entityName = named->entityName;
        return renamed;
    });
}

bool Entity::catchUp(std::uint64_t revision)
{
    const std::lock_guard guard(m_stateMutex);
    return !m_isDeleted && revision > m_state.revision && reload().has_value();
}

} // namespace rollout
