// How much of a fleet a bad version reaches, and how it gets off it again: H4, H5, H6, H9, H11.

#include <algorithm>
#include <array>

#include "core/lint_rules.h"

namespace rollout::lintrule {

namespace {

// H4: what fails after the version is good does not roll it back.
void tailIsUnprotected(const Subject& s, std::vector<LintFinding>& findings)
{
    const std::int64_t tail = s.at.targets - s.predictions.needed;
    if (tail <= 0 || s.policy.guards.watchAfterGood > Seconds(0))
        return;
    const auto span = tailOf(s);
    std::string sentence = "Once " + grouped(s.predictions.needed) + " of "
        + targetsOf(s.at.targets) + " have succeeded"
        + (s.predictions.lastKnownGood ? " (" + inSeconds(*s.predictions.lastKnownGood) + ")"
                                       : std::string())
        + " the version is last known good: the last " + grouped(tail)
        + " can all fail and nothing rolls back; right would be a watch after promotion";
    std::optional<LintFix> fix;
    if (span) {
        sentence += " of " + inSeconds(*span);
        fix = fixed(s.policy, "Watch a good version for " + inSeconds(*span),
                    [&](Policy& p) { p.guards.watchAfterGood = *span; });
    }
    findings.push_back({"H4", Severity::Warning, sentence, std::move(fix)});
}

// H5: failed targets free their places.
void failuresMakeRoom(const Subject& s, std::vector<LintFinding>& findings)
{
    const AllBad& bad = s.predictions.allBad;
    if (s.policy.guards.stopWhileUnhealthy || !bad.isDetected)
        return;
    const std::int64_t rounds = bad.detected / s.figures.badSlot;
    std::string sentence = "When every target fails on a version, " + targetsOf(bad.exposed)
        + " of " + grouped(s.at.targets) + (bad.exposed == 1 ? " is" : " are")
        + " on it before it is rolled back, after " + inSeconds(bad.detected);
    if (rounds < 2 || !s.policy.waves.empty()) {
        findings.push_back({"H5", Severity::Info, sentence, std::nullopt});
        return;
    }
    const std::int64_t most = std::min(s.at.targets, s.figures.tolerated - 1 + s.figures.batch);
    const Percent enough = successForOneBatch(s);
    sentence += ": failed targets free their places, so " + grouped(rounds)
        + " batches fail one after the other; when only some fail it can be the whole fleet, "
          "with at most "
        + grouped(most) + " bad ones; right would be a success percent of at least "
        + inPercent(enough) + ", with which one batch turns it back";
    findings.push_back({"H5", Severity::Warning, sentence,
                        fixed(s.policy, "Raise the success percent to " + inPercent(enough),
                              [&](Policy& p) { p.options.success = enough; })});
}

// H6: back goes no faster than forward.
void backIsAsSlow(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.policy.guards.rollbackBatch || s.figures.batch >= s.at.targets)
        return;
    const Percent faster(s.policy.options.batch.value() < 33 ? 33 : 100);
    const std::string sentence = "Rolling back has no batch of its own: it goes "
        + targetsOf(s.figures.batch) + " at a time, so taking all " + grouped(s.at.targets)
        + " back takes " + inSeconds(timeToRollBack(s.input, s.at.targets))
        + " after detection; right would be a rollback batch, as with " + inPercent(faster);
    findings.push_back({"H6", Severity::Warning, sentence,
                        fixed(s.policy, "Roll back " + inPercent(faster) + " at a time",
                              [&](Policy& p) { p.guards.rollbackBatch = faster; })});
}

// H6: a closed gate blocks the way back, too.
void gatesBlockTheWayBack(const Subject& s, std::vector<LintFinding>& findings)
{
    const EntityFacts& facts = s.input.facts;
    const Guards& guards = s.policy.guards;
    const bool monitors =
        facts.hasMonitoring.value_or(false) && guards.monitoring != MonitoringAction::Report;
    const bool approves = facts.hasApprovalHook.value_or(false);
    if (guards.openForRollback || (!monitors && !approves))
        return;
    const std::string who = monitors && approves ? "External monitoring and the approval hook hold"
        : monitors                               ? "External monitoring holds"
                                                 : "The approval hook holds";
    findings.push_back({"H6", Severity::Warning,
                        who
                            + " rolling back as they hold a rollout: a gate that is closed keeps "
                              "bad targets bad; right would be gates that are open for rollback",
                        fixed(s.policy, "Open the gates for rollback",
                              [](Policy& p) { p.guards.openForRollback = true; })});
}

/// Targets that are taken one batch after the other: the fleet, or a wave of it.
struct Stretch
{
    std::string where; ///< " in wave 2"; empty: the fleet
    std::int64_t size;
    std::int64_t batch;
    std::int64_t exposed; ///< assigned before the first failure counts, when one of the first batch
                          ///< is bad and all others are good
};

/// One place is held, the others are free again every τs: b + (r − 1)·(b − 1).
Stretch stretchOf(const Subject& s, std::string where, std::int64_t size, std::int64_t batch)
{
    const std::int64_t exposed =
        std::min(size, batch + (s.figures.leak - 1) * std::max<std::int64_t>(0, batch - 1));
    return {std::move(where), size, std::min(size, batch), exposed};
}

/// The one in which most are exposed.
Stretch worstStretch(const Subject& s)
{
    const auto& sizes = s.predictions.waveSizes;
    if (s.policy.waves.empty() || sizes.empty())
        return stretchOf(s, {}, s.at.targets, s.figures.batch);
    Stretch worst{{}, 0, 0, 0};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const bool isRest = i == s.policy.waves.size();
        const auto& own = isRest ? std::nullopt : s.policy.waves[i].batch;
        const std::int64_t batch =
            own ? std::max<std::int64_t>(1, own->of(sizes[i])) : s.figures.batch;
        Stretch stretch = stretchOf(
            s, isRest ? " after the waves" : " in wave " + std::to_string(i + 1), sizes[i], batch);
        if (stretch.exposed > worst.exposed)
            worst = std::move(stretch);
    }
    return worst;
}

// H9: good places go on cycling while bad ones wait.
void windowLeaks(const Subject& s, std::vector<LintFinding>& findings)
{
    const Stretch worst = worstStretch(s);
    if (s.figures.leak <= 2 || s.policy.guards.stopWhileUnhealthy || worst.exposed <= worst.batch)
        return;
    const Seconds right = 2 * s.figures.goodSlot - Seconds(1);
    std::string sentence = "A bad target holds its place for " + inSeconds(s.figures.badSlot)
        + ", a good one for " + inSeconds(s.figures.goodSlot) + ": up to " + grouped(worst.exposed)
        + " of " + targetsOf(worst.size) + worst.where
        + " are assigned before the first failure counts";
    if (worst.exposed == worst.size) {
        const std::int64_t free = worst.batch - 1;
        const std::int64_t rounds = (worst.size - worst.batch + free - 1) / free;
        sentence += " (all of them, within " + inSeconds(s.figures.goodSlot * rounds) + ")";
    }
    sentence += "; right would be a duration time-out of at most " + inSeconds(right)
        + ", or to assign nothing while a target is unhealthy";
    // One failure rolls back: then nothing can stand still by the guard.
    auto fix = s.figures.tolerated == 1
        ? fixed(s.policy, "Assign nothing while a target is unhealthy",
                [](Policy& p) { p.guards.stopWhileUnhealthy = true; })
        : fixed(s.policy, "Lower the duration time-out to " + inSeconds(right),
                [&](Policy& p) { p.options.durationTimeout = right; });
    findings.push_back({"H9", Severity::Warning, sentence, std::move(fix)});
}

// H11: the first rollout has nothing to go back to.
void nothingToGoBackTo(const Subject& s, std::vector<LintFinding>& findings)
{
    if (s.input.facts.hasLastKnownGood.value_or(true))
        return;
    findings.push_back(
        {"H11", Severity::Warning,
         "Nothing is last known good yet: rolling back this first rollout tells targets to run no "
         "version at all; right would be to settle a version that is known to work first",
         std::nullopt});
}

} // namespace

std::span<const Rule> exposureRules()
{
    static constexpr std::array<Rule, 6> rules{windowLeaks,          tailIsUnprotected,
                                               failuresMakeRoom,     backIsAsSlow,
                                               gatesBlockTheWayBack, nothingToGoBackTo};
    return rules;
}

} // namespace rollout::lintrule
