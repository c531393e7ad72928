#include "simulation/tally.h"

#include <algorithm>

#include "core/step_rules.h"
#include "simulation/script.h"

namespace rollout {

Tally::Tally(const Scenario& scenario, const EntityState& established)
    : m_first(firstAssigningStep(scenario))
    , m_tick(scenario.fleet.tick)
    , m_new(established.rollout.target)
    , m_assigned(established.fleet.slots())
{
}

void Tally::take(const WatchedStep& step, std::int64_t lost, const IsBad& isBad)
{
    m_lostCount += lost;
    countAssignments(step.plan, isBad);
    countVersions(step);
    addDecisions(step.plan);
    countStep(step, step.now);
    conclude(step);
}

void Tally::miss(Time now)
{
    m_digest.add(now.time_since_epoch().count());
    m_failingSum += m_failing;
}

void Tally::recountBad(const Fleet& fleet, const IsBad& isBad)
{
    const auto isBadNow = [&](TargetId id) { return m_assigned.contains(id) && isBad(id); };
    m_badCount = std::count_if(fleet.order().begin(), fleet.order().end(), isBadNow);
}

RunResult Tally::result(const std::string& firstRefusal) const
{
    Tally done = *this;
    if (!isOver() && m_completeSince)
        done.m_result.outcome = Outcome::Completed;
    if (done.m_result.outcome == Outcome::Completed)
        done.set(Metric::TimeToComplete, secondsOf(*m_completeSince));
    done.set(Metric::Assigned, static_cast<double>(m_assignedCount));
    done.set(Metric::Bad, static_cast<double>(m_badCount));
    done.set(Metric::TargetsLost, static_cast<double>(m_lostCount));
    done.set(Metric::BadTargetSeconds, secondsOfSteps(m_failingSum));
    done.set(Metric::MostBadAtOnce, static_cast<double>(m_mostFailing));
    done.set(Metric::MostUnhealthyAtOnce, static_cast<double>(m_mostUnhealthy));
    done.set(Metric::UnhealthyAtEnd, static_cast<double>(m_unhealthy));
    done.set(Metric::OperatorWaiting, secondsOfSteps(m_waitingSteps));
    done.m_result.digest = m_digest.value();
    done.m_result.firstRefusal = firstRefusal;
    return done.m_result;
}

/// A version that is watched after it became good may be complete and yet go back.
void Tally::conclude(const WatchedStep& step)
{
    const Outcome now = outcomeOf(step);
    if (now != Outcome::Completed)
        m_completeSince.reset();
    else if (!m_completeSince)
        m_completeSince = step.now;
    const EntityState& state = step.state;
    if (now == Outcome::Completed
        && isWatched(state.rollout, state.guards, state.progress, state.clock.at(step.now)))
        return;
    m_result.outcome = now;
    if (now == Outcome::RolledBack)
        set(Metric::TimeToRolledBack, secondsOf(step.now));
}

void Tally::countAssignments(const Plan& plan, const IsBad& isBad)
{
    if (plan.effective != m_new)
        return;
    for (const Assignment& assignment : plan.assignments)
        if (m_assigned.insert(assignment.target)) {
            ++m_assignedCount;
            m_badCount += isBad(assignment.target) ? 1 : 0;
        }
}

void Tally::countVersions(const WatchedStep& step)
{
    for (const VersionChange& change : step.plan.versionChanges) {
        if (change.version != m_new)
            continue;
        if (change.kind == VersionChange::Kind::BecameGood)
            set(Metric::TimeToLastKnownGood, secondsOf(step.now));
        if (change.kind == VersionChange::Kind::BecameBad)
            set(Metric::TimeToDetect, secondsOf(step.now));
    }
    m_result.badBecameGood = step.state.rollout.lastKnownGood == m_new && m_badCount > 0;
}

/// Decisions only: countStep adds what every step has, quiet ones included.
void Tally::addDecisions(const Plan& plan)
{
    for (const Judgement& judgement : plan.judgements)
        m_digest.add(std::uint64_t(raw(judgement.target)) << 8
                     | static_cast<std::uint64_t>(judgement.kind));
    for (const Assignment& assignment : plan.assignments)
        m_digest.add(std::uint64_t(raw(assignment.target)) << 8 | 0xffU);
}

void Tally::countStep(const WatchedStep& step, Time at)
{
    const SimulatedReports& reports = step.reports;
    const RolloutState& after = step.plan.after;
    m_failing = reports.failing;
    m_unhealthy = reports.unhealthy;
    m_failingSum += reports.failing;
    if (reports.failing > 0 && !m_result.metric(Metric::TimeOfFirstBad))
        set(Metric::TimeOfFirstBad, secondsOf(at));
    m_mostFailing = std::max(m_mostFailing, reports.failing);
    m_mostUnhealthy = std::max(m_mostUnhealthy, reports.unhealthy);
    m_waitingSteps += Script::isWaiting(step.state, at) ? 1 : 0;
    m_digest.add(at.time_since_epoch().count());
    m_digest.add(static_cast<std::int64_t>(reports.reports.size()));
    m_digest.add(reports.watched);
    m_digest.add(reports.failing);
    m_digest.add(std::uint64_t(raw(after.rolling)) << 32 | raw(after.lastKnownGood));
    m_digest.add(std::uint64_t(raw(after.lastKnownBad)) << 32
                 | static_cast<std::uint64_t>(step.plan.verdict));
    m_digest.add(step.plan.figures.succeeded);
    m_digest.add(step.plan.figures.failed);
}

Outcome Tally::outcomeOf(const WatchedStep& step) const
{
    const auto size = static_cast<std::int64_t>(step.state.fleet.size());
    const auto there = static_cast<std::int64_t>(step.reports.reports.size()) + step.reports.away;
    if (step.state.rollout.lastKnownGood == m_new && step.reports.watched == size)
        return Outcome::Completed;
    // Only two versions are ever reported.
    const bool allReport = there == size;
    if (step.state.rollout.lastKnownBad == m_new && allReport && step.reports.watched == 0)
        return Outcome::RolledBack;
    return Outcome::Unfinished;
}

} // namespace rollout
