#pragma once

// What an operator can do to an entity as it is, and why not: so that a command is enabled only
// when it makes sense, and says the reason when it does not. Stricter than the engine where doing
// it again would change nothing; never laxer (a test holds them together). Pure; O(1) but for the
// selection.

#include <QString>

#include <span>

#include "service/orchestrator.h"
#include "ui/common/summary.h"

namespace rollout {

enum class Act : std::uint8_t {
    Pause,
    Resume,
    Abort,
    Retry, ///< the last known bad version
    RetryFailed, ///< every failed target
    ExcludeFailing, ///< the same
    Promote,
    Release, ///< the next wave
    Lock,
    Unlock,
    Freezes, ///< edit the freeze windows
    ApproveAll,
    RejectAll,
    Review, ///< look at what waits for approval
    RetrySelected,
    Exclude,
    Include,
    ApproveSelected,
    RejectSelected,
};
inline constexpr std::size_t actCount = 19;

/// Object name of the window's command.
[[nodiscard]] QString actName(Act act);

/// A sentence; empty when it can be done. `selected` are the selected targets.
[[nodiscard]] QString whyNot(Act act, const EntitySnapshot& snapshot, const EntitySummary& summary,
                             std::span<const TargetId> selected = {});

/// Whether a live target fails on the version that is rolling, having been told it.
[[nodiscard]] bool failsOnRolling(const EntityState& state, TargetId id);
[[nodiscard]] bool isExcluded(const EntityState& state, TargetId id);
/// Whether a request for the target waits for people.
[[nodiscard]] bool isPending(const EntitySnapshot& snapshot, TargetId id);

/// Every target that fails on the version that is rolling. Passes over the fleet.
[[nodiscard]] std::vector<TargetId> failingTargets(const EntityState& state);

/// Those of `targets` that are there and that the act concerns.
[[nodiscard]] std::vector<TargetId> concerned(Act act, const EntitySnapshot& snapshot,
                                              std::span<const TargetId> targets);

} // namespace rollout
