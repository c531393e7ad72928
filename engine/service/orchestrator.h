#pragma once

// The engine's public API. Thread-safe: each entity's steps run one after the other, in order; all
// else is done at once, also while a step waits for its controller; entities do not wait for each
// other (but for the store's transaction). Namespaces and entities
// come into being on first use by a setter or a report; reading one that does not exist is
// NotFound. What another program does to the same store is seen within a second.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "controllers/controller.h"
#include "core/client_state.h"
#include "core/entity_state.h"
#include "core/history.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/result.h"
#include "core/verbs.h"
#include "service/clock.h"
#include "service/past.h"
#include "store/store.h"

namespace rollout {

/// One entity as it is after a step or a change. Immutable; shared with whoever watches.
struct EntitySnapshot
{
    EntityKey key{};
    std::string namespaceName;
    std::string entityName;
    EntityState state;
    Time clock{}; ///< what its clock showed when this was taken
    Time now{}; ///< the entity's own time then; the fleet's times are such
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
        bool operator==(const Entity&) const = default;
    };
    std::vector<Entity> entities;
    bool operator==(const DirectoryNode&) const = default;
};
using Directory = std::vector<DirectoryNode>;

/// Set from any thread, it ends one piece of work, which tells that it was Cancelled.
using StopFlag = std::shared_ptr<std::atomic<bool>>;

class Orchestrator
{
public:
    /// Must be quick and must not call the engine.
    struct Watcher
    {
        std::function<void(SnapshotPtr)> entityChanged =
            {}; ///< called in the thread that made the change, or read another program's
        std::function<void(std::shared_ptr<const Directory>)> directoryChanged = {};
        /// Of a store that others can open: saved policies are others than before, by whomever, or
        /// may have been when watching began; in a thread of the engine's.
        std::function<void()> policiesChanged = {};
        /// Of a store that others can open, too: called with Unreachable when it answers no more,
        /// and once more when it answers again; in a thread of the engine's.
        std::function<void(const Result<void>&)> storeAnswered = {};
        /// Of upkeep (see startUpkeep); in its thread. What ended because the engine does is
        /// Cancelled.
        std::function<void(const StopFlag&)> upkeepBegan = {};
        std::function<void(const Result<void>&)> upkeepEnded = {};
    };

    /// `liveClock` times live entities, `simulationClock` simulated ones; both must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<Orchestrator>>
    open(const std::string& storeUrl, const Clock& liveClock, VirtualClock& simulationClock);
    ~Orchestrator();

    void setWatcher(
        Watcher watcher); ///< before anything else is called; all entities are announced at once

    // Versions, options, controllers. All of them but a report are refused with Locked while an
    // operator has locked the entity. `signature` goes into the journal.
    [[nodiscard]] Result<void> setTargetVersion(std::string_view ns, std::string_view entity,
                                                std::string_view version,
                                                const Signature& signature = {});
    [[nodiscard]] Result<void> forceTargetVersion(std::string_view ns, std::string_view entity,
                                                  std::string_view version,
                                                  const Signature& signature = {});
    [[nodiscard]] Result<void> setRolloutOptions(std::string_view ns, std::string_view entity,
                                                 const std::optional<RolloutOptions>& options,
                                                 const Signature& signature = {});
    /// Options, guards, waves and approval at once.
    [[nodiscard]] Result<void> setPolicy(EntityKey key, const Policy& policy,
                                         const Signature& signature = {});
    /// The program that answers the entity's hooks; nothing: they have their default answers. A
    /// controller set by setTargetController or setMonitoringController goes before it.
    [[nodiscard]] Result<void> setCommand(EntityKey key,
                                          const std::optional<CommandSettings>& settings,
                                          const Signature& signature = {});
    /// What an operator does to a running rollout.
    [[nodiscard]] Result<void> apply(EntityKey key, const Verb& verb, const Signature& signature);
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
    /// A simulated one that begins in a state, of no store before: all its targets are new, what it
    /// asks for is asked for now. Each clock time in it must be one of the simulation's clock.
    [[nodiscard]] Result<EntityKey> createEntity(std::string_view ns, std::string_view name,
                                                 const EntityState& established,
                                                 const Signature& signature);
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

    // Forks and the past
    /// A new simulated entity, and how its fleet behaves; nothing: as the original's does. A target
    /// and what it is of.
    struct ForkPlace
    {
        std::string ns;
        std::string name;
        std::optional<SimulationSettings> simulation = std::nullopt;
    };
    /// Makes an entity in exactly the state of another as it is now, simulated from there on. Every
    /// time of the original stays what it is: the fork's clock goes on where the original's stands.
    /// Its journal begins with one row that says what it was forked from. A live original's program
    /// that answers hooks is left out: it acts on what is live. The original is only read.
    /// InvalidArgument: a live one needs settings.
    [[nodiscard]] Result<EntityKey> fork(EntityKey original, const ForkPlace& place,
                                         const Signature& signature = {});
    /// The same of what it was.
    [[nodiscard]] Result<EntityKey> fork(const EntitySnapshot& original, const ForkPlace& place,
                                         const Signature& signature = {});
    /// Remembers what every entity was, beginning now, in so many bytes of memory; 0, as it is in
    /// the beginning: nothing. For programs that show it. Before anything else is called.
    void keepPast(std::size_t bytes);
    [[nodiscard]] Result<Past> past(EntityKey key) const;
    /// As it was at a moment of its past, see step_history.h; NotFound when that is not kept.
    [[nodiscard]] Result<SnapshotPtr> snapshotAt(EntityKey key, std::uint64_t moment) const;
    /// Puts before the moment `first`, the oldest that is remembered, what the entity's journal
    /// tells of the time before: `rows` are all of it from some row on up to lastRowAt(first).
    /// PastReader reads them. Conflict: another moment is the oldest now. Busy: no memory is left.
    [[nodiscard]] Result<void> retell(EntityKey key, std::uint64_t first,
                                      std::span<const JournalRecord> rows);
    /// The last row of its journal that tells of what had happened by then; 0: none.
    [[nodiscard]] Result<std::int64_t> lastRowAt(EntityKey key, const PastMoment& moment) const;

    // Policies that people named and saved in this store, beside the presets of
    // io/policy_presets.h.
    [[nodiscard]] Result<std::vector<std::string>> policyNames() const; ///< bytewise
    /// NotFound; Corrupt when what is stored under the name cannot be read.
    [[nodiscard]] Result<NamedPolicy> policy(std::string_view name) const;
    [[nodiscard]] Result<void> savePolicy(const NamedPolicy& named); ///< replaces what has the name
    [[nodiscard]] Result<void> deletePolicy(std::string_view name);

    // History
    [[nodiscard]] Result<std::vector<JournalRow>>
    journalBefore(const JournalFilter& filter, std::int64_t before, int limit) const;
    [[nodiscard]] Result<std::vector<JournalRow>> journalAfter(const JournalFilter& filter,
                                                               std::int64_t after, int limit) const;
    [[nodiscard]] Result<std::vector<ShareSample>> shares(EntityKey key, Time from) const;
    /// The last `limit` rollouts of an entity, newest first, as its journal tells them. To follow
    /// an entity keep a HistoryReader.
    [[nodiscard]] Result<std::vector<RolloutRecord>> history(EntityKey key, int limit) const;
    [[nodiscard]] Result<FailureCounts> failures(const FailureFilter& filter) const;

    // Upkeep of the store
    /// For how long rows of the journal are kept; nothing: for ever, as it is from the beginning.
    [[nodiscard]] Result<std::optional<std::chrono::days>> retention() const;
    /// 1 to 36,500 days. Rows go with the next upkeep, never those of a rollout that is under way
    /// or that explain what an entity is now.
    [[nodiscard]] Result<void> setRetention(const std::optional<std::chrono::days>& retention);
    /// Thins old samples of version charts and deletes rows of the journal that are kept no longer,
    /// in short transactions of their own, in the caller's thread; steps go on in between.
    /// Cancelled when `isCancelled`, which may be empty, says so.
    [[nodiscard]] Result<void> maintain(const std::function<bool()>& isCancelled = {});
    /// Does so now and every hour in a thread of its own, until this is destroyed. For programs
    /// that stay: one that answers and ends should not write because it was asked.
    void startUpkeep();

private:
    class Private;
    explicit Orchestrator(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rollout
