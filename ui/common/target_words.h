#pragma once

// What is said of one target in more than one view. Pure, any thread.

#include <QString>

#include "service/orchestrator.h"

namespace rollout {

/// Since when a target is in the phase that it is in.
[[nodiscard]] Time phaseSince(const EntityState& state, TargetId id, TargetPhase phase);
/// For how long it is: "2 min 10 s".
[[nodiscard]] QString phaseDuration(const EntitySnapshot& snapshot, TargetId id);

/// "error for 40 s", "silent for 5 min", "well for 2 min".
[[nodiscard]] QString healthWords(const EntitySnapshot& snapshot, TargetId id);

/// What the target reported, or the engine's note when it reported no message.
[[nodiscard]] QString messageWords(const EntitySnapshot& snapshot, TargetId id);

/// All of it in a few lines, for a tool tip: name and group, phase, versions, health, message.
[[nodiscard]] QString targetTip(const EntitySnapshot& snapshot, TargetId id);

} // namespace rollout
