#pragma once

// What the parts of Orchestrator share: its state, and how a call takes an entity's turn.

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>

#include "core/names.h"
#include "service/background.h"
#include "service/entity.h"
#include "service/entity_directory.h"
#include "service/orchestrator.h"
#include "service/store_thread.h"
#include "service/store_watch.h"
#include "service/upkeep_thread.h"

namespace rollout {

/// "namespace/entity", for sentences.
[[nodiscard]] std::string placeOf(const EntitySnapshot& snapshot);
/// A journal row about an entity as a whole, of the step to come, done by somebody.
[[nodiscard]] JournalEntry signedEntry(JournalKind kind, const EntityState& next,
                                       const Signature& signature);
[[nodiscard]] std::vector<ClientState> expectedStates(const Fleet& fleet);

class Orchestrator::Private
{
public:
    Private(const Clock& live, VirtualClock& simulation)
        : liveClock(live)
        , simulationClock(simulation)
        , directory(
              EntitySurroundings{store, live, simulation, budget,
                                 [this](SnapshotPtr snapshot) { announce(std::move(snapshot)); }})
    {
    }

    /// Runs `work(Entity&)` at once.
    template <typename Work>
    auto with(const Result<EntityPtr>& entity, Work work) -> decltype(work(std::declval<Entity&>()))
    {
        if (!entity)
            return tl::unexpected(entity.error());
        return work(**entity);
    }
    /// Runs `work(Entity&)` in the entity's turn to step, after the decisions that were asked for
    /// earlier.
    template <typename Work>
    auto inTurn(const Result<EntityPtr>& entity, Work work)
        -> decltype(work(std::declval<Entity&>()))
    {
        return with(entity, [&](Entity& e) {
            const std::lock_guard turn(e.stepTurn());
            (void)e.decidePending(); // what could not be decided is left for later
            return work(e);
        });
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
                                          std::string_view version, JournalKind kind,
                                          const Signature& signature);
    /// Error when an operator has locked the entity; not when there is none.
    [[nodiscard]] Result<void> checkUnlocked(EntityKey key) const
    {
        const auto entity = directory.find(key);
        return entity ? rollout::checkUnlocked((*entity)->snapshot()->state) : Result<void>();
    }
    void announce(SnapshotPtr snapshot)
    {
        if (watcher.entityChanged)
            watcher.entityChanged(std::move(snapshot));
    }
    void postDecisions(const EntityPtr& entity);
    void startSimulationClock();
    void startWatching();

    const Clock& liveClock;
    VirtualClock& simulationClock;
    Watcher watcher;
    HistoryBudget budget;
    StoreThread store;
    EntityDirectory directory;
    Background background; ///< its jobs use all of the above
    std::unique_ptr<StoreWatch> watch; ///< last: it uses all of the above; null: nobody else can
                                       ///< change the store
    std::unique_ptr<UpkeepThread> upkeep; ///< last: as do its
};

} // namespace rollout
