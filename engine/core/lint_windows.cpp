// Whether the two time-outs and the two percentages can do what they are for: H1, H3, H8.

#include <array>

#include "core/lint_rules.h"
#include "core/waves.h"

namespace rollout::lintrule {

namespace {

/// When a target that falls silent by adopting is forgotten: at the first step more than the time
/// of forgetting after its last report, which is that of the step before it would have adopted.
Seconds forgottenAfter(const Subject& s)
{
    const Seconds tick = s.at.tick;
    const Seconds lastReport = s.figures.adoption - tick;
    return lastReport + tick * (s.policy.guards.forgetAfter / tick + 1);
}

// H1: silence must not outrun the duration time-out.
void silenceIsForgotten(const Subject& s, std::vector<LintFinding>& findings)
{
    const Guards& guards = s.policy.guards;
    if (guards.silentCountsAsFailed
        || s.policy.options.durationTimeout + s.at.tick < guards.forgetAfter)
        return;
    const Seconds forgotten = forgottenAfter(s);
    std::string sentence = "A target that falls silent on a version is forgotten "
        + inSeconds(forgotten) + " after it was told, ";
    if (s.figures.badSlot < forgotten)
        sentence += "hardly later than the duration time-out counts it as failed ("
            + inSeconds(s.figures.badSlot) + "): a report or a step that is late makes it vanish";
    else
        sentence += "before the duration time-out counts it as failed ("
            + inSeconds(s.figures.badSlot)
            + "): a version that silences every target becomes last known good";
    const Seconds right = guards.forgetAfter - s.at.tick;
    sentence += right > Seconds(0) ? "; right would be a duration time-out under "
            + inSeconds(right) + ", or that silent targets count as failed"
                                   : "; right would be that silent targets count as failed";
    findings.push_back({"H1", Severity::Warning, sentence,
                        fixed(s.policy, "Count silent targets as failed",
                              [](Policy& p) { p.guards.silentCountsAsFailed = true; })});
}

std::optional<LintFix> longerDuration(const Subject& s)
{
    const Seconds longer = s.figures.goodSlot + s.at.tick;
    return fixed(s.policy, "Raise the duration time-out to " + inSeconds(longer),
                 [&](Policy& p) { p.options.durationTimeout = longer; });
}

// H3: the duration time-out must cover adoption, the success time-out and a tick.
void windowsAreImpossible(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.figures.isPossible)
        return;
    const auto& rolledBack = s.predictions.goodRolledBack;
    const std::string sentence = "A healthy target needs " + inSeconds(s.figures.goodSlot)
        + " to succeed (" + inSeconds(s.figures.adoption) + " to adopt, then more than "
        + inSeconds(s.policy.options.successTimeout)
        + " without error), but counts as failed after " + inSeconds(s.figures.badSlot) + ": "
        + (rolledBack ? "every healthy version is rolled back after " + inSeconds(*rolledBack)
                      : std::string("every healthy target fails at first"))
        + "; right would be a duration time-out of at least "
        + inSeconds(s.figures.goodSlot - s.at.tick);
    findings.push_back({"H3", Severity::Error, sentence, longerDuration(s)});
}

// H3: and better two ticks more.
void windowsAreTight(const Subject& s, std::vector<LintFinding>& findings)
{
    const Seconds spare = s.figures.badSlot - s.figures.goodSlot;
    if (!s.figures.isPossible || spare >= 2 * s.at.tick)
        return;
    const std::string sentence = "A healthy target succeeds after " + inSeconds(s.figures.goodSlot)
        + " and counts as failed after " + inSeconds(s.figures.badSlot)
        + ": one that adopts or reports " + (spare == Seconds(0) ? "a step" : "two steps")
        + " late fails; right would be a duration time-out of at least "
        + inSeconds(s.figures.goodSlot + s.at.tick);
    findings.push_back({"H3", Severity::Hint, sentence, longerDuration(s)});
}

bool everyWaveNeedsNothing(const Subject& s)
{
    const auto& sizes = s.predictions.waveSizes;
    if (s.predictions.needsFleet)
        return false;
    for (std::size_t i = 0; i < s.policy.waves.size(); ++i)
        if (neededIn(s.policy.waves[i], sizes[i]) > 0)
            return false;
    return true;
}

// H8: with nothing needed a version is good before anything has run.
void nothingIsNeeded(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.predictions.needed > 0 || !everyWaveNeedsNothing(s))
        return;
    const Percent success = s.policy.options.success;
    const std::int64_t targets = s.at.targets;
    const Percent least(success.value() == 0 ? 100 : static_cast<int>((99 + targets) / targets));
    const std::string sentence = inPercent(success) + " of " + targetsOf(targets)
        + " round down to 0 needed successes: a version is last known good before anything has run "
          "it, and never rolled back; right would be a success percent of at least "
        + inPercent(Percent(static_cast<int>((99 + targets) / targets)));
    findings.push_back({"H8", Severity::Warning, sentence,
                        fixed(s.policy, "Raise the success percent to " + inPercent(least),
                              [&](Policy& p) { p.options.success = least; })});
}

// H8: percentages are rounded down to whole targets.
void integersCount(const Subject& s, std::vector<LintFinding>& findings)
{
    const RolloutOptions& options = s.policy.options;
    const std::int64_t targets = s.at.targets;
    const bool isRounded = options.batch.value() * targets % 100 != 0
        || options.success.value() * targets % 100 != 0 || options.batch.value() == 0;
    if (!isRounded || s.figures.needed == 0)
        return;
    const std::int64_t tolerated = s.figures.tolerated;
    const std::string sentence = "Percentages are rounded to whole targets: of "
        + targetsOf(targets) + ", " + inPercent(options.batch) + " are a batch of "
        + grouped(s.figures.batch) + ", and " + inPercent(options.success) + " are "
        + grouped(s.figures.needed) + " needed, so that " + grouped(tolerated)
        + (tolerated == 1 ? " failure rolls back" : " failures roll back");
    findings.push_back({"H8", Severity::Info, sentence, std::nullopt});
}

void nobodyIsThere(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.input.targets < 1)
        findings.push_back({"no-targets", Severity::Info,
                            "No target takes part yet: all figures are those of a fleet of one",
                            std::nullopt});
}

} // namespace

std::span<const Rule> windowRules()
{
    static constexpr std::array<Rule, 6> rules{nobodyIsThere,   windowsAreImpossible,
                                               windowsAreTight, silenceIsForgotten,
                                               nothingIsNeeded, integersCount};
    return rules;
}

} // namespace rollout::lintrule
