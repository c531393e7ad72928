#pragma once

// Which targets a table shows, and in which order: a question and its answer as values. Everything
// here is pure and may run in any thread; 100,000 targets are filtered and sorted in a worker,
// never in the window's thread.

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity_state.h"
#include "service/orchestrator.h"

namespace rollout {

/// The table's columns, left to right.
enum class TargetColumn : std::uint8_t {
    Phase,
    Name,
    Group,
    Tags,
    Current,
    Expected,
    Health,
    Since,
    Message,
};
inline constexpr int targetColumnCount = 9;

/// Ways to order the rows. ByFleet is the engine's own order: (group, name), bytewise.
enum class TargetOrder : std::uint8_t { ByFleet, ByColumn };
enum class Direction : std::uint8_t { Ascending, Descending };

struct TargetQuery
{
    std::string text; ///< UTF-8; sought in name, group, tags, versions and message, letter case
                      ///< aside; empty: all
    std::bitset<targetPhaseCount> phases; ///< none set: all phases
    std::optional<std::string> group; ///< only this group, "" being the targets without one
    TargetOrder order = TargetOrder::ByFleet;
    TargetColumn column = TargetColumn::Name;
    Direction direction = Direction::Ascending;

    bool operator==(const TargetQuery&) const = default;
};

/// The answer: rows of one snapshot. Immutable, shared between the worker and the window.
struct Arrangement
{
    static constexpr std::int32_t noRow = -1;

    SnapshotPtr snapshot;
    TargetQuery query;
    std::shared_ptr<const std::vector<TargetId>>
        rows; ///< the same pointer as before: the same rows in the same order
    std::shared_ptr<const std::vector<std::int32_t>> rowOf; ///< by raw(TargetId); noRow: not shown
    std::array<std::int64_t, targetPhaseCount>
        phaseCounts{}; ///< of the whole fleet, filtered or not
};
using ArrangementPtr = std::shared_ptr<const Arrangement>;

/// Answers `query` for `snapshot`. `previous` (may be null) lends its rows when they turn out to be
/// the same. Null when `cancelled` was set meanwhile.
[[nodiscard]] ArrangementPtr arrange(const SnapshotPtr& snapshot, const TargetQuery& query,
                                     const ArrangementPtr& previous,
                                     const std::atomic<bool>& cancelled);

} // namespace rollout
