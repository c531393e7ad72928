#pragma once

// An entity as it was at a moment of its past, with all that a page needs to show it.

#include <cstdint>
#include <memory>

#include "service/orchestrator.h"
#include "ui/common/summary.h"

namespace rollout {

class Focus;
class Session;

struct PastView
{
    PastMoment moment;
    SnapshotPtr snapshot;
    SummaryPtr summary;
    std::int64_t lastRow = 0; ///< of the journal: what had happened by then
};
using PastViewPtr = std::shared_ptr<const PastView>;

/// The focused entity at the moment that is looked at: the past one, or the newest known. Null when
/// nothing is in focus.
[[nodiscard]] SnapshotPtr shownSnapshot(const Focus& focus, const Session& session);
/// Of that snapshot.
[[nodiscard]] SummaryPtr shownSummary(const Focus& focus, const Session& session);

} // namespace rollout
