#pragma once

// Where a policy bites on a fleet: said before it does, with the figures of just that fleet, and
// where one change of the policy is right, that change.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/lint_input.h"
#include "core/policy.h"

namespace rollout {

/// From grave to mild.
enum class Severity : std::uint8_t {
    Error, ///< it cannot do what it is for
    Warning, ///< it can do harm, or stand still
    Hint, ///< it leaves little room, or is likely not what was meant
    Info, ///< what it comes to
};

struct LintFix
{
    std::string label; ///< one sentence, as on a button
    Policy policy; ///< all of it, after the change; passes checkPolicy
};

struct LintFinding
{
    /// Stays the same from release to release. "H1" to "H11": hazards that the rules of step.h
    /// bring with them, guards off. Others by name: what guards, waves, approval and freezes bring.
    std::string rule;
    Severity severity = Severity::Info;
    std::string sentence; ///< what, why it bites, what would be right; without a full stop
    std::optional<LintFix> fix;
};

/// Everything worth saying, the gravest first. A policy that checkPolicy refuses gives one finding,
/// "range".
[[nodiscard]] std::vector<LintFinding> lint(const LintInput& input);

[[nodiscard]] bool hasError(std::span<const LintFinding> findings);

} // namespace rollout
