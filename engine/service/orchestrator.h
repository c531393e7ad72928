#pragma once

// The engine's public API. Thread-safe: each entity's steps run one after the other, in order; all
// else is done at once, also while a step waits for its controller; entities do not wait for each
// other (but for the store's transaction). Namespaces and entities
// come into being on first use by a setter or a report; reading one that does not exist is
// NotFound.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/client_state.h"
#include "core/entity_state.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/result.h"
#include "core/step.h"
#include "service/clock.h"
#include "store/store.h"

namespace rollout {

/// One entity as it is after a step or a change. Immutable; shared with whoever watches.
struct EntitySnapshot
{
    EntityKey key{};
    std::string namespaceName;
    std::string entityName;
    EntityState state;
    Time now{}; ///< on the entity's clock, when this was taken
    std::shared_ptr<const Plan> lastPlan; ///< null before the first step of this session
};
using SnapshotPtr = std::shared_ptr<const EntitySnapshot>;

/// Names and keys of all that is defined, by name.
struct DirectoryNode
{
    NamespaceKey key{};
    std::string name;
    struct Entity
    {
        EntityKey key{};
        std::string name;
    };
    std::vector<Entity> entities;
};
using Directory = std::vector<DirectoryNode>;

/// Answers the questions of a step. Called in the thread of the caller, with no lock held that
/// another entity needs.
class Controller
{
public:
    virtual ~Controller() = default;
    [[nodiscard]] virtual Hooks hooks() const = 0;
    [[nodiscard]] virtual Answer ask(const Question& question, const Step& step) = 0;
};

class Orchestrator
{
public:
    /// Must be quick and must not call the engine.
    struct Watcher
    {
        std::function<void(SnapshotPtr)>
            entityChanged; ///< called in the thread that made the change
        std::function<void(std::shared_ptr<const Directory>)> directoryChanged;
    };

    /// `liveClock` times live entities, `simulationClock` simulated ones; both must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<Orchestrator>>
    open(const std::string& storeUrl, const Clock& liveClock, VirtualClock& simulationClock);
    ~Orchestrator();

    void setWatcher(
        Watcher watcher); ///< before anything else is called; all entities are announced at once

    // Versions, options, controllers
    [[nodiscard]] Result<void> setTargetVersion(std::string_view ns, std::string_view entity,
                                                std::string_view version);
    [[nodiscard]] Result<void> forceTargetVersion(std::string_view ns, std::string_view entity,
                                                  std::string_view version);
    [[nodiscard]] Result<void> setRolloutOptions(std::string_view ns, std::string_view entity,
                                                 const std::optional<RolloutOptions>& options);
    [[nodiscard]] Result<void> setTargetController(std::string_view ns, std::string_view entity,
                                                   std::shared_ptr<Controller> controller);
    [[nodiscard]] Result<void> setMonitoringController(std::string_view ns, std::string_view entity,
                                                       std::shared_ptr<Controller> controller);

    // Steps
    [[nodiscard]] Result<std::vector<ClientState>>
    orchestrate(std::string_view ns, std::string_view entity, std::span<const ClientState> report);
    /// Records the report at once, decides in the background, in order. A decision that was not
    /// made when the program ended is made with the next report.
    [[nodiscard]] Result<void> orchestrateAsync(std::string_view ns, std::string_view entity,
                                                std::vector<ClientState> report);
    /// Waits until every decision asked for so far is made.
    void drain();
    /// A step on the entity's own clock: a simulated fleet reports first, a live one does not.
    [[nodiscard]] Result<std::shared_ptr<const Plan>> step(EntityKey key);
    /// Records without a step (an import).
    [[nodiscard]] Result<void> record(std::string_view ns, std::string_view entity,
                                      std::span<const ClientState> report);

    // Reading
    [[nodiscard]] Result<std::vector<ClientState>> clientState(std::string_view ns,
                                                               std::string_view entity) const;
    [[nodiscard]] Result<std::vector<ClientState>>
    clientGroupState(std::string_view ns, std::string_view entity, std::string_view group) const;
    [[nodiscard]] std::vector<std::string> namespaces() const;
    [[nodiscard]] Result<std::vector<std::string>> entities(std::string_view ns) const;
    struct RolloutInfo
    {
        RolloutVersions versions;
        RolloutOptions options;
    };
    [[nodiscard]] Result<RolloutInfo> rolloutInfo(std::string_view ns,
                                                  std::string_view entity) const;
    [[nodiscard]] Result<SnapshotPtr> snapshot(std::string_view ns, std::string_view entity) const;
    [[nodiscard]] Result<SnapshotPtr> snapshot(EntityKey key) const;
    [[nodiscard]] std::shared_ptr<const Directory> directory() const;

    // Definitions
    [[nodiscard]] Result<NamespaceKey> createNamespace(std::string_view name);
    [[nodiscard]] Result<void> renameNamespace(NamespaceKey key, std::string_view name);
    [[nodiscard]] Result<void> deleteNamespace(NamespaceKey key);
    [[nodiscard]] Result<void> restoreNamespace(NamespaceKey key);
    /// Simulated when there are settings, and then as of the simulation's clock.
    [[nodiscard]] Result<EntityKey>
    createEntity(std::string_view ns, std::string_view name,
                 const std::optional<SimulationSettings>& simulation = std::nullopt);
    [[nodiscard]] Result<void> renameEntity(EntityKey key, std::string_view name);
    [[nodiscard]] Result<void> deleteEntity(EntityKey key);
    [[nodiscard]] Result<void> restoreEntity(EntityKey key);
    /// A target that nobody reported yet, with what it is said to run. AlreadyExists when there is
    /// one of that group and name.
    [[nodiscard]] Result<void> createTarget(EntityKey key, const ClientState& target);
    [[nodiscard]] Result<void> renameTarget(EntityKey key, TargetId target, std::string_view group,
                                            std::string_view name);
    [[nodiscard]] Result<void> deleteTargets(EntityKey key, std::span<const TargetId> targets);
    /// How the entity's fleet is simulated; nothing makes it live.
    [[nodiscard]] Result<void> setSimulation(EntityKey key,
                                             const std::optional<SimulationSettings>& settings);

    // History
    [[nodiscard]] Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) const;
    [[nodiscard]] Result<std::vector<JournalRow>> journalAfter(const JournalFilter& filter,
                                                               std::int64_t after, int limit) const;
    [[nodiscard]] Result<std::vector<ShareSample>> shares(EntityKey key, Time from) const;

private:
    class Private;
    explicit Orchestrator(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rollout
