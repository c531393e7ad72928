#include "core/lint.h"

#include <algorithm>

#include "core/lint_rules.h"

namespace rollout {

namespace {

LintFinding outOfRange(const Error& error)
{
    return {"range", Severity::Error, error.message, std::nullopt};
}

void apply(std::span<const lintrule::Rule> rules, const lintrule::Subject& subject,
           std::vector<LintFinding>& findings)
{
    for (const lintrule::Rule rule : rules)
        rule(subject, findings);
}

} // namespace

std::vector<LintFinding> lint(const LintInput& input)
{
    if (const auto ok = checkPolicy(input.policy); !ok)
        return {outOfRange(ok.error())};
    const Predictions predictions = predict(input);
    const lintrule::Subject subject{input, input.policy, caseOf(input), predictions,
                                    predictions.figures};
    std::vector<LintFinding> findings;
    apply(lintrule::windowRules(), subject, findings);
    apply(lintrule::exposureRules(), subject, findings);
    apply(lintrule::guardRules(), subject, findings);
    apply(lintrule::waveRules(), subject, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto& a, const auto& b) { return a.severity < b.severity; });
    return findings;
}

bool hasError(std::span<const LintFinding> findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const LintFinding& finding) {
        return finding.severity == Severity::Error;
    });
}

} // namespace rollout

namespace rollout::lintrule {

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string targetsOf(std::int64_t count)
{
    return grouped(count) + (count == 1 ? " target" : " targets");
}

std::string inSeconds(Seconds span)
{
    return grouped(span.count()) + " s";
}

std::string inPercent(Percent percent)
{
    return std::to_string(percent.value()) + " %";
}

// ⌊S·N/100⌋ >= N − b
Percent successForOneBatch(const Subject& subject)
{
    const std::int64_t targets = subject.at.targets;
    const std::int64_t least = 100 * (targets - std::min(subject.figures.batch, targets));
    return Percent(static_cast<int>((least + targets - 1) / targets));
}

std::optional<Seconds> tailOf(const Subject& subject)
{
    const auto& good = subject.predictions.lastKnownGood;
    const auto& complete = subject.predictions.complete;
    if (!good || !complete)
        return std::nullopt;
    return *complete - subject.figures.adoption + subject.figures.badSlot - *good;
}

} // namespace rollout::lintrule
