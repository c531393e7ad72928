#include "simulation/quiet_steps.h"

#include <algorithm>

namespace rollout {
namespace {

/// The earliest of some moments that are later than one.
class Earliest
{
public:
    explicit Earliest(Time after)
        : m_after(after)
    {
    }
    void note(Time at)
    {
        if (at > m_after)
            m_at = std::min(m_at.value_or(at), at);
    }
    void note(std::optional<Time> at)
    {
        if (at)
            note(*at);
    }
    [[nodiscard]] std::optional<Time> at() const { return m_at; }

private:
    Time m_after;
    std::optional<Time> m_at;
};

/// Targets that timed out and become a success after all.
void noteLateSuccesses(Earliest& earliest, const EntityState& state, const Plan& plan)
{
    if (plan.figures.failed == 0)
        return;
    for (const TargetId id : state.fleet.order()) {
        const Block& block = state.fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        const Reported& reported = block.reported[i];
        const bool isHealthy = block.expectedVersion[i] == plan.effective
            && reported.version == plan.effective && reported.isError == 0;
        if (isHealthy)
            earliest.note(
                firstMomentAfter(block.currentMessageAt[i], state.options.successTimeout));
    }
}

/// The wave under way has baked, the minimum time is over, the watch, or the patience of approval.
void noteRules(Earliest& earliest, const EntityState& state)
{
    const Progress& progress = state.progress;
    if (progress.waveDoneSince && progress.wave < state.waves.size())
        earliest.note(*progress.waveDoneSince + state.waves[progress.wave].bake);
    if (state.guards.minimumTime > Seconds(0))
        earliest.note(progress.rollingSince + state.guards.minimumTime);
    if (state.guards.watchAfterGood > Seconds(0))
        earliest.note(progress.goodSince + state.guards.watchAfterGood + Milliseconds(1));
    if (state.approval.timeout > Seconds(0))
        for (const ApprovalRequest& request : state.approvals.requests)
            earliest.note(request.askedAt + state.approval.timeout);
}

} // namespace

bool isQuiet(const Plan& plan)
{
    return plan.judgements.empty() && plan.creations.empty() && plan.assignments.empty()
        && plan.removals.empty() && plan.versionChanges.empty() && plan.toApprove.empty();
}

std::optional<Time> nextChange(const EntityState& state, const Plan& plan, Time now)
{
    Earliest earliest(now);
    if (const FreezeWindow* freeze = state.control.freezeAt(now))
        earliest.note(freeze->endAt(now));
    if (state.clock.isStopped()) // the entity's own time stands still
        return earliest.at();
    Earliest own(state.clock.at(now));
    own.note(plan.nextDecision);
    noteLateSuccesses(own, state, plan);
    noteRules(own, state);
    if (own.at())
        earliest.note(state.clock.clockAt(*own.at()));
    return earliest.at();
}

} // namespace rollout
