#include "ui/common/past_view.h"

#include "ui/common/focus.h"
#include "ui/common/session.h"

namespace rollout {

SnapshotPtr shownSnapshot(const Focus& focus, const Session& session)
{
    if (focus.past())
        return focus.past()->snapshot;
    return focus.entity() ? session.snapshot(*focus.entity()) : nullptr;
}

SummaryPtr shownSummary(const Focus& focus, const Session& session)
{
    if (focus.past())
        return focus.past()->summary;
    return focus.entity() ? session.summary(*focus.entity()) : nullptr;
}

} // namespace rollout
