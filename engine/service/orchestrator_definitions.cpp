// What people define: namespaces, entities, targets, and how a fleet is simulated.

#include <algorithm>

#include "service/orchestrator_private.h"

namespace rollout {

namespace {

Error targetExists(std::string_view group, std::string_view name)
{
    return {ErrorCode::AlreadyExists,
            "group \"" + std::string(group) + "\" has a target \"" + std::string(name)
                + "\" already"};
}

/// What a report changed that no step follows at once.
std::vector<JournalEntry> journalBetweenSteps(const EntityState& before, const EntityState& next,
                                              const RecordChanges& changes)
{
    auto journal = journalOfReport(before, next, changes);
    for (JournalEntry& entry : journal)
        entry.step = next.step + 1; // it belongs to the step to come
    return journal;
}

} // namespace

Result<NamespaceKey> Orchestrator::createNamespace(std::string_view name)
{
    if (auto ok = checkName("namespace name", name); !ok)
        return tl::unexpected(ok.error());
    return d->directory.define(
        [&](Store& store) { return store.createNamespace(name, d->liveClock.now()); });
}

Result<void> Orchestrator::renameNamespace(NamespaceKey key, std::string_view name)
{
    if (auto ok = checkName("namespace name", name); !ok)
        return ok;
    return d->directory.define([&](Store& store) { return store.renameNamespace(key, name); });
}

Result<void> Orchestrator::deleteNamespace(NamespaceKey key)
{
    const auto listing = d->directory.listing();
    for (const DirectoryNode& node : *listing)
        for (const auto& entity : node.entities)
            if (node.key == key)
                if (auto ok = d->checkUnlocked(entity.key); !ok)
                    return ok;
    return d->directory.define(
        [&](Store& store) { return store.deleteNamespace(key, d->liveClock.now()); });
}

Result<void> Orchestrator::restoreNamespace(NamespaceKey key)
{
    return d->directory.define(
        [&](Store& store) { return store.restoreNamespace(key, d->liveClock.now()); });
}

Result<EntityKey> Orchestrator::createEntity(std::string_view ns, std::string_view name,
                                             const std::optional<SimulationSettings>& simulation)
{
    if (simulation)
        if (auto ok = checkSimulation(*simulation); !ok)
            return tl::unexpected(ok.error());
    const Time now = simulation ? d->simulationClock.now() : d->liveClock.now();
    return d->directory.create(ns, name, now, simulation).map([](const EntityPtr& entity) {
        return entity->key();
    });
}

Result<EntityKey> Orchestrator::createEntity(std::string_view ns, std::string_view name,
                                             const EntityState& established,
                                             const Signature& signature)
{
    auto key = createEntity(ns, name, established.simulation);
    if (!key)
        return key;
    auto filled = d->with(d->directory.find(*key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            const EntityState before = next;
            next = established;
            next.step = before.step;
            next.revision = before.revision;
            next.lastChangedAt = before.lastChangedAt;
            std::vector<TargetId> targets = next.fleet.order();
            std::sort(targets.begin(), targets.end());
            auto journal = journalBetweenSteps(before, next, {std::move(targets), {}});
            journal.push_back(signedEntry(JournalKind::VersionAsked, next, signature));
            journal.back().previous = next.rollout.rolling;
            journal.back().version = next.rollout.target;
            return journal;
        });
    });
    if (filled)
        return key;
    (void)deleteEntity(*key); // nothing half-done stays
    return tl::unexpected(filled.error());
}

Result<void> Orchestrator::renameEntity(EntityKey key, std::string_view name)
{
    if (auto ok = checkName("entity name", name); !ok)
        return ok;
    if (auto ok = d->checkUnlocked(key); !ok)
        return ok;
    return d->directory.define(
        [&](Store& store) { return store.renameEntity(key, name, d->liveClock.now()); });
}

Result<void> Orchestrator::deleteEntity(EntityKey key)
{
    const auto entity = d->directory.find(key);
    if (!entity)
        return tl::unexpected(entity.error());
    // Marked first, so that nothing is written to it any more.
    if (auto ok = (*entity)->beginDeleting(); !ok)
        return ok;
    auto ok = d->directory.define(
        [&](Store& store) { return store.deleteEntity(key, d->liveClock.now()); });
    // Not when it is gone all the same, by somebody else's hand.
    if (const auto there = d->directory.find(key); !ok && there && *there == *entity)
        (*entity)->setDeleted(false);
    return ok;
}

Result<void> Orchestrator::restoreEntity(EntityKey key)
{
    return d->directory.define(
        [&](Store& store) { return store.restoreEntity(key, d->liveClock.now()); });
}

Result<void> Orchestrator::createTarget(EntityKey key, const ClientState& target)
{
    if (auto ok = checkClientState(target); !ok)
        return ok;
    return d->with(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time now) -> Result<std::vector<JournalEntry>> {
            if (next.fleet.find(target.group, target.name))
                return tl::unexpected(targetExists(target.group, target.name));
            const EntityState before = next;
            createTargets(next.fleet, {&target, 1}, recordContext(before, now));
            const RecordChanges changes{{static_cast<TargetId>(before.fleet.slots())}, {}};
            return journalBetweenSteps(before, next, changes);
        });
    });
}

Result<void> Orchestrator::renameTarget(EntityKey key, TargetId target, std::string_view group,
                                        std::string_view name)
{
    if (auto ok = checkName("target name", name); !ok)
        return ok;
    if (auto ok = checkOptionalName("group", group); !ok)
        return ok;
    return d->with(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            if (!next.fleet.isLive(target))
                return failure(ErrorCode::NotFound, "that target does not exist any more");
            if (next.fleet.find(group, name))
                return tl::unexpected(targetExists(group, name));
            JournalEntry entry = entityEntry(JournalKind::TargetRenamed, next,
                                             std::string(next.fleet.group(target)) + "/"
                                                 + std::string(next.fleet.name(target)));
            entry.target = target;
            next.fleet.rename(target, group, name);
            return std::vector{std::move(entry)};
        });
    });
}

Result<void> Orchestrator::deleteTargets(EntityKey key, std::span<const TargetId> targets)
{
    return d->with(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            std::vector<TargetId> live(targets.begin(), targets.end());
            std::sort(live.begin(), live.end());
            live.erase(std::unique(live.begin(), live.end()), live.end());
            std::erase_if(live, [&](TargetId id) { return !next.fleet.isLive(id); });
            next.fleet.remove(live);
            std::vector<JournalEntry> journal;
            for (const TargetId id : live) {
                journal.push_back(entityEntry(JournalKind::TargetRemoved, next));
                journal.back().target = id;
            }
            return journal;
        });
    });
}

Result<void> Orchestrator::setSimulation(EntityKey key,
                                         const std::optional<SimulationSettings>& settings)
{
    if (settings)
        if (auto ok = checkSimulation(*settings); !ok)
            return ok;
    return d->with(d->directory.find(key), [&](Entity& entity) {
        // A live fleet that becomes a simulated one goes on from now, not from where simulations
        // stood.
        const SnapshotPtr now = entity.snapshot();
        if (settings && !now->state.isSimulated())
            d->simulationClock.advanceTo(now->state.lastChangedAt);
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            const auto before = std::exchange(next.simulation, settings);
            if (before && next.simulation)
                next.simulation->clockLag = before->clockLag; // its clock goes on as it did
            return std::vector<JournalEntry>{};
        });
    });
}

} // namespace rollout
