// What guards bring with them, and the hazards of which only an entity's state tells: H7, H10.

#include <algorithm>
#include <array>

#include "core/lint_rules.h"

namespace rollout::lintrule {

namespace {

// H7: an error of external monitoring only holds.
void monitoringOnlyHolds(const Subject& s, std::vector<LintFinding>& findings)
{
    if (!s.input.facts.hasMonitoring.value_or(false)
        || s.policy.guards.monitoring != MonitoringAction::Hold)
        return;
    findings.push_back({"H7", Severity::Hint,
                        "What external monitoring finds wrong holds the step and never rolls back, "
                        "while the timers of targets run on; right would be that it rolls back",
                        fixed(s.policy, "Let external monitoring roll back", [](Policy& p) {
                            p.guards.monitoring = MonitoringAction::RollBack;
                        })});
}

// H10: a version that was bad is not tried again by itself.
void versionIsKnownBad(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.input.facts.isKnownBad.value_or(false))
        findings.push_back({"H10", Severity::Info,
                            "The version asked for is last known bad, and asking for it again does "
                            "nothing; right would be to retry it, or another version",
                            std::nullopt});
}

void stopStandsStill(const Subject& s, std::vector<LintFinding>& findings)
{
    if (!s.policy.guards.stopWhileUnhealthy || s.figures.tolerated == 1)
        return;
    const Percent enough = successForOneBatch(s);
    std::string sentence = "Nothing is assigned while a target is unhealthy, but it takes "
        + grouped(s.figures.tolerated) + " failures to roll back: ";
    if (s.figures.batch >= s.figures.tolerated) {
        sentence += "with fewer the rollout stands still until somebody retries or excludes them";
        findings.push_back({"stop-stalls", Severity::Hint, sentence, std::nullopt});
        return;
    }
    sentence += "a batch of " + grouped(s.figures.batch)
        + " cannot fail often enough, so even a version on which every target fails stands still "
          "until somebody aborts it; right would be a success percent of at least "
        + inPercent(enough);
    findings.push_back({"stop-stalls", Severity::Warning, sentence,
                        fixed(s.policy, "Raise the success percent to " + inPercent(enough),
                              [&](Policy& p) { p.options.success = enough; })});
}

void watchEndsTooEarly(const Subject& s, std::vector<LintFinding>& findings)
{
    const Seconds watch = s.policy.guards.watchAfterGood;
    const auto tail = tailOf(s);
    if (watch == Seconds(0) || s.predictions.needed >= s.at.targets || !tail || watch >= *tail)
        return;
    findings.push_back(
        {"watch-too-short", Severity::Warning,
         "A good version is watched for " + inSeconds(watch) + ", but the last targets are judged "
             + inSeconds(*tail)
             + " after it became that: what fails in between does not roll back; right would be a "
               "watch of at least "
             + inSeconds(*tail),
         fixed(s.policy, "Watch a good version for " + inSeconds(*tail),
               [&](Policy& p) { p.guards.watchAfterGood = *tail; })});
}

void watchHasNoWayBack(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.policy.guards.watchAfterGood > Seconds(0)
        && !s.input.facts.hasLastKnownGood.value_or(true))
        findings.push_back({"watch-first-rollout", Severity::Info,
                            "A first rollout is not watched after it became good, since there is "
                            "nothing to go back to",
                            std::nullopt});
}

void minimumTimeDelays(const Subject& s, std::vector<LintFinding>& findings)
{
    const Seconds minimum = s.policy.guards.minimumTime;
    if (minimum == Seconds(0) || !s.predictions.lastKnownGood)
        return;
    LintInput without = s.input;
    without.policy.guards.minimumTime = Seconds(0);
    const auto natural = predict(without).lastKnownGood;
    if (!natural)
        return;
    const bool delays = *s.predictions.lastKnownGood > *natural;
    findings.push_back(
        {"minimum-time", delays ? Severity::Info : Severity::Hint,
         delays ? "The minimum time keeps a good version from being last known good at "
                 + inSeconds(*natural) + " until " + inSeconds(*s.predictions.lastKnownGood)
                : "A minimum time of " + inSeconds(minimum)
                 + " changes nothing: a good version takes " + inSeconds(*natural) + " anyway",
         std::nullopt});
}

void minimumTargetsAreTooMany(const Subject& s, std::vector<LintFinding>& findings)
{
    const std::int64_t minimum = s.policy.guards.minimumTargets;
    if (minimum <= s.at.targets)
        return;
    findings.push_back({"minimum-targets", Severity::Hint,
                        "A minimum of " + targetsOf(minimum) + " is more than the fleet's "
                            + grouped(s.at.targets)
                            + ": all of them have to succeed, whatever the "
                              "success percent; right would be at most "
                            + grouped(s.at.targets),
                        fixed(s.policy, "Lower the minimum to " + targetsOf(s.at.targets),
                              [&](Policy& p) { p.guards.minimumTargets = s.at.targets; })});
}

/// Why the time of forgetting is too short; empty: it is not. First that fits wins.
std::string forgottenBefore(const Subject& s)
{
    const Seconds forget = s.policy.guards.forgetAfter;
    if (forget < s.at.tick)
        return "less than the " + inSeconds(s.at.tick)
            + " between steps: a single missed report loses a target";
    if (forget < s.figures.adoption)
        return "less than the " + inSeconds(s.figures.adoption)
            + " that adopting takes: a target that does not report meanwhile is lost";
    if (forget < s.policy.options.successTimeout)
        return "less than the success time-out of " + inSeconds(s.policy.options.successTimeout)
            + ": a target that reports seldom is lost before it can succeed";
    return {};
}

void forgetsTooEarly(const Subject& s, std::vector<LintFinding>& findings)
{
    const std::string why = forgottenBefore(s);
    if (why.empty())
        return;
    const Seconds right = std::max({defaultForgetAfter, 2 * s.policy.options.successTimeout,
                                    2 * s.figures.adoption, 3 * s.at.tick});
    findings.push_back({"forget-early", Severity::Warning,
                        "Targets are given up after " + inSeconds(s.policy.guards.forgetAfter)
                            + " of silence, " + why + "; right would be " + inSeconds(right),
                        fixed(s.policy, "Wait " + inSeconds(right) + " for silent targets",
                              [&](Policy& p) { p.guards.forgetAfter = right; })});
}

void backIsSlower(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.figures.rollbackBatch >= s.figures.batch)
        return;
    findings.push_back(
        {"rollback-batch", Severity::Warning,
         "Rolling back goes " + targetsOf(s.figures.rollbackBatch) + " at a time, forward "
             + grouped(s.figures.batch)
             + ": a bad version is handed out faster than it is taken "
               "back; right would be a rollback batch of at least "
             + inPercent(s.policy.options.batch),
         fixed(s.policy, "Roll back " + inPercent(s.policy.options.batch) + " at a time",
               [&](Policy& p) { p.guards.rollbackBatch = s.policy.options.batch; })});
}

} // namespace

std::span<const Rule> guardRules()
{
    static constexpr std::array<Rule, 9> rules{
        stopStandsStill,   watchEndsTooEarly,   forgetsTooEarly,
        backIsSlower,      monitoringOnlyHolds, minimumTargetsAreTooMany,
        minimumTimeDelays, watchHasNoWayBack,   versionIsKnownBad};
    return rules;
}

} // namespace rollout::lintrule
