#pragma once

// The words of a targets table: one cell at a time, made when it is shown. Pure, any thread.

#include <QString>

#include <vector>

#include "service/orchestrator.h"
#include "ui/targets/target_query.h"

namespace rollout {

/// "error for 40 s", "silent for 5 min", "well for 2 min".
[[nodiscard]] QString healthWords(const EntitySnapshot& snapshot, TargetId id);

/// What the target reported, or the engine's note when it reported no message.
[[nodiscard]] QString messageWords(const EntitySnapshot& snapshot, TargetId id);

/// What one cell shows.
[[nodiscard]] QString targetCell(const EntitySnapshot& snapshot, TargetId id, TargetColumn column);
[[nodiscard]] QString targetColumnTitle(TargetColumn column);

/// A table of these targets with a header line, cells separated by tabs (tabs and line ends within
/// become spaces).
[[nodiscard]] QString targetsAsTsv(const EntitySnapshot& snapshot,
                                   const std::vector<TargetId>& targets);

} // namespace rollout
