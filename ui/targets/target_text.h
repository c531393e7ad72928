#pragma once

// The words of a targets table: one cell at a time, made when it is shown. Pure, any thread.

#include <QString>

#include <vector>

#include "service/orchestrator.h"
#include "ui/targets/target_query.h"

namespace rollout {

/// What one cell shows.
[[nodiscard]] QString targetCell(const EntitySnapshot& snapshot, TargetId id, TargetColumn column);
[[nodiscard]] QString targetColumnTitle(TargetColumn column);

/// A table of these targets with a header line, cells separated by tabs (tabs and line ends within
/// become spaces).
[[nodiscard]] QString targetsAsTsv(const EntitySnapshot& snapshot,
                                   const std::vector<TargetId>& targets);

} // namespace rollout
