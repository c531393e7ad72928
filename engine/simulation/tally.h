#pragma once

// What a run comes to: its figures, counted step by step from what the engine decided and what the
// fleet reported, whoever takes the steps.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "simulation/digest.h"
#include "simulation/run.h"

namespace rollout {

/// What a target's fate is on the new version: whether it fails or falls silent, sooner or later.
using IsBad = std::function<bool(TargetId)>;

/// Used in one thread.
class Tally
{
public:
    /// `established` is the state before the step at −tick.
    Tally(const Scenario& scenario, const EntityState& established);

    /// A step was taken, in which so many targets were forgotten as silent.
    void take(const WatchedStep& step, std::int64_t lost, const IsBad& isBad);
    /// A step was missed: what was, goes on.
    void miss(Time now);
    /// A step that changed nothing, `step` being the last that was taken.
    void countQuiet(const WatchedStep& step, Time at) { countStep(step, at); }
    /// The fates are others now.
    void recountBad(const Fleet& fleet, const IsBad& isBad);

    [[nodiscard]] bool isOver() const { return m_result.outcome != Outcome::Unfinished; }
    /// Of the steps so far, as if the run ended here. `firstRefusal` as in RunResult.
    [[nodiscard]] RunResult result(const std::string& firstRefusal) const;

private:
    void countStep(const WatchedStep& step, Time at);
    void countAssignments(const Plan& plan, const IsBad& isBad);
    void countVersions(const WatchedStep& step);
    void addDecisions(const Plan& plan);
    void conclude(const WatchedStep& step);
    [[nodiscard]] Outcome outcomeOf(const WatchedStep& step) const;
    void set(Metric metric, double value) { m_result.metrics[indexOf(metric)] = value; }
    [[nodiscard]] double secondsOf(Time at) const
    {
        return std::chrono::duration<double>(at - m_first).count();
    }
    [[nodiscard]] double secondsOfSteps(std::int64_t steps) const
    {
        return static_cast<double>(m_tick.count() * steps);
    }

    const Time m_first; ///< t = 0
    const Seconds m_tick;
    const VersionId m_new;
    std::optional<Time> m_completeSince; ///< it was complete, but might still be rolled back
    TargetSet m_assigned;
    std::int64_t m_assignedCount = 0;
    std::int64_t m_badCount = 0;
    std::int64_t m_lostCount = 0;
    std::int64_t m_failing = 0; ///< at the last step that was taken
    std::int64_t m_unhealthy = 0; ///< likewise
    std::int64_t m_failingSum = 0; ///< failing targets, summed over the steps
    std::int64_t m_mostFailing = 0;
    std::int64_t m_mostUnhealthy = 0;
    std::int64_t m_waitingSteps = 0; ///< somebody was waited for
    Digest m_digest;
    RunResult m_result;
};

} // namespace rollout
