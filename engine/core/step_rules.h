#pragma once

// All beside the fleet that a step is decided by.

#include <cstdint>
#include <span>

#include "core/approvals.h"
#include "core/policy.h"
#include "core/progress.h"
#include "core/rollout.h"

namespace rollout {

/// What operators let a step do.
enum class Leave : std::uint8_t {
    Open, ///< everything
    Frozen, ///< assign nothing but to roll back
    Stopped, ///< nothing at all: paused or locked
};

/// `waves` and `approvals` outlive the step; no approvals: nobody was asked yet.
struct StepRules
{
    RolloutState rollout;
    RolloutOptions options;
    Guards guards;
    std::span<const Wave> waves;
    ApprovalRule approval;
    Progress progress;
    const Approvals* approvals = nullptr;
    Leave leave = Leave::Open;
};

/// Whether the rolling version is last known good, and would still be rolled back.
[[nodiscard]] bool isWatched(const RolloutState& rollout, const Guards& guards,
                             const Progress& progress, Time now);
/// Whether silent targets that are told the effective version are failures, and not forgotten.
[[nodiscard]] bool keepsSilent(const RolloutState& rollout, const Guards& guards,
                               const Progress& progress, Time now);

} // namespace rollout
