#include "ui/history/outcome_delegate.h"

#include "ui/history/history_model.h"
#include "ui/history/history_words.h"

namespace rollout {

MarkDelegate::Mark OutcomeDelegate::markOf(const QModelIndex& index, Scheme scheme) const
{
    const auto outcome = RolloutOutcome(index.data(HistoryModel::OutcomeRole).toInt());
    return {outcomeColour(outcome, scheme), outcomeGlyph(outcome)};
}

} // namespace rollout
