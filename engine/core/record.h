#pragma once

// Recording a report: what controller services say of targets becomes the current side of a fleet.

#include <span>
#include <vector>

#include "core/client_state.h"
#include "core/fleet.h"
#include "core/result.h"
#include "core/rollout.h"

namespace rollout {

/// Targets that no report named for longer than this are removed.
inline constexpr Seconds forgetAfter{900};

struct RecordContext
{
    Time now;
    Seconds successTimeout; ///< a new target counts as healthy since now − this
    VersionId lastKnownGood; ///< what a new target is expected to run
};

/// A report of one target by id, for fleets whose owner knows the ids (the simulator). isError is 0
/// or 1.
struct IndexedReport
{
    TargetId target;
    Reported reported;
};

/// What a report changed, beside report times.
struct RecordChanges
{
    std::vector<TargetId> created; ///< ascending
    std::vector<TargetId> forgotten; ///< silent for too long, removed; ascending

    bool operator==(const RecordChanges&) const = default;
};

/// Applies the entries in order, then forgets silent targets. On an error (a name or text that is
/// not allowed) the fleet is unchanged.
[[nodiscard]] Result<RecordChanges> recordReport(Fleet& fleet, std::span<const ClientState> report,
                                                 const RecordContext& context);
/// Targets that a hook made known: created as a report would, with ids in the order given. None may
/// exist, all must be allowed (checkClientState).
void createTargets(Fleet& fleet, std::span<const ClientState> states, const RecordContext& context);
/// The same as the first for known targets by id; all must be live.
[[nodiscard]] RecordChanges recordReport(Fleet& fleet, std::span<const IndexedReport> report,
                                         const RecordContext& context);

} // namespace rollout
