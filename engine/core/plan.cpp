#include "core/plan.h"

#include "core/record.h"

namespace rollout {

namespace {

void apply(Fleet& fleet, const Judgement& judgement, const Plan& plan)
{
    Block& block = fleet.ownBlock(judgement.target);
    const std::size_t i = Fleet::offset(judgement.target);
    TextId text = TextId::None;
    if (judgement.hookText > 0)
        text = fleet.texts().intern(plan.hookTexts[judgement.hookText - 1]);
    block.expectedNote[i] = Note{judgement.kind, judgement.seconds, judgement.limit, text};
    block.expectedIsError[i] = judgement.isFailure();
    if (judgement.isNewMark)
        block.expectedMessageAt[i] = plan.now;
}

void apply(Fleet& fleet, const Assignment& assignment, const Plan& plan)
{
    Block& block = fleet.ownBlock(assignment.target);
    const std::size_t i = Fleet::offset(assignment.target);
    block.expectedVersion[i] = plan.effective;
    block.expectedNote[i] = Note{assignment.reason, 0, 0, TextId::None};
    block.expectedIsError[i] = false;
    block.expectedChangedAt[i] = plan.now;
    block.expectedMessageAt[i] = plan.now;
}

} // namespace

void applyPlan(Fleet& fleet, const Plan& plan, Seconds successTimeout)
{
    for (const Judgement& judgement : plan.judgements)
        apply(fleet, judgement, plan);
    fleet.remove(plan.removals);
    if (!plan.creations.empty())
        createTargets(fleet, plan.creations, {plan.now, successTimeout, plan.before.lastKnownGood});
    for (const Assignment& assignment : plan.assignments)
        apply(fleet, assignment, plan);
}

} // namespace rollout
