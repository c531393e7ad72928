#include "core/advance.h"

#include <iterator>
#include <utility>

namespace rollout {

namespace {

void append(std::vector<JournalEntry>& to, std::vector<JournalEntry> from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Plan decide(const EntityState& recorded, const StepInput& input)
{
    Step step(recorded.fleet, rulesOf(recorded, input.now), recorded.clock.at(input.now),
              input.hooks);
    while (const auto question = step.next())
        step.answer(input.ask(*question, step));
    return step.takePlan();
}

/// Those that wait for people from now on, and those that need not any more.
void updateApprovals(EntityState& state, const Plan& plan)
{
    if (!plan.toApprove.empty())
        state.approvals.ask(plan.effective, plan.before.isRollingBack(), plan.toApprove, plan.now);
    if (state.approvals.requests.empty())
        return;
    std::vector<TargetId> over;
    for (const Assignment& assignment : plan.assignments)
        over.push_back(assignment.target);
    state.approvals.forget(over);
    dropGoneRequests(state);
}

} // namespace

void dropGoneRequests(EntityState& state)
{
    std::erase_if(state.approvals.requests, [&](const ApprovalRequest& request) {
        return !state.fleet.isLive(request.target);
    });
}

void applyPlan(EntityState& state, const Plan& plan)
{
    applyPlan(state.fleet, plan, state.options.successTimeout);
    state.rollout = plan.after;
    state.progress = plan.progress;
    updateApprovals(state, plan);
}

Result<StepOutcome> advance(const EntityState& before, const StepInput& input)
{
    EntityState recorded = before;
    recorded.lastChangedAt = input.now;
    ++recorded.step;
    ++recorded.revision;
    const auto changes = input.fill(recorded, recordContext(before, input.now));
    if (!changes)
        return tl::unexpected(changes.error());

    StepOutcome outcome{recorded, std::make_shared<const Plan>(decide(recorded, input)), {}};
    applyPlan(outcome.after, *outcome.plan);

    outcome.journal = journalOfReport(before, recorded, *changes);
    append(outcome.journal,
           journalOfStep(recorded, outcome.after, *outcome.plan, input.previousPlan.get()));
    append(outcome.journal, journalOfOutcome(before, outcome.after));
    return outcome;
}

RecordContext recordContext(const EntityState& state, Time clock)
{
    const Time now = state.clock.at(clock);
    RecordContext context{now,
                          state.options.successTimeout,
                          state.rollout.lastKnownGood,
                          state.guards.forgetAfter,
                          {}};
    if (keepsSilent(state.rollout, state.guards, state.progress, now))
        context.kept = {state.rollout.effectiveVersion(), state.rollout.rolling};
    return context;
}

Fill fromReport(std::span<const ClientState> report)
{
    return [report](EntityState& next, const RecordContext& context) -> Result<RecordChanges> {
        return recordReport(next.fleet, report, context);
    };
}

} // namespace rollout
