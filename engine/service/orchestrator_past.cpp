// Entities made of others, and what entities were.

#include <limits>
#include <utility>

#include "service/orchestrator_private.h"

namespace rollout {

namespace {

Result<SimulationSettings> settingsOfFork(const EntitySnapshot& original,
                                          const std::optional<SimulationSettings>& chosen)
{
    if (!chosen && !original.state.isSimulated())
        return failure(ErrorCode::InvalidArgument,
                       placeOf(original) + " is live; say how the fork's fleet is to be simulated");
    auto settings = chosen ? *chosen : *original.state.simulation;
    if (auto ok = checkSimulation(settings); !ok)
        return tl::unexpected(ok.error());
    return settings;
}

/// Whether a row tells of what had happened by that moment. Rows of what is done between two steps
/// belong to the step to come.
bool isToldBy(const JournalRow& row, const PastMoment& moment)
{
    return row.step <= moment.step
        || (!moment.isStep && row.step == moment.step + 1 && row.at <= moment.clock);
}

} // namespace

Result<EntityKey> Orchestrator::fork(EntityKey original, const ForkPlace& place,
                                     const Signature& signature)
{
    const auto entity = d->directory.find(original);
    if (!entity)
        return tl::unexpected(entity.error());
    return fork((*entity)->present(), place, signature);
}

Result<EntityKey> Orchestrator::fork(const EntitySnapshot& original, const ForkPlace& place,
                                     const Signature& signature)
{
    auto settings = settingsOfFork(original, place.simulation);
    if (!settings)
        return tl::unexpected(settings.error());
    EntityState state = original.state;
    if (!state.isSimulated())
        state.controller.reset();
    settings->clockLag = d->simulationClock.now() - original.clock;
    state.simulation = std::move(*settings);
    state.revision = 1;
    state.lastChangedAt = original.clock; // no time passes between
    JournalEntry entry = signedEntry(JournalKind::EntityForked, state, signature);
    entry.at = original.clock;
    entry.entityAt = original.now;
    entry.text = original.namespaceName + "/" + original.entityName;
    entry.count = static_cast<std::int64_t>(state.step);
    const std::vector<JournalEntry> journal{std::move(entry)};
    return d->directory.create(place.ns, place.name, d->liveClock.now(), EntitySeed{state, journal})
        .map([](const EntityPtr& made) { return made->key(); });
}

void Orchestrator::keepPast(std::size_t bytes)
{
    d->budget.limit = bytes;
    for (const EntityPtr& entity : d->directory.all())
        entity->beginPast();
}

Result<Past> Orchestrator::past(EntityKey key) const
{
    return d->directory.find(key).map([](const EntityPtr& entity) { return entity->past(); });
}

Result<SnapshotPtr> Orchestrator::snapshotAt(EntityKey key, std::uint64_t moment) const
{
    return d->directory.find(key).and_then(
        [&](const EntityPtr& entity) { return entity->snapshotAt(moment); });
}

Result<void> Orchestrator::retell(EntityKey key, std::uint64_t first,
                                  std::span<const JournalRecord> rows)
{
    return d->with(d->directory.find(key),
                   [&](Entity& entity) { return entity.retell(first, rows); });
}

// Rows of one entity tell ever later things, so that halving finds the last one.
Result<std::int64_t> Orchestrator::lastRowAt(EntityKey key, const PastMoment& moment) const
{
    JournalFilter filter;
    filter.entity = key;
    const auto newest = journalBefore(filter, std::numeric_limits<std::int64_t>::max(), 1);
    if (!newest || newest->empty())
        return newest.map([](const auto&) { return std::int64_t(0); });
    std::int64_t told = 0; // every row up to here is told by then
    std::int64_t untold = newest->front().id; // none beyond here is
    if (isToldBy(newest->front(), moment))
        return untold;
    while (told + 1 < untold) {
        const std::int64_t middle = told + (untold - told) / 2;
        const auto next = journalAfter(filter, middle - 1, 1);
        if (!next)
            return tl::unexpected(next.error());
        if (next->front().id < untold && isToldBy(next->front(), moment))
            told = next->front().id;
        else
            untold = middle;
    }
    return told;
}

} // namespace rollout
