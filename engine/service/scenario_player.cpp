#include "service/scenario_player.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/advance.h"
#include "core/record.h"
#include "simulation/absence.h"
#include "simulation/simulated_fleet.h"

namespace rollout {
namespace {

/// A played scenario has the fates of the first run.
constexpr std::uint64_t playedRun = 0;

/// Of those that were there when the step began or came with it.
std::int64_t lostIn(const EntityState& before, const EntityState& after, const Plan& plan)
{
    const auto& order = before.fleet.order();
    const auto gone = std::count_if(order.begin(), order.end(),
                                    [&](TargetId id) { return !after.fleet.isLive(id); });
    return gone - static_cast<std::int64_t>(plan.removals.size());
}

} // namespace

ScenarioPlayer::ScenarioPlayer(Orchestrator& orchestrator, VirtualClock& clock,
                               const Scenario& scenario, const EntityState& established)
    : m_orchestrator(orchestrator)
    , m_clock(clock)
    , m_scenario(scenario)
    , m_script(m_scenario, playedRun)
    , m_tally(m_scenario, established)
    , m_now(firstAssigningStep(m_scenario) - m_scenario.fleet.tick)
    , m_settings(m_scenario.fleet)
    , m_fates(m_settings, playedRun, newVersion)
{
}

Result<std::unique_ptr<ScenarioPlayer>> ScenarioPlayer::begin(Orchestrator& orchestrator,
                                                              VirtualClock& clock,
                                                              const Scenario& scenario,
                                                              const Place& place)
{
    if (auto ok = checkScenario(scenario); !ok)
        return tl::unexpected(ok.error());
    const EntityState established = establishedFleet(scenario);
    std::unique_ptr<ScenarioPlayer> player(
        new ScenarioPlayer(orchestrator, clock, scenario, established));
    if (clock.now() > player->m_now)
        return failure(ErrorCode::InvalidArgument,
                       "the simulation's clock is past the beginning of the scenario; play it in a"
                       " store of its own");
    clock.set(player->m_now);
    const auto key = orchestrator.createEntity(place.namespaceName, place.entityName, established,
                                               {"scenario", {}});
    if (!key)
        return tl::unexpected(key.error());
    player->m_entity = *key;
    if (auto ok = player->noteSeen(); !ok)
        return tl::unexpected(ok.error());
    return player;
}

Seconds ScenarioPlayer::nextStepAt() const
{
    return std::chrono::duration_cast<Seconds>(m_now - firstAssigningStep(m_scenario));
}

bool ScenarioPlayer::isOver() const
{
    return m_tally.isOver() || nextStepAt() > m_scenario.until;
}

Result<EntityState> ScenarioPlayer::state() const
{
    return m_orchestrator.snapshot(m_entity).map(
        [](const SnapshotPtr& snapshot) { return snapshot->state; });
}

Result<ScenarioPlayer::Played> ScenarioPlayer::step()
{
    if (auto ok = noteDeeds(); !ok)
        return tl::unexpected(ok.error());
    m_clock.advanceTo(m_now);
    auto acts = act();
    if (!acts)
        return tl::unexpected(acts.error());
    const auto before = state();
    if (!before)
        return tl::unexpected(before.error());
    noteFates(*before);
    Played played{m_now, nullptr, std::move(*acts)};
    if (m_script.isOut(m_now) || Absences(m_settings, playedRun).isOut(m_now)) {
        m_tally.miss(m_now);
    } else {
        auto plan = takeStep(*before);
        if (!plan)
            return tl::unexpected(plan.error());
        played.plan = std::move(*plan);
    }
    m_now += m_scenario.fleet.tick;
    if (auto ok = noteSeen(); !ok)
        return tl::unexpected(ok.error());
    return played;
}

/// Nobody but people changes the entity from one step to the next.
Result<void> ScenarioPlayer::noteDeeds()
{
    const auto now = state();
    if (!now)
        return tl::unexpected(now.error());
    if (now->revision == m_seen.revision)
        return {};
    JournalFilter filter;
    filter.entity = m_entity;
    const auto rows =
        m_orchestrator.journalAfter(filter, m_seenRow, std::numeric_limits<int>::max());
    if (!rows)
        return tl::unexpected(rows.error());
    for (ScriptedAct& act : actsBetween(m_seen, *now, *rows))
        m_deeds.push_back({nextStepAt(), std::move(act)});
    return noteSeen();
}

Result<void> ScenarioPlayer::noteSeen()
{
    auto now = state();
    if (!now)
        return tl::unexpected(now.error());
    JournalFilter filter;
    filter.entity = m_entity;
    const auto newest =
        m_orchestrator.journalBefore(filter, std::numeric_limits<std::int64_t>::max(), 1);
    if (!newest)
        return tl::unexpected(newest.error());
    m_seen = std::move(*now);
    m_seenRow = newest->empty() ? 0 : newest->front().id;
    return {};
}

/// All that is due before the step.
Result<std::vector<ScriptedAct>> ScenarioPlayer::act()
{
    std::vector<ScriptedAct> acts;
    for (;;) {
        const auto current = state();
        if (!current)
            return tl::unexpected(current.error());
        auto due = m_script.nextDue(*current, m_now);
        if (!due)
            return acts;
        if (const auto done = perform(*due); !done)
            m_script.noteRefusal(*due, done.error());
        acts.push_back(std::move(*due));
    }
}

Result<void> ScenarioPlayer::perform(const ScriptedAct& act)
{
    return performAct(m_orchestrator, m_entity, act);
}

Result<std::shared_ptr<const Plan>> ScenarioPlayer::takeStep(const EntityState& before)
{
    auto plan = m_orchestrator.step(m_entity);
    if (!plan)
        return plan;
    const auto after = state();
    if (!after)
        return tl::unexpected(after.error());
    count(before, *after, **plan);
    return plan;
}

/// The step's report is a function of the state before it, so that it can be looked at once more.
void ScenarioPlayer::count(const EntityState& before, const EntityState& after, const Plan& plan)
{
    EntityState seen = before;
    (void)takeNewcomers(seen.fleet, Absences(m_settings, playedRun), recordContext(seen, m_now),
                        m_now, seen.clock);
    std::vector<IndexedReport> buffer;
    const VersionId watched = after.fleet.versions().find(newVersion).value_or(VersionId::None);
    const SimulatedReports reports =
        countedReports(seen.fleet, m_settings, {playedRun, m_now, seen.clock}, watched, buffer);
    m_tally.take({m_now, after, plan, reports}, lostIn(seen, after, plan),
                 [&](TargetId id) { return m_fates.fate(after.fleet, id).isBad(); });
}

/// Somebody may have changed how the fleet behaves.
void ScenarioPlayer::noteFates(const EntityState& state)
{
    if (!state.simulation || *state.simulation == m_settings)
        return;
    m_settings = *state.simulation;
    m_fates = VersionFates(m_settings, playedRun, newVersion);
    m_tally.recountBad(state.fleet,
                       [&](TargetId id) { return m_fates.fate(state.fleet, id).isBad(); });
}

Result<void> performAct(Orchestrator& orchestrator, EntityKey entity, const ScriptedAct& act)
{
    if (const auto* verb = std::get_if<Verb>(&act.what))
        return orchestrator.apply(entity, *verb, act.signature);
    if (const auto* policy = std::get_if<Policy>(&act.what))
        return orchestrator.setPolicy(entity, *policy, act.signature);
    if (const auto* settings = std::get_if<SimulationSettings>(&act.what))
        return orchestrator.setSimulation(entity, *settings);
    const auto snapshot = orchestrator.snapshot(entity);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const std::string& ns = (*snapshot)->namespaceName;
    const std::string& name = (*snapshot)->entityName;
    const auto& wish = std::get<ScriptedVersion>(act.what);
    return wish.isForced ? orchestrator.forceTargetVersion(ns, name, wish.version, act.signature)
                         : orchestrator.setTargetVersion(ns, name, wish.version, act.signature);
}

} // namespace rollout
