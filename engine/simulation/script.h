#pragma once

// What happens in a run beside reports and steps: the scenario's events, and the people who approve
// and release after a while (F18). The script says what is due; whoever plays it does it: a
// rehearsal on a state of its own (perform()), the service by its public calls.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "core/entity_state.h"
#include "core/verbs.h"
#include "simulation/draws.h"
#include "simulation/scenario.h"

namespace rollout {

/// Another version is asked for.
struct ScriptedVersion
{
    std::string version;
    bool isForced = false;
};

/// Something to be done to an entity.
struct ScriptedAct
{
    /// A verb · a version · other fates from now on · another policy.
    std::variant<Verb, ScriptedVersion, SimulationSettings, Policy> what;
    Signature signature;
    std::optional<Seconds> eventAt; ///< the scenario's event that it is; nothing: people who were
                                    ///< waited for
};

/// Used in one thread. `scenario` outlives it.
class Script
{
public:
    Script(const Scenario& scenario, std::uint64_t run);

    /// The next that is due at a clock time, before its step, in `state`, which has all that was
    /// told before; nothing: all is done.
    [[nodiscard]] std::optional<ScriptedAct> nextDue(const EntityState& state, Time now);
    /// The engine refused it.
    void noteRefusal(const ScriptedAct& act, const Error& error);
    /// Whether an event has put the controller service out of order.
    [[nodiscard]] bool isOut(Time now) const { return now < m_outUntil; }
    /// When something is due next, after `now`, if the state stays as it is; nothing: never.
    [[nodiscard]] std::optional<Time> nextAct(const EntityState& state, Time now) const;
    /// Whether somebody is waited for at a clock time.
    [[nodiscard]] static bool isWaiting(const EntityState& state, Time now);

    /// The first event that the engine refused, as a sentence with its time; empty: none.
    [[nodiscard]] const std::string& firstRefusal() const { return m_firstRefusal; }

private:
    [[nodiscard]] std::optional<ScriptedAct> nextEvent(const EntityState& state, Time now);
    void askPeople(const EntityState& state, Time now);
    [[nodiscard]] Milliseconds delay(TargetId target, Time asked) const;
    [[nodiscard]] Time dueAt(const EntityState& state, const ApprovalRequest& request) const;
    [[nodiscard]] std::optional<Time> releaseAt(const EntityState& state) const;
    [[nodiscard]] Time timeOf(const ScenarioEvent& event) const;

    const Scenario& m_scenario;
    Draws m_draws;
    std::size_t m_next = 0; ///< event
    Time m_outUntil = Time::min();
    std::optional<Time> m_askedAt; ///< when people were last asked for their votes …
    std::deque<ScriptedAct> m_votes; ///< … which they give now
    std::optional<Time> m_releasedAt; ///< and whether a wave may go on
    std::string m_firstRefusal;
};

/// What has to be done to an entity for an event of a scenario, which is no outage, when it happens
/// at a clock time.
[[nodiscard]] ScriptedAct actOf(const Scenario& scenario, const ScenarioEvent& event,
                                const EntityState& state, Time now);

/// Does it to a state, by the rules that the service keeps: an entity that an operator has locked
/// refuses everything but unlocking. On an error the state is as before.
[[nodiscard]] Result<void> perform(EntityState& state, const ScriptedAct& act, Time now);

} // namespace rollout
