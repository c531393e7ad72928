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
    Step step(recorded.fleet, recorded.rollout, recorded.options, input.now, input.hooks);
    while (const auto question = step.next())
        step.answer(input.ask(*question, step));
    return step.takePlan();
}

} // namespace

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
    applyPlan(outcome.after.fleet, *outcome.plan, recorded.options.successTimeout);
    outcome.after.rollout = outcome.plan->after;

    outcome.journal = journalOfReport(before, recorded, *changes);
    append(outcome.journal,
           journalOfStep(recorded, outcome.after, *outcome.plan, input.previousPlan.get()));
    append(outcome.journal, journalOfOutcome(before, outcome.after));
    return outcome;
}

RecordContext recordContext(const EntityState& state, Time now)
{
    return {now, state.options.successTimeout, state.rollout.lastKnownGood};
}

Fill fromReport(std::span<const ClientState> report)
{
    return [report](EntityState& next, const RecordContext& context) -> Result<RecordChanges> {
        return recordReport(next.fleet, report, context);
    };
}

} // namespace rollout
