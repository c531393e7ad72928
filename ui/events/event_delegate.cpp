#include "ui/events/event_delegate.h"

#include "ui/events/events_model.h"

namespace rollout {

MarkDelegate::Mark EventDelegate::markOf(const QModelIndex& index, Scheme scheme) const
{
    const auto kind = JournalKind(index.data(EventsModel::KindRole).toInt());
    return {journalColour(kind, scheme), journalGlyph(kind)};
}

} // namespace rollout
