#include "service/orchestrator.h"

#include "core/describe.h"
#include "service/orchestrator_private.h"

namespace rollout {

namespace {

Error errorOf(const Plan& plan)
{
    const bool noVersion = plan.verdict == Verdict::NoTargetVersion;
    return {noVersion ? ErrorCode::NoTargetVersion : ErrorCode::HookFailed, describeError(plan)};
}

} // namespace

std::string placeOf(const EntitySnapshot& snapshot)
{
    return "\"" + snapshot.namespaceName + "/" + snapshot.entityName + "\"";
}

Orchestrator::Orchestrator(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Orchestrator::~Orchestrator()
{
    d->upkeep.reset(); // it calls this
}

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
    d->startWatching();
    return std::unique_ptr<Orchestrator>(new Orchestrator(std::move(d)));
}

void Orchestrator::Private::startWatching()
{
    auto listener = store.run([](Store& opened) { return opened.listener(); });
    if (listener)
        watch = std::make_unique<StoreWatch>(store, directory, std::move(listener),
                                             StoreWatch::Told{[this] { startSimulationClock(); },
                                                              watcher.policiesChanged,
                                                              watcher.storeAnswered});
}

/// Simulated entities go on at the moment at which they were left, here or by another program.
void Orchestrator::Private::startSimulationClock()
{
    for (const EntityPtr& entity : directory.all()) {
        const EntityState& state = entity->snapshot()->state;
        if (state.isSimulated())
            simulationClock.advanceTo(state.lastChangedAt + state.simulation->clockLag);
    }
}

void Orchestrator::setWatcher(Watcher watcher)
{
    d->watch.reset(); // it tells the watcher
    d->watcher = std::move(watcher);
    d->directory.setWatcher(d->watcher.directoryChanged);
    if (d->watcher.directoryChanged)
        d->watcher.directoryChanged(d->directory.listing());
    for (const EntityPtr& entity : d->directory.all())
        d->announce(entity->snapshot());
    d->startWatching();
}

Result<void> Orchestrator::Private::setVersion(std::string_view ns, std::string_view name,
                                               std::string_view version, JournalKind kind,
                                               const Signature& signature)
{
    if (auto ok = checkName("version", version); !ok)
        return ok;
    return with(made(ns, name), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            JournalEntry entry = signedEntry(kind, next, signature);
            entry.previous = next.rollout.target;
            entry.version = next.fleet.versions().intern(version);
            next.rollout = kind == JournalKind::VersionForced
                ? withForcedTargetVersion(next.rollout, entry.version)
                : withTargetVersion(next.rollout, entry.version);
            next.progress.forgetBad(next.rollout.lastKnownBad);
            return std::vector{std::move(entry)};
        });
    });
}

Result<void> Orchestrator::setTargetVersion(std::string_view ns, std::string_view entity,
                                            std::string_view version, const Signature& signature)
{
    return d->setVersion(ns, entity, version, JournalKind::VersionAsked, signature);
}

Result<void> Orchestrator::forceTargetVersion(std::string_view ns, std::string_view entity,
                                              std::string_view version, const Signature& signature)
{
    return d->setVersion(ns, entity, version, JournalKind::VersionForced, signature);
}

Result<void> Orchestrator::setTargetController(std::string_view ns, std::string_view name,
                                               std::shared_ptr<Controller> controller)
{
    return d->with(d->made(ns, name), [&](Entity& entity) -> Result<void> {
        entity.setTargetController(std::move(controller));
        return {};
    });
}

Result<void> Orchestrator::setMonitoringController(std::string_view ns, std::string_view name,
                                                   std::shared_ptr<Controller> controller)
{
    return d->with(d->made(ns, name), [&](Entity& entity) -> Result<void> {
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
                         const auto stepped = entity.step(fromReport(report));
                         if (!stepped)
                             return tl::unexpected(stepped.error());
                         if (isError(stepped->plan->verdict))
                             return tl::unexpected(errorOf(*stepped->plan));
                         return expectedStates(stepped->state.fleet);
                     });
}

Result<void> Orchestrator::orchestrateAsync(std::string_view ns, std::string_view name,
                                            std::vector<ClientState> report)
{
    const auto target = d->madeFor(ns, name, report);
    auto recorded = d->with(
        target, [&](Entity& entity) { return entity.record(report, Entity::Decision::Pending); });
    if (recorded && (*target)->beginDeciding())
        d->postDecisions(*target);
    return recorded;
}

/// One job an entity: however many decisions wait for a slow controller, they keep one thread.
void Orchestrator::Private::postDecisions(const EntityPtr& entity)
{
    background.post([this, entity] {
        const bool isWell = [&] {
            const std::lock_guard turn(entity->stepTurn());
            return entity->decidePending();
        }();
        if (entity->endDeciding(isWell))
            postDecisions(entity);
    });
}

void Orchestrator::drain()
{
    d->background.drain();
}

Result<std::shared_ptr<const Plan>> Orchestrator::step(EntityKey key)
{
    return d->inTurn(d->directory.find(key), [](Entity& entity) {
        return entity.stepByItself().map(
            [](const Entity::Stepped& stepped) { return stepped.plan; });
    });
}

Result<void> Orchestrator::record(std::string_view ns, std::string_view name,
                                  std::span<const ClientState> report)
{
    return d->with(d->madeFor(ns, name, report),
                   [&](Entity& entity) { return entity.record(report, Entity::Decision::None); });
}

} // namespace rollout
