#pragma once

// One step of an entity from beginning to end, as a value: what a report and the engine's decision
// make of its state, and the journal of it. No I/O but through `ask`.

#include <functional>
#include <memory>
#include <vector>

#include "core/entity_state.h"
#include "core/journal.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/result.h"
#include "core/step.h"

namespace rollout {

/// Answers the questions of hooks that are set.
using Ask = std::function<Answer(const Question& question, const Step& step)>;
/// Records a report in `next.fleet`.
using Fill = std::function<Result<RecordChanges>(EntityState& next, const RecordContext& context)>;

struct StepInput
{
    Time now; ///< clock time
    Fill fill;
    Hooks hooks;
    Ask ask; ///< may be empty when no hook is set
    std::shared_ptr<const Plan> previousPlan; ///< of the step before; null when not known
};

struct StepOutcome
{
    EntityState after;
    std::shared_ptr<const Plan> plan;
    std::vector<JournalEntry> journal;
};

/// An error is one of the report: nothing came of it. A step that ends with an error of its own is
/// an outcome.
[[nodiscard]] Result<StepOutcome> advance(const EntityState& before, const StepInput& input);

/// The entity after the plan, which must have been made of exactly this state.
void applyPlan(EntityState& state, const Plan& plan);

/// Nobody need decide about targets that are gone.
void dropGoneRequests(EntityState& state);

/// What a report is recorded with at a clock time.
[[nodiscard]] RecordContext recordContext(const EntityState& state, Time clock);
/// A report of client states. `report` must outlive the result.
[[nodiscard]] Fill fromReport(std::span<const ClientState> report);

} // namespace rollout
