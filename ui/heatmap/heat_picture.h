#pragma once

// What a heat map shows of one snapshot: the phase of every target, in the order of the fleet, by
// group. Pure; made in a worker, shared with the window, immutable.

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/orchestrator.h"

namespace rollout {

struct HeatGroup
{
    std::string name; ///< empty: the targets without a group
    int count = 0;
    PhaseCounts phases{};
};

struct HeatPicture
{
    static constexpr std::int32_t noCell = -1;

    SnapshotPtr snapshot;
    std::optional<std::string> group; ///< the only one that is shown
    /// Targets by cell. The same pointer as before: the same targets in the same order and
    /// groups.
    std::shared_ptr<const std::vector<TargetId>> cells;
    std::shared_ptr<const std::vector<std::int32_t>> cellOf; ///< by raw(TargetId); or noCell
    std::vector<HeatGroup> groups; ///< as their cells follow each other
    std::vector<TargetPhase> phases; ///< by cell
    PhaseCounts counts{}; ///< of the cells
};
using HeatPicturePtr = std::shared_ptr<const HeatPicture>;

/// `previous` (may be null) lends its cells when they are the same. Null when `cancelled` was set
/// meanwhile.
[[nodiscard]] HeatPicturePtr heatPicture(const SnapshotPtr& snapshot,
                                         const std::optional<std::string>& group,
                                         const HeatPicturePtr& previous,
                                         const std::atomic<bool>& cancelled);

/// Targets of a phase, in the order of the cells.
[[nodiscard]] std::vector<TargetId> targetsIn(const HeatPicture& picture, TargetPhase phase);

} // namespace rollout
