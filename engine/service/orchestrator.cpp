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

JournalEntry entityEntry(JournalKind kind, const EntityState& next, std::string text)
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
        const EntityState& state = entity->snapshot()->state;
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
    return with(made(ns, name), [&](Entity& entity) {
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
    return d->with(d->made(ns, name), [&](Entity& entity) {
        return entity.change([&](EntityState& next, Time) -> Result<std::vector<JournalEntry>> {
            next.options = wanted;
            return std::vector{entityEntry(JournalKind::OptionsChanged, next, optionsLine(wanted))};
        });
    });
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
