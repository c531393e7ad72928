#pragma once

// What the rules of lint.cpp share. Internal to lint*.cpp.

#include <span>
#include <string>
#include <vector>

#include "core/lint.h"
#include "core/predict.h"

namespace rollout::lintrule {

/// What a rule looks at: the input, and what is predicted of it.
struct Subject
{
    const LintInput& input;
    const Policy& policy; ///< the input's
    PolicyCase at;
    Predictions predictions;
    const PolicyFigures& figures; ///< of predictions
};

/// Adds what it finds.
using Rule = void (*)(const Subject& subject, std::vector<LintFinding>& findings);

// In the order in which findings of one severity are told.
[[nodiscard]] std::span<const Rule> windowRules(); ///< H1, H3, H8, and an empty fleet
[[nodiscard]] std::span<const Rule> exposureRules(); ///< H4, H5, H6, H9, H11
[[nodiscard]] std::span<const Rule> guardRules(); ///< H7, H10, guards
[[nodiscard]] std::span<const Rule> waveRules(); ///< waves, approval, freezes

/// The policy with one thing changed.
template <typename Change>
[[nodiscard]] std::optional<LintFix> fixed(const Policy& policy, std::string label, Change change)
{
    LintFix fix{std::move(label), policy};
    change(fix.policy);
    if (fix.policy == policy || !checkPolicy(fix.policy))
        return std::nullopt;
    return fix;
}

/// "10,830"
[[nodiscard]] std::string grouped(std::int64_t number);
/// "1 target", "1,000 targets"
[[nodiscard]] std::string targetsOf(std::int64_t count);
/// "10,830 s"
[[nodiscard]] std::string inSeconds(Seconds span);
[[nodiscard]] std::string inPercent(Percent percent);

/// The least success percent with which one batch of failures turns a version back.
[[nodiscard]] Percent successForOneBatch(const Subject& subject);
/// From last known good until the last of the other targets is judged; nothing: not known.
[[nodiscard]] std::optional<Seconds> tailOf(const Subject& subject);

} // namespace rollout::lintrule
