#pragma once

// A policy in a person's words, a line each. Pure.

#include <QString>

#include "core/policy.h"

namespace rollout {

[[nodiscard]] QString guardsSummary(const Guards& guards); ///< "3 on", "all off"
[[nodiscard]] QString wavesSummary(const std::vector<Wave>& waves); ///< "3 waves", "none"
[[nodiscard]] QString
approvalSummary(const ApprovalRule& rule); ///< "by 2 people", "nobody is asked"
/// "canary: 10 % of group eu; 100 % succeeded, bakes 1 h, then an operator"
[[nodiscard]] QString waveWords(const Wave& wave);

} // namespace rollout
