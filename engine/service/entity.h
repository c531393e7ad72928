#pragma once

// One entity of the running engine: its state, the turns of its steps, and how a step of it goes.
// Thread-safe.

#include <chrono>
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
#include "service/answers.h"
#include "service/orchestrator.h"
#include "service/step_history.h"
#include "service/store_thread.h"
#include "service/turn.h"

namespace rollout {

/// What an entity needs of its surroundings; outlives it.
struct EntitySurroundings
{
    StoreThread& store;
    const Clock& liveClock;
    const Clock& simulationClock;
    HistoryBudget& budget;
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
    /// As it is, with the time that it is now.
    [[nodiscard]] EntitySnapshot present();
    /// The past begins with what it is now.
    void beginPast();
    [[nodiscard]] Past past() const { return m_past.past(); }
    /// Puts before moment `first`, the oldest, what the journal tells of the time before it.
    [[nodiscard]] Result<void> retell(std::uint64_t first, std::span<const JournalRecord> rows);
    [[nodiscard]] Result<SnapshotPtr> snapshotAt(std::uint64_t moment) const;

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
    /// Anything else, unless an operator has locked the entity: `edit` changes `next` and says what
    /// it did. It may be called again when somebody else changed the entity.
    using Edit = std::function<Result<std::vector<JournalEntry>>(EntityState& next, Time clock)>;
    [[nodiscard]] Result<void> change(const Edit& edit);
    /// The same, also while an operator has locked the entity.
    [[nodiscard]] Result<void> changeLocked(const Edit& edit);
    /// Whether somebody has to be found who makes pending decisions; told once, until
    /// endDeciding().
    [[nodiscard]] bool beginDeciding();
    /// Whether there are more to be made, by the same.
    [[nodiscard]] bool endDeciding(bool isWell);
    /// Reads the entity anew if the store has it at a later `revision`: another program was here.
    /// Whether it was read.
    bool catchUp(std::uint64_t revision);
    /// Deleted from now on, unless an operator has locked it.
    [[nodiscard]] Result<void> beginDeleting();
    /// A deleted entity refuses everything with NotFound.
    void setDeleted(bool isDeleted);

private:
    [[nodiscard]] Controllers controllers();
    [[nodiscard]] Controllers currentControllers(); ///< with m_stateMutex held
    [[nodiscard]] Result<void> take(const Fill& fill);
    void ask(const Hooks& hooks, Answers& answers);
    [[nodiscard]] Result<Stepped> step(const Fill& fill, StepHistory::Made made);
    /// How a step is taken.
    struct Manner
    {
        Fill fill;
        Hooks hooks;
        StepHistory::Made made = StepHistory::Made::Otherwise;
    };
    [[nodiscard]] Result<Stepped> decide(const Manner& manner, Answers& answers);
    [[nodiscard]] Result<void> tryChange(const Edit& edit);
    template <typename Try>
    auto repeatedly(Try attempt) -> decltype(attempt());

    // With m_stateMutex held.
    [[nodiscard]] Result<void> checkThere() const;
    [[nodiscard]] Time clock() const;
    [[nodiscard]] EntitySnapshot taken() const;
    [[nodiscard]] Result<void> commit(EntityState next, const std::vector<JournalEntry>& journal,
                                      std::shared_ptr<const Plan> plan,
                                      StepHistory::Made made = StepHistory::Made::Otherwise);
    [[nodiscard]] Result<void> reload();

    void logHook(const Plan& plan, const Plan* before) const;
    void logSlow(std::chrono::steady_clock::duration taken) const;
    void publish(EntitySnapshot snapshot);
    void announce();

    const EntityKey m_key;
    const EntitySurroundings m_surroundings;
    Turn m_stepTurn; ///< taken before any of the following

    std::mutex m_stateMutex; ///< guards what follows
    EntityState m_state;
    Controllers m_controllers; ///< set by whoever embeds the engine
    std::optional<CommandSettings> m_command; ///< what m_commandController was made of
    std::shared_ptr<Controller> m_commandController;
    std::shared_ptr<const Plan> m_lastPlan;
    int m_pendingDecisions = 0;
    bool m_hasDecider = false; ///< somebody is on the way who makes them
    bool m_isDeleted = false;
    StepHistory m_past; ///< added to with m_stateMutex held

    std::mutex m_announceMutex; ///< so that the newest snapshot is announced last
    mutable std::mutex m_snapshotMutex; ///< guards what follows; nothing is called with it held
    std::string m_namespaceName;
    std::string m_name;
    SnapshotPtr m_snapshot;
};

} // namespace rollout
