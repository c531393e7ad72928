// What people define: namespaces, entities, targets, and how a fleet is simulated.

#include <algorithm>

#include "service/orchestrator_private.h"

namespace rollout {

namespace {

Result<void> checkModel(const VersionModel& model)
{
    const auto isProbability = [](double p) { return p >= 0.0 && p <= 1.0; };
    const auto refuse = [&](const std::string& what) {
        return failure(ErrorCode::InvalidArgument,
                       what + " of version \"" + model.version + "\" must be from 0 to 1");
    };
    if (!isProbability(model.failProbability))
        return refuse("the failure probability");
    if (!isProbability(model.neverAdoptProbability))
        return refuse("the probability of never adopting");
    if (!isProbability(model.silentProbability))
        return refuse("the probability of falling silent");
    if (!isProbability(model.falsePositiveProbability))
        return refuse("the probability of a false error");
    if (model.latentMean < Milliseconds(0) || model.latentMean > maximumTimeout)
        return failure(ErrorCode::InvalidArgument,
                       "the mean time to failure of version \"" + model.version
                           + "\" must be from 0 s to ten years");
    return {};
}

Error targetExists(std::string_view group, std::string_view name)
{
    return {ErrorCode::AlreadyExists,
            "group \"" + std::string(group) + "\" has a target \"" + std::string(name)
                + "\" already"};
}

Result<void> checkSimulation(const SimulationSettings& settings)
{
    if (settings.tick < Seconds(1) || settings.tick > std::chrono::hours(24))
        return failure(ErrorCode::InvalidArgument, "the tick must be from 1 s to a day");
    if (settings.adoptMedian < Milliseconds(0) || settings.adoptMedian > maximumTimeout)
        return failure(ErrorCode::InvalidArgument,
                       "the adoption delay must be from 0 s to ten years");
    if (!(settings.adoptSigma >= 0.0 && settings.adoptSigma <= 10.0))
        return failure(ErrorCode::InvalidArgument,
                       "the spread of the adoption delay must be from 0 to 10");
    for (const VersionModel& model : settings.versions)
        if (auto ok = checkModel(model); !ok)
            return ok;
    return {};
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

Result<void> Orchestrator::renameEntity(EntityKey key, std::string_view name)
{
    if (auto ok = checkName("entity name", name); !ok)
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
    (*entity)->setDeleted(true);
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
            return journalOfReport(before, next, changes);
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
        const Time last = entity.snapshot()->state.lastChangedAt;
        if (settings)
            d->simulationClock.advanceTo(last);
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            next.simulation = settings;
            return std::vector<JournalEntry>{};
        });
    });
}

} // namespace rollout
