#pragma once

// A policy of which lint has nothing bad to say, to change one thing of.

#include <algorithm>
#include <optional>
#include <string>

#include "core/lint.h"

namespace rollout::test {

/// Of 100 targets, ten at a time, all needed: with nothing to say but what a policy comes to.
[[nodiscard]] inline LintInput calm()
{
    LintInput input;
    input.policy.options = {Percent(10), Percent(100), Seconds(60), Seconds(120)};
    input.policy.guards.rollbackBatch = Percent(33);
    return input;
}

inline void setOptions(LintInput& input, std::int64_t targets, int batch, int success,
                       int successTimeout, int durationTimeout)
{
    input.targets = targets;
    input.policy.options = {Percent(batch), Percent(success), Seconds(successTimeout),
                            Seconds(durationTimeout)};
}

[[nodiscard]] inline Wave waveOf(Portion size, int success = 100)
{
    Wave wave;
    wave.size = size;
    wave.success = Percent(success);
    return wave;
}

[[nodiscard]] inline std::optional<LintFinding> findingOf(const LintInput& input,
                                                          const std::string& rule)
{
    const auto findings = lint(input);
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const LintFinding& f) { return f.rule == rule; });
    return found == findings.end() ? std::nullopt : std::optional(*found);
}

} // namespace rollout::test
