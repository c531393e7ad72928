#include "service/orchestrator.h"

#include <algorithm>
#include <utility>

#include "core/describe.h"
#include "core/names.h"
#include "service/background.h"
#include "service/entity.h"
#include "service/entity_directory.h"
#include "service/store_thread.h"
#include "simulation/simulated_fleet.h"

namespace rollout {

namespace {

JournalEntry entityEntry(JournalKind kind, const EntityState& next, std::string text = {})
{
    JournalEntry entry;
    entry.kind = kind;
    entry.at = next.lastChangedAt;
    entry.step = next.step + 1;
    entry.text = std::move(text);
    return entry;
}

std::string placeOf(const EntitySnapshot& snapshot)
{
    return "\"" + snapshot.namespaceName + "/" + snapshot.entityName + "\"";
}

Error errorOf(const Plan& plan)
{
    const bool noVersion = plan.verdict == Verdict::NoTargetVersion;
    return {noVersion ? ErrorCode::NoTargetVersion : ErrorCode::HookFailed, describeError(plan)};
}

std::vector<ClientState> expectedStates(const Fleet& fleet)
{
    std::vector<ClientState> states;
    states.reserve(fleet.size());
    for (const TargetId id : fleet.order())
        states.push_back(expectedState(fleet, id));
    return states;
}

Entity::Fill fromSimulation()
{
    return [](EntityState& next, const RecordContext& context) -> Result<RecordChanges> {
        const auto reports = simulatedReports(next.fleet, *next.simulation, 0, context.now);
        return recordReport(next.fleet, reports, context);
    };
}

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

class Orchestrator::Private
{
public:
    Private(const Clock& live, VirtualClock& simulation)
        : liveClock(live)
        , simulationClock(simulation)
        , directory(EntitySurroundings{store, live, simulation, [this](SnapshotPtr snapshot) {
                                           announce(std::move(snapshot));
                                       }})
    {
    }

    /// Runs `work(Entity&)` in the entity's turn, after the decisions that were asked for earlier.
    template <typename Work>
    auto inTurn(const Result<EntityPtr>& entity, Work work)
        -> decltype(work(std::declval<Entity&>()))
    {
        if (!entity)
            return tl::unexpected(entity.error());
        const std::lock_guard turn((*entity)->turn());
        if ((*entity)->isDeleted())
            return failure(ErrorCode::NotFound,
                           "entity " + placeOf(*(*entity)->snapshot()) + " was deleted");
        (*entity)->decidePending();
        return work(**entity);
    }

    [[nodiscard]] Result<EntityPtr> made(std::string_view ns, std::string_view entity)
    {
        return directory.findOrCreate(ns, entity, liveClock.now());
    }
    /// Nothing is made for a report that is refused.
    [[nodiscard]] Result<EntityPtr> madeFor(std::string_view ns, std::string_view entity,
                                            std::span<const ClientState> report)
    {
        if (auto known = directory.find(ns, entity))
            return known;
        for (const ClientState& state : report)
            if (auto ok = checkClientState(state); !ok)
                return tl::unexpected(ok.error());
        return made(ns, entity);
    }
    [[nodiscard]] Result<void> setVersion(std::string_view ns, std::string_view name,
                                          std::string_view version, JournalKind kind);
    void announce(SnapshotPtr snapshot)
    {
        if (watcher.entityChanged)
            watcher.entityChanged(std::move(snapshot));
    }
    void startSimulationClock();

    const Clock& liveClock;
    VirtualClock& simulationClock;
    Watcher watcher;
    StoreThread store;
    EntityDirectory directory;
    Background background; ///< last: its jobs use all of the above
};

Orchestrator::Orchestrator(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Orchestrator::~Orchestrator() = default;

Result<std::unique_ptr<Orchestrator>> Orchestrator::open(const std::string& storeUrl,
                                                         const Clock& liveClock,
                                                         VirtualClock& simulationClock)
{
    auto d = std::make_unique<Private>(liveClock, simulationClock);
    if (auto ok = d->store.open([&] { return Store::open(storeUrl); }); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = d->directory.refresh(); !ok)
        return tl::unexpected(ok.error());
    d->startSimulationClock();
    return std::unique_ptr<Orchestrator>(new Orchestrator(std::move(d)));
}

/// Simulated entities go on at the moment at which they were left.
void Orchestrator::Private::startSimulationClock()
{
    for (const EntityPtr& entity : directory.all()) {
        const EntityState& state = entity->state();
        if (state.isSimulated() && state.lastChangedAt > simulationClock.now())
            simulationClock.set(state.lastChangedAt);
    }
}

void Orchestrator::setWatcher(Watcher watcher)
{
    d->watcher = std::move(watcher);
    d->directory.setWatcher(d->watcher.directoryChanged);
    if (d->watcher.directoryChanged)
        d->watcher.directoryChanged(d->directory.listing());
    for (const EntityPtr& entity : d->directory.all())
        d->announce(entity->snapshot());
}

Result<void> Orchestrator::Private::setVersion(std::string_view ns, std::string_view name,
                                               std::string_view version, JournalKind kind)
{
    if (auto ok = checkName("version", version); !ok)
        return ok;
    return inTurn(made(ns, name), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            JournalEntry entry = entityEntry(kind, next);
            entry.previous = next.rollout.target;
            entry.version = next.fleet.versions().intern(version);
            next.rollout = kind == JournalKind::VersionForced
                ? withForcedTargetVersion(next.rollout, entry.version)
                : withTargetVersion(next.rollout, entry.version);
            return std::vector{std::move(entry)};
        });
    });
}

Result<void> Orchestrator::setTargetVersion(std::string_view ns, std::string_view entity,
                                            std::string_view version)
{
    return d->setVersion(ns, entity, version, JournalKind::VersionAsked);
}

Result<void> Orchestrator::forceTargetVersion(std::string_view ns, std::string_view entity,
                                              std::string_view version)
{
    return d->setVersion(ns, entity, version, JournalKind::VersionForced);
}

Result<void> Orchestrator::setRolloutOptions(std::string_view ns, std::string_view name,
                                             const std::optional<RolloutOptions>& options)
{
    const RolloutOptions wanted = options.value_or(RolloutOptions{});
    if (auto ok = checkOptions(wanted); !ok)
        return ok;
    return d->inTurn(d->made(ns, name), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            next.options = wanted;
            return std::vector{entityEntry(JournalKind::OptionsChanged, next, optionsLine(wanted))};
        });
    });
}

Result<void> Orchestrator::setTargetController(std::string_view ns, std::string_view name,
                                               std::shared_ptr<Controller> controller)
{
    return d->inTurn(d->made(ns, name), [&](Entity& entity) -> Result<void> {
        entity.setTargetController(std::move(controller));
        return {};
    });
}

Result<void> Orchestrator::setMonitoringController(std::string_view ns, std::string_view name,
                                                   std::shared_ptr<Controller> controller)
{
    return d->inTurn(d->made(ns, name), [&](Entity& entity) -> Result<void> {
        entity.setMonitoringController(std::move(controller));
        return {};
    });
}

Result<std::vector<ClientState>> Orchestrator::orchestrate(std::string_view ns,
                                                           std::string_view name,
                                                           std::span<const ClientState> report)
{
    return d->inTurn(d->madeFor(ns, name, report),
                     [&](Entity& entity) -> Result<std::vector<ClientState>> {
                         const auto plan = entity.step(fromReport(report));
                         if (!plan)
                             return tl::unexpected(plan.error());
                         if (isError((*plan)->verdict))
                             return tl::unexpected(errorOf(**plan));
                         return expectedStates(entity.state().fleet);
                     });
}

Result<void> Orchestrator::orchestrateAsync(std::string_view ns, std::string_view name,
                                            std::vector<ClientState> report)
{
    const auto target = d->madeFor(ns, name, report);
    const auto ok = d->inTurn(target, [&](Entity& entity) -> Result<void> {
        auto recorded = entity.record(report);
        if (recorded)
            entity.addPendingDecision();
        return recorded;
    });
    if (ok)
        d->background.post([entity = *target] {
            const std::lock_guard turn(entity->turn());
            if (!entity->isDeleted())
                entity->decidePending();
        });
    return ok;
}

void Orchestrator::drain()
{
    d->background.drain();
}

Result<std::shared_ptr<const Plan>> Orchestrator::step(EntityKey key)
{
    return d->inTurn(d->directory.find(key), [](Entity& entity) {
        return entity.step(entity.state().isSimulated() ? fromSimulation() : fromReport({}));
    });
}

Result<void> Orchestrator::record(std::string_view ns, std::string_view name,
                                  std::span<const ClientState> report)
{
    return d->inTurn(d->madeFor(ns, name, report),
                     [&](Entity& entity) { return entity.record(report); });
}

Result<std::vector<ClientState>> Orchestrator::clientState(std::string_view ns,
                                                           std::string_view name) const
{
    return snapshot(ns, name).map(
        [](const SnapshotPtr& s) { return expectedStates(s->state.fleet); });
}

Result<std::vector<ClientState>> Orchestrator::clientGroupState(std::string_view ns,
                                                                std::string_view name,
                                                                std::string_view group) const
{
    const auto found = snapshot(ns, name);
    if (!found)
        return tl::unexpected(found.error());
    const Fleet& fleet = (*found)->state.fleet;
    // Targets are in order of (group, name): those of one group are neighbours.
    const auto& order = fleet.order();
    const auto first = std::partition_point(order.begin(), order.end(),
                                            [&](TargetId id) { return fleet.group(id) < group; });
    std::vector<ClientState> states;
    for (auto at = first; at != order.end() && fleet.group(*at) == group; ++at)
        states.push_back(expectedState(fleet, *at));
    if (states.empty())
        return failure(ErrorCode::NotFound,
                       "entity " + placeOf(**found) + " has no group \"" + std::string(group)
                           + "\"");
    return states;
}

std::vector<std::string> Orchestrator::namespaces() const
{
    std::vector<std::string> names;
    for (const DirectoryNode& node : *d->directory.listing())
        names.push_back(node.name);
    return names;
}

Result<std::vector<std::string>> Orchestrator::entities(std::string_view ns) const
{
    for (const DirectoryNode& node : *d->directory.listing()) {
        if (node.name != ns)
            continue;
        std::vector<std::string> names;
        for (const auto& entity : node.entities)
            names.push_back(entity.name);
        return names;
    }
    return failure(ErrorCode::NotFound, "there is no namespace \"" + std::string(ns) + "\"");
}

Result<Orchestrator::RolloutInfo> Orchestrator::rolloutInfo(std::string_view ns,
                                                            std::string_view name) const
{
    const auto found = snapshot(ns, name);
    if (!found)
        return tl::unexpected(found.error());
    const EntityState& state = (*found)->state;
    return RolloutInfo{versionsOf(state), state.options};
}

Result<SnapshotPtr> Orchestrator::snapshot(std::string_view ns, std::string_view name) const
{
    return d->directory.find(ns, name).map(
        [](const EntityPtr& entity) { return entity->snapshot(); });
}

Result<SnapshotPtr> Orchestrator::snapshot(EntityKey key) const
{
    return d->directory.find(key).map([](const EntityPtr& entity) { return entity->snapshot(); });
}

std::shared_ptr<const Directory> Orchestrator::directory() const
{
    return d->directory.listing();
}

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

Result<EntityKey> Orchestrator::createEntity(std::string_view ns, std::string_view name)
{
    if (d->directory.find(ns, name))
        return failure(ErrorCode::AlreadyExists,
                       "namespace \"" + std::string(ns) + "\" has an entity \"" + std::string(name)
                           + "\" already");
    return d->made(ns, name).map([](const EntityPtr& entity) { return entity->key(); });
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
    // Marked in its turn, so that no step of it is under way or begins any more.
    const auto marked = d->inTurn(entity, [](Entity& e) -> Result<void> {
        e.setDeleted(true);
        return {};
    });
    if (!marked)
        return marked;
    auto ok = d->directory.define(
        [&](Store& store) { return store.deleteEntity(key, d->liveClock.now()); });
    if (!ok) {
        const std::lock_guard turn((*entity)->turn());
        (*entity)->setDeleted(false);
    }
    return ok;
}

Result<void> Orchestrator::restoreEntity(EntityKey key)
{
    return d->directory.define(
        [&](Store& store) { return store.restoreEntity(key, d->liveClock.now()); });
}

Result<void> Orchestrator::renameTarget(EntityKey key, TargetId target, std::string_view group,
                                        std::string_view name)
{
    if (auto ok = checkName("target name", name); !ok)
        return ok;
    if (auto ok = checkOptionalName("group", group); !ok)
        return ok;
    return d->inTurn(d->directory.find(key), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            if (!next.fleet.isLive(target))
                return failure(ErrorCode::NotFound, "that target does not exist any more");
            if (next.fleet.find(group, name))
                return failure(ErrorCode::AlreadyExists,
                               "group \"" + std::string(group) + "\" has a target \""
                                   + std::string(name) + "\" already");
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
    return d->inTurn(d->directory.find(key), [&](Entity& entity) {
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
    return d->inTurn(d->directory.find(key), [&](Entity& entity) {
        // A live fleet that becomes a simulated one goes on from now, not from where simulations
        // stood.
        if (settings && d->simulationClock.now() < entity.state().lastChangedAt)
            d->simulationClock.set(entity.state().lastChangedAt);
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            next.simulation = settings;
            return std::vector<JournalEntry>{};
        });
    });
}

Result<std::vector<JournalRow>> Orchestrator::journalBefore(const JournalFilter& filter,
                                                            std::int64_t before, int limit) const
{
    return d->store.run([&](Store& store) { return store.journalBefore(filter, before, limit); });
}

Result<std::vector<JournalRow>> Orchestrator::journalAfter(const JournalFilter& filter,
                                                           std::int64_t after, int limit) const
{
    return d->store.run([&](Store& store) { return store.journalAfter(filter, after, limit); });
}

Result<std::vector<ShareSample>> Orchestrator::shares(EntityKey key, Time from) const
{
    return d->store.run([&](Store& store) { return store.shares(key, from); });
}

} // namespace rollout
