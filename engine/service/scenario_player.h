#pragma once

// Plays a scenario with the running engine: the same steps as simulateRun() takes, but of an entity
// that is stored and published, so that people can watch it and lend a hand. What the scenario has
// happen is done by the engine's public calls, before the step at which it is due; what the people
// do beside it happens to the same entity. Used in one thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/deeds.h"
#include "service/orchestrator.h"
#include "simulation/fates.h"
#include "simulation/run.h"
#include "simulation/script.h"
#include "simulation/tally.h"

namespace rollout {

class ScenarioPlayer
{
public:
    struct Place
    {
        std::string namespaceName;
        std::string entityName;
    };
    /// Makes the entity: its fleet runs the old version, the new one is asked for. `orchestrator`
    /// and `clock`, which is its simulation clock, outlive this. InvalidArgument when the clock is
    /// past the scenario's beginning (a scenario has dates of its own): it needs a store of its
    /// own; AlreadyExists when there is such an entity.
    [[nodiscard]] static Result<std::unique_ptr<ScenarioPlayer>> begin(Orchestrator& orchestrator,
                                                                       VirtualClock& clock,
                                                                       const Scenario& scenario,
                                                                       const Place& place);

    [[nodiscard]] EntityKey entity() const { return m_entity; }
    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }

    /// What a step came to.
    struct Played
    {
        Time now; ///< clock
        std::shared_ptr<const Plan> plan; ///< null: the step was missed, the service was out
        std::vector<ScriptedAct> acts; ///< what the scenario did before it
    };
    /// Sets the clock to the next step, does what is due and takes it. The first one is at −tick.
    /// After an error of the store the same step is taken by the next call.
    [[nodiscard]] Result<Played> step();
    /// Has somebody do something now, between two steps.
    [[nodiscard]] Result<void> perform(const ScriptedAct& act);
    /// What people did to the entity before steps that are taken, in order; the scenario's own acts
    /// are not among it.
    [[nodiscard]] const std::vector<Deed>& deeds() const { return m_deeds; }

    /// When step() will be; seconds from t = 0.
    [[nodiscard]] Seconds nextStepAt() const;
    /// The rollout has come to an end, or the scenario's time has.
    [[nodiscard]] bool isOver() const;
    /// Run 0 of the scenario, as far as it has come.
    [[nodiscard]] RunResult result() const { return m_tally.result(m_script.firstRefusal()); }

private:
    ScenarioPlayer(Orchestrator& orchestrator, VirtualClock& clock, const Scenario& scenario,
                   const EntityState& established);

    [[nodiscard]] Result<EntityState> state() const;
    [[nodiscard]] Result<std::vector<ScriptedAct>> act();
    [[nodiscard]] Result<void> noteDeeds();
    [[nodiscard]] Result<void> noteSeen();
    [[nodiscard]] Result<std::shared_ptr<const Plan>> takeStep(const EntityState& before);
    void count(const EntityState& before, const EntityState& after, const Plan& plan);
    void noteFates(const EntityState& state);

    Orchestrator& m_orchestrator;
    VirtualClock& m_clock;
    const Scenario m_scenario;
    EntityKey m_entity{};
    Script m_script;
    Tally m_tally;
    Time m_now; ///< of the next step
    SimulationSettings m_settings; ///< what the fates were drawn of
    VersionFates m_fates; ///< of the new version
    std::vector<Deed> m_deeds;
    EntityState m_seen; ///< what the last step, or the scenario's acts after it, left
    std::int64_t m_seenRow = 0; ///< and the journal's last row then
};

/// Does it by the engine's public calls, as a person would.
[[nodiscard]] Result<void> performAct(Orchestrator& orchestrator, EntityKey entity,
                                      const ScriptedAct& act);

} // namespace rollout
