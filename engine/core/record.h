#pragma once

// Recording a report: what controller services say of targets becomes the current side of a fleet.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/client_state.h"
#include "core/fleet.h"
#include "core/policy.h"
#include "core/result.h"
#include "core/rollout.h"

namespace rollout {

struct RecordContext
{
    Time now; ///< entity time
    Seconds successTimeout; ///< a new target counts as healthy since now − this
    VersionId lastKnownGood; ///< what a new target is expected to run
    Seconds forgetAfter = defaultForgetAfter; ///< silent for longer than this is forgotten
    /// Targets that are told one of these versions are kept, however silent.
    std::array<std::optional<VersionId>, 2> kept{};
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

/// Applies the entries in order, then forgets silent targets but excluded ones. On an error (a name
/// or text that is not allowed) the fleet is unchanged.
[[nodiscard]] Result<RecordChanges> recordReport(Fleet& fleet, std::span<const ClientState> report,
                                                 const RecordContext& context);
/// Targets that a hook made known: created as a report would, with ids in the order given. None may
/// exist, all must be allowed (checkClientState).
void createTargets(Fleet& fleet, std::span<const ClientState> states, const RecordContext& context);
/// The same as the first for known targets by id; all must be live.
[[nodiscard]] RecordChanges recordReport(Fleet& fleet, std::span<const IndexedReport> report,
                                         const RecordContext& context);

} // namespace rollout
