// What waves, approval and freeze windows bring with them.

#include <algorithm>
#include <array>

#include "core/lint_rules.h"
#include "core/waves.h"

namespace rollout::lintrule {

namespace {

/// "wave 2 (europe)"
std::string nameOf(const Subject& s, std::size_t i)
{
    const std::string& name = s.policy.waves[i].name;
    return "wave " + std::to_string(i + 1) + (name.empty() ? std::string() : " (" + name + ")");
}

std::string capital(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

void waveIsEmpty(const Subject& s, std::vector<LintFinding>& findings)
{
    const auto& sizes = s.predictions.waveSizes;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
        if (sizes[i] > 0)
            continue;
        const Wave& wave = s.policy.waves[i];
        const bool picks = !wave.group.empty() || !wave.tag.empty();
        findings.push_back({"wave-empty", Severity::Warning,
                            capital(nameOf(s, i)) + " has no target"
                                + (picks ? ": none that an earlier wave has left is of its group "
                                           "and tag"
                                         : ": earlier waves take them all")
                                + "; it is over as soon as it has baked, and proves nothing",
                            fixed(s.policy, "Remove " + nameOf(s, i), [&](Policy& p) {
                                p.waves.erase(p.waves.begin() + static_cast<std::ptrdiff_t>(i));
                            })});
    }
}

void waveNeedsNothing(const Subject& s, std::vector<LintFinding>& findings)
{
    const auto& sizes = s.predictions.waveSizes;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
        const Wave& wave = s.policy.waves[i];
        if (sizes[i] == 0 || neededIn(wave, sizes[i]) > 0)
            continue;
        findings.push_back({"wave-needs-nothing", Severity::Warning,
                            inPercent(wave.success) + " of the " + targetsOf(sizes[i]) + " of "
                                + nameOf(s, i)
                                + " are 0 successes: the next wave does not wait for it; "
                                  "right would be 100 %",
                            fixed(s.policy, "Ask 100 % of " + nameOf(s, i),
                                  [&](Policy& p) { p.waves[i].success = Percent(100); })});
    }
}

/// The fewest failures with which a wave can no longer be over; 0: none can.
std::int64_t blocking(const Wave& wave, std::int64_t size)
{
    const std::int64_t needed = neededIn(wave, size);
    return needed == 0 ? 0 : size - needed + 1;
}

bool canStandStill(const Subject& s, std::size_t i)
{
    const Wave& wave = s.policy.waves[i];
    const std::int64_t size = s.predictions.waveSizes[i];
    const std::int64_t failures = blocking(wave, size);
    const bool isTooMany = wave.error && failures * 100 > wave.error->value() * size;
    return failures > 0 && failures < s.figures.tolerated && !isTooMany;
}

/// Fails a wave with just the failures that keep it from being over.
void failWhenBlocked(Wave& wave, std::int64_t size)
{
    if (size > 0 && blocking(wave, size) > 0)
        wave.error = Percent(static_cast<int>((blocking(wave, size) - 1) * 100 / size));
}

// Once for all waves: they tend to be alike.
void wavesStandStill(const Subject& s, std::vector<LintFinding>& findings)
{
    const auto& sizes = s.predictions.waveSizes;
    std::vector<std::size_t> stalling;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i)
        if (canStandStill(s, i))
            stalling.push_back(i);
    if (stalling.empty())
        return;
    const std::size_t first = stalling.front();
    const std::int64_t failures = blocking(s.policy.waves[first], sizes[first]);
    const std::string others = stalling.size() == 1
        ? std::string()
        : ", and so with " + std::to_string(stalling.size() - 1) + " more";
    findings.push_back(
        {"wave-stalls", Severity::Warning,
         capital(nameOf(s, first)) + " of " + targetsOf(sizes[first]) + " cannot be over once "
             + grouped(failures) + (failures == 1 ? " fails" : " fail") + ", but it takes "
             + grouped(s.figures.tolerated)
             + " to roll back: the rollout stands still until somebody decides" + others
             + "; right would be an error percent a wave",
         fixed(s.policy, "Roll back when a wave cannot succeed any more", [&](Policy& p) {
             for (const std::size_t i : stalling)
                 failWhenBlocked(p.waves[i], sizes[i]);
         })});
}

void wavesWaitForPeople(const Subject& s, std::vector<LintFinding>& findings)
{
    const auto& waves = s.policy.waves;
    const auto manual =
        std::count_if(waves.begin(), waves.end(), [](const Wave& w) { return w.isManual; });
    if (manual > 0)
        findings.push_back({"wave-manual", Severity::Info,
                            "After " + std::to_string(manual) + " of "
                                + std::to_string(waves.size())
                                + " waves the rollout waits for a person to release the next; "
                                  "predicted times are without that",
                            std::nullopt});
}

void approvalRejects(const Subject& s, std::vector<LintFinding>& findings)
{
    const ApprovalRule& rule = s.policy.approval;
    if (rule.required == 0 || rule.timeout == Seconds(0) || rule.onTimeout != OnTimeout::Reject)
        return;
    const bool isAtOnce = rule.timeout < s.at.tick;
    findings.push_back(
        {"approval-rejects", isAtOnce ? Severity::Error : Severity::Warning,
         "Targets that nobody answers for within " + inSeconds(rule.timeout)
             + " are rejected, and the rollout stands until somebody approves them after all"
             + (isAtOnce ? ": that is less than the " + inSeconds(s.at.tick)
                        + " between steps, so every target is"
                         : std::string())
             + "; right would be requests that wait without end",
         fixed(s.policy, "Let requests for approval wait without end",
               [](Policy& p) { p.approval.timeout = Seconds(0); })});
}

void approvalIsADelay(const Subject& s, std::vector<LintFinding>& findings)
{
    const ApprovalRule& rule = s.policy.approval;
    if (rule.required > 0 && rule.timeout > Seconds(0) && rule.onTimeout == OnTimeout::Approve)
        findings.push_back({"approval-is-delay", Severity::Hint,
                            "What nobody answers for within " + inSeconds(rule.timeout)
                                + " is approved: approval delays a batch, and does not guard it",
                            std::nullopt});
}

void approvalHoldsTheWayBack(const Subject& s, std::vector<LintFinding>& findings)
{
    const ApprovalRule& rule = s.policy.approval;
    if (rule.required == 0 || !rule.forRollback)
        return;
    findings.push_back({"approval-rollback", Severity::Warning,
                        "Rolling back waits for " + std::to_string(rule.required)
                            + (rule.required == 1 ? " approval" : " approvals")
                            + " a batch: bad targets stay bad meanwhile; right would be approval "
                              "forward only",
                        fixed(s.policy, "Ask for no approval while rolling back",
                              [](Policy& p) { p.approval.forRollback = false; })});
}

void approvalTakesRounds(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.policy.approval.required == 0)
        return;
    const std::int64_t rounds = (s.at.targets + s.figures.batch - 1) / s.figures.batch;
    findings.push_back({"approval-rounds", Severity::Info,
                        "People are asked about " + targetsOf(s.at.targets) + " in about "
                            + grouped(rounds) + (rounds == 1 ? " round" : " rounds")
                            + ", a batch each; predicted times are without their answers",
                        std::nullopt});
}

void freezesLeaveNoTime(const Subject& s, std::vector<LintFinding>& findings)
{
    for (const FreezeWindow& freeze : s.input.facts.freezes) {
        const Milliseconds open = freeze.period - (freeze.to - freeze.from);
        const auto& good = s.predictions.lastKnownGood;
        if (freeze.period == Milliseconds(0)
            || (open > Milliseconds(0) && (!good || *good <= open)))
            continue;
        findings.push_back(
            open <= Milliseconds(0)
                ? LintFinding{"freeze", Severity::Error,
                              "A freeze window as long as its period is never over: nothing is "
                              "ever assigned; right would be to remove it",
                              std::nullopt}
                : LintFinding{"freeze", Severity::Hint,
                              "Between freezes there are " + inSeconds(wholeSeconds(open))
                                  + ", but a good version takes " + inSeconds(*good)
                                  + ": the rollout is held in the middle, while timers run",
                              std::nullopt});
    }
}

} // namespace

std::span<const Rule> waveRules()
{
    static constexpr std::array<Rule, 9> rules{
        waveIsEmpty,        waveNeedsNothing,        wavesStandStill,
        approvalRejects,    approvalHoldsTheWayBack, approvalIsADelay,
        freezesLeaveNoTime, wavesWaitForPeople,      approvalTakesRounds};
    return rules;
}

} // namespace rollout::lintrule
