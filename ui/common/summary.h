#pragma once

// What costs a pass over a fleet, computed once a snapshot in the engine's thread so that the
// window need not.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/orchestrator.h"
#include "ui/common/wave_progress.h"

namespace rollout {

/// Targets by phase, indexed by TargetPhase.
using PhaseCounts = std::array<std::int64_t, targetPhaseCount>;

struct GroupSummary
{
    std::string name; ///< empty: the targets without a group
    PhaseCounts phases{};
    std::int64_t total = 0;
};

struct EntitySummary
{
    RolloutPhase phase = RolloutPhase::Empty;
    PhaseCounts phases{};
    std::int64_t total = 0; ///< excluded ones, too
    std::vector<GroupSummary> groups; ///< by name, bytewise; those with live targets
    std::vector<VersionShare> shares; ///< by version id
    std::int64_t failing = 0; ///< told the rolling version and failing on it
    std::int64_t toPromote = 0; ///< taking part, and not told the rolling version
    std::int64_t pending = 0; ///< waiting for people to approve them
    std::optional<WaveProgress> wave; ///< under way
};
using SummaryPtr = std::shared_ptr<const EntitySummary>;

/// One pass over the fleet.
[[nodiscard]] EntitySummary summarise(const EntitySnapshot& snapshot);

/// Targets that were told to run the version that is rolling.
[[nodiscard]] std::int64_t toldToRoll(const EntityState& state, const EntitySummary& summary);

/// The four parts that progress is drawn in. They add up to the total.
struct ProgressParts
{
    std::int64_t done = 0; ///< succeeded on the effective version
    std::int64_t baking = 0; ///< told it, not judged yet (assigned, baking, rolling back)
    std::int64_t failed = 0; ///< failed or silent
    std::int64_t old = 0; ///< not told yet

    bool operator==(const ProgressParts&) const = default;
    [[nodiscard]] std::int64_t total() const { return done + baking + failed + old; }
};
[[nodiscard]] ProgressParts progressParts(const PhaseCounts& phases);

} // namespace rollout
