#pragma once

// What a policy is judged on: the fleet it is for, how that reports, and what is known of the
// entity.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/control.h"
#include "core/entity_state.h"
#include "core/policy.h"
#include "core/predictions.h"

namespace rollout {

/// What is known of an entity. Nothing: not known, and then no finding depends on it.
struct EntityFacts
{
    std::optional<bool> hasLastKnownGood;
    std::optional<bool> isKnownBad; ///< the version asked for is last known bad
    std::optional<bool> hasMonitoring; ///< an external monitoring hook is set
    std::optional<bool> hasApprovalHook;
    /// Targets of each wave, and after the last; wavesOf() tells.
    std::optional<std::vector<std::int64_t>> waveSizes;
    std::vector<FreezeWindow> freezes;
};

struct LintInput
{
    Policy policy;
    std::int64_t targets = 100; ///< that take part; less than 1 counts as 1
    Seconds tick{10}; ///< between steps; less than 1 s counts as 1 s
    Milliseconds adopt{5000}; ///< from being assigned a version to reporting it, as expected
    EntityFacts facts;
};

/// The policy of an entity on its own fleet, with all that its state tells. A simulated entity
/// brings its own tick and adoption delay. What hooks it has is not in its state.
[[nodiscard]] LintInput lintInputOf(const EntityState& state, Seconds tick, Milliseconds adopt);

/// The options of an input for closed forms.
[[nodiscard]] PolicyCase caseOf(const LintInput& input);

/// Targets of each wave, and after the last: the facts', or for waves without group and tag what
/// they take of the number of targets. Nothing, when only a fleet could tell. Empty without waves.
[[nodiscard]] std::optional<std::vector<std::int64_t>> waveSizesOf(const LintInput& input);

} // namespace rollout
