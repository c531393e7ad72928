#pragma once

// One entity of the running engine: its state, the turns of its steps, and how a step of it goes.
// Thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/advance.h"
#include "core/entity_state.h"
#include "core/journal.h"
#include "core/plan.h"
#include "core/record.h"
#include "service/orchestrator.h"
#include "service/store_thread.h"
#include "service/turn.h"

namespace rollout {

/// What an entity needs of its surroundings; outlives it.
struct EntitySurroundings
{
    StoreThread& store;
    const Clock& liveClock;
    const Clock& simulationClock;
    std::function<void(SnapshotPtr)> published; ///< may be empty
};

/// Steps take turns, so that they run one after the other and in order. All else is done at once,
/// also while a step waits for a controller: the state's lock is held for as long as it takes to
/// decide, change and store, never while a controller is asked. Controllers are asked first, about
/// the entity as it is then; the step is decided of what the entity is when they have answered,
/// and asks again only what it has not been told.
class Entity
{
public:
    Entity(EntityKey key, std::string namespaceName, std::string name, EntityState state,
           const EntitySurroundings& surroundings);

    [[nodiscard]] EntityKey key() const { return m_key; }
    /// Newest published; waits for nobody.
    [[nodiscard]] SnapshotPtr snapshot() const;
    void setNames(std::string namespaceName, std::string name);

    /// Whoever steps holds it.
    [[nodiscard]] Turn& stepTurn() { return m_stepTurn; }
    /// One step after a report; `fill` records it in `next`. The plan is answered whatever its
    /// verdict.
    struct Stepped
    {
        std::shared_ptr<const Plan> plan;
        EntityState state;
    };
    [[nodiscard]] Result<Stepped> step(const Fill& fill);
    /// The same with the report that the entity's own simulation makes up; a live entity reports
    /// nothing.
    [[nodiscard]] Result<Stepped> stepByItself();
    /// Makes the decisions that asynchronous reports have asked for. False: one could not be made,
    /// and is left for the next time.
    bool decidePending();

    // These need no turn.

    void setTargetController(std::shared_ptr<Controller> controller);
    void setMonitoringController(std::shared_ptr<Controller> controller);
    enum class Decision : std::uint8_t { None, Pending };
    /// A report; whether a decision is to be made of it later.
    [[nodiscard]] Result<void> record(std::span<const ClientState> report, Decision decision);
    /// Anything else: `edit` changes `next` and says what it did. It may be called again when
    /// somebody else changed the entity.
    using Edit = std::function<Result<std::vector<JournalEntry>>(EntityState& next, Time now)>;
    [[nodiscard]] Result<void> change(const Edit& edit);
    /// Whether somebody has to be found who makes pending decisions; told once, until
    /// endDeciding().
    [[nodiscard]] bool beginDeciding();
    /// Whether there are more to be made, by the same.
    [[nodiscard]] bool endDeciding(bool isWell);
    /// A deleted entity refuses everything with NotFound.
    void setDeleted(bool isDeleted);

private:
    struct Controllers
    {
        std::shared_ptr<Controller> target;
        std::shared_ptr<Controller> monitoring;
        [[nodiscard]] Result<Hooks> hooks() const;
        [[nodiscard]] Answer ask(const Question& question, const Step& step) const;
        bool operator==(const Controllers&) const = default;
    };
    class Answers;

    [[nodiscard]] Controllers controllers();
    [[nodiscard]] Result<void> take(const Fill& fill);
    void ask(const Hooks& hooks, Answers& answers);
    [[nodiscard]] Result<Stepped> decide(const Fill& fill, const Hooks& hooks, Answers* answers);
    [[nodiscard]] Result<void> tryChange(const Edit& edit);
    template <typename Try>
    auto repeatedly(Try attempt) -> decltype(attempt());

    // With m_stateMutex held.
    [[nodiscard]] Result<void> checkThere() const;
    [[nodiscard]] Time now() const;
    [[nodiscard]] Result<void> commit(EntityState next, const std::vector<JournalEntry>& journal,
                                      std::shared_ptr<const Plan> plan);
    [[nodiscard]] Result<void> reload();

    void publish(EntitySnapshot snapshot);
    void announce();

    const EntityKey m_key;
    const EntitySurroundings m_surroundings;
    Turn m_stepTurn; ///< taken before any of the following

    std::mutex m_stateMutex; ///< guards what follows
    EntityState m_state;
    Controllers m_controllers;
    std::shared_ptr<const Plan> m_lastPlan;
    int m_pendingDecisions = 0;
    bool m_hasDecider = false; ///< somebody is on the way who makes them
    bool m_isDeleted = false;

    std::mutex m_announceMutex; ///< so that the newest snapshot is announced last
    mutable std::mutex m_snapshotMutex; ///< guards what follows; nothing is called with it held
    std::string m_namespaceName;
    std::string m_name;
    SnapshotPtr m_snapshot;
};

} // namespace rollout
