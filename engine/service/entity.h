#pragma once

// One entity of the running engine: its state, its turn, and how a step of it goes. All but the
// snapshot is touched only by whoever holds the turn.

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

class Entity
{
public:
    Entity(EntityKey key, std::string namespaceName, std::string name, EntityState state,
           const EntitySurroundings& surroundings);

    [[nodiscard]] EntityKey key() const { return m_key; }
    [[nodiscard]] Turn& turn() { return m_turn; }
    /// Newest published; from any thread, without the turn.
    [[nodiscard]] SnapshotPtr snapshot() const;

    // The rest needs the turn.
    [[nodiscard]] bool isDeleted() const { return m_isDeleted; }
    void setDeleted(bool isDeleted) { m_isDeleted = isDeleted; }
    void setNames(std::string namespaceName, std::string name);
    void setTargetController(std::shared_ptr<Controller> controller)
    {
        m_targetController = std::move(controller);
    }
    void setMonitoringController(std::shared_ptr<Controller> controller)
    {
        m_monitoringController = std::move(controller);
    }

    [[nodiscard]] const EntityState& state() const { return m_state; }
    [[nodiscard]] Time now() const;

    /// One step after a report; `fill` records it in `next`. The plan is answered whatever its
    /// verdict.
    [[nodiscard]] Result<std::shared_ptr<const Plan>> step(const Fill& fill);
    /// A report without a step.
    [[nodiscard]] Result<void> record(std::span<const ClientState> report);
    /// Anything else: `edit` changes `next` and says what it did.
    using Edit = std::function<Result<std::vector<JournalEntry>>(EntityState& next, Time now)>;
    [[nodiscard]] Result<void> change(const Edit& edit);

    void addPendingDecision() { ++m_pendingDecisions; }
    /// Makes the decisions that asynchronous reports asked for.
    void decidePending();

private:
    [[nodiscard]] Hooks hooks() const;
    [[nodiscard]] Answer ask(const Question& question, const Step& step) const;
    [[nodiscard]] Result<std::shared_ptr<const Plan>> tryStep(const Fill& fill);
    [[nodiscard]] Result<void> commit(EntityState next, const std::vector<JournalEntry>& journal);
    [[nodiscard]] Result<void> reload();
    void publish();

    const EntityKey m_key;
    const EntitySurroundings m_surroundings;
    Turn m_turn;
    std::string m_namespaceName;
    std::string m_name;
    EntityState m_state;
    bool m_isDeleted = false;
    std::shared_ptr<Controller> m_targetController;
    std::shared_ptr<Controller> m_monitoringController;
    std::shared_ptr<const Plan> m_lastPlan;
    int m_pendingDecisions = 0;

    mutable std::mutex m_snapshotMutex;
    SnapshotPtr m_snapshot;
};

} // namespace rollout
