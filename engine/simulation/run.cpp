#include "simulation/run.h"

#include <algorithm>

#include "core/advance.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/step.h"
#include "simulation/quiet_steps.h"
#include "simulation/script.h"
#include "simulation/simulated_fleet.h"
#include "simulation/tally.h"

namespace rollout {
namespace {

class Run
{
public:
    Run(const Scenario& scenario, const EntityState& established, std::uint64_t run,
        const StepWatcher& watcher);
    RunResult finish(QuietSteps quietSteps);

private:
    void step();
    void act();
    void takeStep();
    void missStep();
    Plan decide();
    void skipQuietSteps();
    [[nodiscard]] bool isBad(TargetId id)
    {
        return m_simulated.fate(m_state.fleet, id, m_new).isBad();
    }
    [[nodiscard]] WatchedStep watched() const { return {m_now, m_state, m_plan, m_reports}; }

    const Scenario& m_scenario;
    EntityState m_state;
    const VersionId m_new;
    const Time m_end;
    const StepWatcher& m_watcher;
    SimulatedFleet m_simulated;
    Script m_script;
    Tally m_tally;
    const IsBad m_isBad;
    Time m_now; ///< clock
    SimulatedReports m_reports;
    Plan m_plan; ///< of the last step
    bool m_isSettled = false; ///< nothing will change before a window closes
};

Run::Run(const Scenario& scenario, const EntityState& established, std::uint64_t run,
         const StepWatcher& watcher)
    : m_scenario(scenario)
    , m_state(established)
    , m_new(established.rollout.target)
    , m_end(firstAssigningStep(scenario) + scenario.until)
    , m_watcher(watcher)
    , m_simulated(m_state.fleet, scenario.fleet, run, m_new)
    , m_script(scenario, run)
    , m_tally(scenario, established)
    , m_isBad([this](TargetId id) { return isBad(id); })
    , m_now(firstAssigningStep(scenario) - scenario.fleet.tick)
{
}

RunResult Run::finish(QuietSteps quietSteps)
{
    // Outages come when they come, so that no step can be left out.
    const bool maySkip = quietSteps == QuietSteps::Skip && m_scenario.fleet.outages.perDay <= 0.0;
    for (; m_now <= m_end && !m_tally.isOver(); m_now += m_scenario.fleet.tick) {
        step();
        if (maySkip && m_isSettled && !m_tally.isOver())
            skipQuietSteps();
    }
    return m_tally.result(m_script.firstRefusal());
}

void Run::step()
{
    act();
    if (m_script.isOut(m_now) || m_simulated.absences().isOut(m_now))
        missStep();
    else
        takeStep();
}

/// All that is due before the step.
void Run::act()
{
    bool hasOtherFates = false;
    while (const auto act = m_script.nextDue(m_state, m_now)) {
        const auto done = perform(m_state, *act, m_now);
        if (!done)
            m_script.noteRefusal(*act, done.error());
        else if (std::holds_alternative<SimulationSettings>(act->what)) {
            m_simulated.setSettings(m_state.fleet, *m_state.simulation);
            hasOtherFates = true;
        }
    }
    if (hasOtherFates)
        m_tally.recountBad(m_state.fleet, m_isBad);
}

void Run::takeStep()
{
    const RecordContext context = recordContext(m_state, m_now);
    (void)takeNewcomers(m_state.fleet, m_simulated.absences(), context, m_now, m_state.clock);
    m_reports = m_simulated.report(m_state.fleet, m_now, m_state.clock);
    const RecordChanges changes = recordReport(m_state.fleet, m_reports.reports, context);
    m_plan = decide();
    const bool hasProgressed = m_plan.progress != m_state.progress;
    applyPlan(m_state, m_plan);
    m_isSettled =
        m_reports.isSettled && changes.forgotten.empty() && isQuiet(m_plan) && !hasProgressed;
    m_tally.take(watched(), static_cast<std::int64_t>(changes.forgotten.size()), m_isBad);
    if (m_watcher)
        m_watcher(watched());
}

/// The controller service is out: what was, goes on.
void Run::missStep()
{
    m_isSettled = false;
    m_tally.miss(m_now);
}

Plan Run::decide()
{
    Step step(m_state.fleet, rulesOf(m_state, m_now), m_state.clock.at(m_now), Hooks{});
    while (step.next()) { } // without hooks there are no questions
    return step.takePlan();
}

/// Goes to the last step before something changes; what is observed of the steps between is what
/// was observed now.
void Run::skipQuietSteps()
{
    const Seconds tick = m_scenario.fleet.tick;
    Time until = m_end + Milliseconds(1);
    for (const auto& change :
         {nextChange(m_state, m_plan, m_now), m_script.nextAct(m_state, m_now)})
        until = std::min(until, change.value_or(until));
    for (; m_now + tick < until; m_now += tick)
        m_tally.countQuiet(watched(), m_now + tick);
}

} // namespace

std::string_view metricName(Metric metric)
{
    constexpr std::array<std::string_view, metricCount> names{
        "timeToLastKnownGood", "timeToComplete", "timeToDetect",
        "timeToRolledBack",    "assigned",       "bad",
        "badTargetSeconds",    "targetsLost",    "mostBadAtOnce",
        "mostUnhealthyAtOnce", "unhealthyAtEnd", "operatorWaiting",
        "timeOfFirstBad"};
    return names[indexOf(metric)];
}

RunResult simulateRun(const Scenario& scenario, const EntityState& established, std::uint64_t run,
                      QuietSteps quietSteps, const StepWatcher& watcher)
{
    return Run(scenario, established, run, watcher).finish(quietSteps);
}

} // namespace rollout
