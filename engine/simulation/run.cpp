#include "simulation/run.h"

#include <algorithm>

#include "core/plan.h"
#include "core/record.h"
#include "core/step.h"
#include "simulation/digest.h"
#include "simulation/simulated_fleet.h"

namespace rollout {
namespace {

/// Whether the plan changes nothing but report times.
bool isQuiet(const Plan& plan)
{
    return plan.judgements.empty() && plan.creations.empty() && plan.assignments.empty()
        && plan.removals.empty() && plan.versionChanges.empty();
}

/// The earliest moment at which a target that timed out becomes a success after all, if reports
/// stay as they are.
std::optional<Time> nextLateSuccess(const EntityState& state, const Plan& plan)
{
    std::optional<Time> next;
    if (plan.figures.failed == 0)
        return next;
    for (const TargetId id : state.fleet.order()) {
        const Block& block = state.fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        const Reported& reported = block.reported[i];
        const bool isHealthy = block.expectedVersion[i] == plan.effective
            && reported.version == plan.effective && reported.isError == 0;
        const Time at = firstMomentAfter(block.currentMessageAt[i], state.options.successTimeout);
        if (isHealthy && at > plan.now)
            next = std::min(next.value_or(at), at);
    }
    return next;
}

class Run
{
public:
    Run(const Scenario& scenario, const EntityState& established, std::uint64_t run);
    RunResult finish(QuietSteps quietSteps);

private:
    void step();
    Plan decide();
    void observe(const Plan& plan);
    void observeAssignments(const Plan& plan);
    void observeVersions(const Plan& plan);
    void addToTrace(const Plan& plan);
    void countStep(const Plan& plan, Time at);
    void skipQuietSteps();
    [[nodiscard]] bool isOver() const { return m_result.outcome != Outcome::Unfinished; }
    [[nodiscard]] Outcome outcome() const;
    void set(Metric metric, double value) { m_result.metrics[indexOf(metric)] = value; }
    void setTime(Metric metric)
    {
        set(metric, std::chrono::duration<double>(m_now - firstAssigningStep()).count());
    }

    const Scenario& m_scenario;
    EntityState m_state;
    const VersionId m_new;
    const Time m_end;
    SimulatedFleet m_simulated;
    Time m_now;
    SimulatedReports m_reports;
    Plan m_plan; ///< of the last step
    bool m_isSettled = false; ///< nothing will change before a window closes
    TargetSet m_assigned;
    std::int64_t m_assignedCount = 0;
    std::int64_t m_badCount = 0;
    std::int64_t m_lostCount = 0;
    std::int64_t m_failingSum = 0; ///< failing targets, summed over the steps
    Digest m_digest;
    RunResult m_result;
};

Run::Run(const Scenario& scenario, const EntityState& established, std::uint64_t run)
    : m_scenario(scenario)
    , m_state(established)
    , m_new(established.rollout.target)
    , m_end(firstAssigningStep() + scenario.until)
    , m_simulated(m_state.fleet, scenario.fleet, run, m_new)
    , m_now(firstAssigningStep() - scenario.fleet.tick)
    , m_assigned(m_state.fleet.slots())
{
}

RunResult Run::finish(QuietSteps quietSteps)
{
    for (; m_now <= m_end && !isOver(); m_now += m_scenario.fleet.tick) {
        step();
        if (quietSteps == QuietSteps::Skip && m_isSettled && !isOver())
            skipQuietSteps();
    }
    set(Metric::Assigned, static_cast<double>(m_assignedCount));
    set(Metric::Bad, static_cast<double>(m_badCount));
    set(Metric::TargetsLost, static_cast<double>(m_lostCount));
    const auto tick = static_cast<double>(m_scenario.fleet.tick.count());
    set(Metric::BadTargetSeconds, tick * static_cast<double>(m_failingSum));
    m_result.digest = m_digest.value();
    return m_result;
}

void Run::step()
{
    m_reports = m_simulated.report(m_state.fleet, m_now);
    const RecordContext context{m_now, m_state.options.successTimeout,
                                m_state.rollout.lastKnownGood};
    const RecordChanges changes = recordReport(m_state.fleet, m_reports.reports, context);
    m_lostCount += static_cast<std::int64_t>(changes.forgotten.size());
    m_plan = decide();
    applyPlan(m_state.fleet, m_plan, m_state.options.successTimeout);
    m_state.rollout = m_plan.after;
    m_isSettled = m_reports.isSettled && changes.forgotten.empty() && isQuiet(m_plan);
    observe(m_plan);
}

Plan Run::decide()
{
    Step step(m_state.fleet, m_state.rollout, m_state.options, m_now, Hooks{});
    while (step.next()) { } // without hooks there are no questions
    return step.takePlan();
}

void Run::observe(const Plan& plan)
{
    observeAssignments(plan);
    observeVersions(plan);
    addToTrace(plan);
    countStep(plan, m_now);
    m_result.outcome = outcome();
    if (m_result.outcome == Outcome::Completed)
        setTime(Metric::TimeToComplete);
    if (m_result.outcome == Outcome::RolledBack)
        setTime(Metric::TimeToRolledBack);
}

void Run::observeAssignments(const Plan& plan)
{
    if (plan.effective != m_new)
        return;
    for (const Assignment& assignment : plan.assignments)
        if (m_assigned.insert(assignment.target)) {
            ++m_assignedCount;
            m_badCount += m_simulated.fate(m_state.fleet, assignment.target, m_new).isBad() ? 1 : 0;
        }
}

void Run::observeVersions(const Plan& plan)
{
    for (const VersionChange& change : plan.versionChanges) {
        if (change.version != m_new)
            continue;
        if (change.kind == VersionChange::Kind::BecameGood)
            setTime(Metric::TimeToLastKnownGood);
        if (change.kind == VersionChange::Kind::BecameBad)
            setTime(Metric::TimeToDetect);
    }
    m_result.badBecameGood = m_state.rollout.lastKnownGood == m_new && m_badCount > 0;
}

/// Decisions only: countStep adds what every step has, quiet ones included.
void Run::addToTrace(const Plan& plan)
{
    for (const Judgement& judgement : plan.judgements)
        m_digest.add(std::uint64_t(raw(judgement.target)) << 8
                     | static_cast<std::uint64_t>(judgement.kind));
    for (const Assignment& assignment : plan.assignments)
        m_digest.add(std::uint64_t(raw(assignment.target)) << 8 | 0xffU);
}

void Run::countStep(const Plan& plan, Time at)
{
    const RolloutState& after = plan.after;
    m_failingSum += m_reports.failing;
    m_digest.add(at.time_since_epoch().count());
    m_digest.add(static_cast<std::int64_t>(m_reports.reports.size()));
    m_digest.add(m_reports.watched);
    m_digest.add(m_reports.failing);
    m_digest.add(std::uint64_t(raw(after.rolling)) << 32 | raw(after.lastKnownGood));
    m_digest.add(std::uint64_t(raw(after.lastKnownBad)) << 32
                 | static_cast<std::uint64_t>(plan.verdict));
    m_digest.add(plan.figures.succeeded);
    m_digest.add(plan.figures.failed);
}

Outcome Run::outcome() const
{
    const auto size = static_cast<std::int64_t>(m_state.fleet.size());
    const auto reports = static_cast<std::int64_t>(m_reports.reports.size());
    if (m_state.rollout.lastKnownGood == m_new && m_reports.watched == size)
        return Outcome::Completed;
    // Only two versions are ever reported.
    const bool allReport = reports == size;
    if (m_state.rollout.lastKnownBad == m_new && allReport && m_reports.watched == 0)
        return Outcome::RolledBack;
    return Outcome::Unfinished;
}

/// Goes to the last step before something changes; what is observed of the steps between is what
/// was observed now.
void Run::skipQuietSteps()
{
    const Seconds tick = m_scenario.fleet.tick;
    Time until = m_end + Milliseconds(1);
    for (const auto& change : {m_plan.nextDecision, nextLateSuccess(m_state, m_plan)})
        until = std::min(until, change.value_or(until));
    for (; m_now + tick < until; m_now += tick)
        countStep(m_plan, m_now + tick);
}

} // namespace

std::string_view metricName(Metric metric)
{
    constexpr std::array<std::string_view, metricCount> names{
        "timeToLastKnownGood", "timeToComplete", "timeToDetect",
        "timeToRolledBack",    "assigned",       "bad",
        "badTargetSeconds",    "targetsLost"};
    return names[indexOf(metric)];
}

RunResult simulateRun(const Scenario& scenario, const EntityState& established, std::uint64_t run,
                      QuietSteps quietSteps)
{
    return Run(scenario, established, run).finish(quietSteps);
}

} // namespace rollout
