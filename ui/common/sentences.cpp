#include "ui/common/sentences.h"

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString changeSentence(const VersionChange& change, const Plan& plan, const Fleet& fleet)
{
    const QString version = versionText(fleet, change.version);
    switch (change.kind) {
    case VersionChange::Kind::RollingStarted:
        return Words::tr("%1 is the rolling version now; it is assigned from the next step on.")
            .arg(version);
    case VersionChange::Kind::BecameGood:
        return Words::tr("%1 is last known good: succeeded %2, needed %3.")
            .arg(version, formatCount(change.count), formatCount(change.threshold));
    case VersionChange::Kind::BecameBad:
        return Words::tr("%1 is last known bad: failed %2, tolerated %3. Rolling back to %4.")
            .arg(version, formatCount(change.count), formatCount(change.threshold),
                 versionText(fleet, plan.after.lastKnownGood));
    }
    return {};
}

QString assignmentSentence(const Plan& plan, const Fleet& fleet)
{
    const QString version = versionText(fleet, plan.effective);
    const auto count = static_cast<std::int64_t>(plan.assignments.size());
    const QString slots_ = formatCount(plan.figures.slots);
    switch (plan.assignments.front().reason) {
    case NoteKind::RollingBack:
        return Words::tr("Told %1 to go back to %2: %3 slots of the batch of %4 were free.")
            .arg(formatTargets(count), version, slots_, formatCount(plan.figures.limits.batch));
    case NoteKind::ConfirmingGood:
        return Words::tr("Told %1 to run %2, which is last known good.")
            .arg(formatTargets(count), version);
    default:
        return Words::tr("Assigned %2 to %1: %3 slots of the batch of %4 were free.")
            .arg(formatTargets(count), version, slots_, formatCount(plan.figures.limits.batch));
    }
}

struct JudgementCounts
{
    std::int64_t succeeded = 0;
    std::int64_t timedOut = 0;
    std::int64_t unhealthy = 0;
    std::int32_t durationTimeout = 0;
    std::int32_t window = 0;
};

JudgementCounts countJudgements(const Plan& plan)
{
    JudgementCounts counts;
    for (const Judgement& judgement : plan.judgements) {
        if (judgement.kind == NoteKind::Succeeded) {
            ++counts.succeeded;
            counts.window = judgement.limit;
        } else if (judgement.kind == NoteKind::TimedOut) {
            ++counts.timedOut;
            counts.durationTimeout = judgement.limit;
        } else {
            ++counts.unhealthy;
        }
    }
    return counts;
}

void addJudgements(QStringList& sentences, const Plan& plan)
{
    const JudgementCounts counts = countJudgements(plan);
    if (counts.timedOut > 0)
        sentences << Words::tr("%1 failed: no success within %2 of being assigned.")
                         .arg(formatTargets(counts.timedOut),
                              formatDuration(Seconds(counts.durationTimeout)));
    if (counts.unhealthy > 0)
        sentences
            << Words::tr("%1 failed: monitoring says so.").arg(formatTargets(counts.unhealthy));
    if (counts.succeeded > 0)
        sentences << Words::tr("%1 succeeded: healthy for more than %2.")
                         .arg(formatTargets(counts.succeeded),
                              formatDuration(Seconds(counts.window)));
}

QString errorSentence(const Plan& plan)
{
    const QString words = text(plan.hookError);
    switch (plan.verdict) {
    case Verdict::NoTargetVersion:
        return Words::tr("Nothing to decide: no version was asked for. Set one to begin.");
    case Verdict::Held:
        return Words::tr("Held: monitoring says “%1”. Nothing was judged or assigned.").arg(words);
    case Verdict::RemovalFailed:
        return Words::tr("Stopped: the removal hook says “%1”.").arg(words);
    default:
        return {};
    }
}

QString unchangedSentence(const Plan& plan)
{
    const StepFigures& figures = plan.figures;
    if (figures.total == 0)
        return Words::tr("No targets yet: import a fleet or let a controller report.");
    if (plan.waiting >= Waiting::ForResume || plan.waiting == Waiting::ForApproval)
        return Words::tr("Nothing changed.");
    if (figures.inRollout > 0)
        return Words::tr("Nothing changed: the windows of %1 in rollout are not over.")
            .arg(formatTargets(figures.inRollout));
    return Words::tr("Nothing to do: every target is expected to run %1 and judged.");
}

QString slotsSentence(const Plan& plan)
{
    const StepFigures& figures = plan.figures;
    const std::int64_t taken = figures.inRollout + figures.assigned;
    if (!plan.allDecided)
        return Words::tr("waits for the windows of %1 to pass").arg(formatTargets(taken));
    const auto left = wholeSeconds(*plan.allDecided - plan.now);
    return Words::tr("waits: %1 of %2 slots taken, all free in at most %3")
        .arg(formatCount(taken), formatCount(figures.limits.batch), formatDuration(left));
}

QString phaseSentence(const EntityState& state, RolloutPhase phase)
{
    const RolloutState& rollout = state.rollout;
    const QString total = formatTargets(std::ssize(state.fleet.order()));
    const QString effective = versionText(state.fleet, rollout.effectiveVersion());
    switch (phase) {
    case RolloutPhase::Empty:
        return state.fleet.size() == 0 ? Words::tr("no targets yet")
                                       : Words::tr("%1, no version asked for").arg(total);
    case RolloutPhase::Establishing:
        return Words::tr("establishing %1 on %2").arg(effective, total);
    case RolloutPhase::Settled:
        return Words::tr("%1 is last known good on %2").arg(effective, total);
    case RolloutPhase::RollingOut:
        return Words::tr("rolling out %1 to %2").arg(effective, total);
    case RolloutPhase::RollingBack:
        return Words::tr("%1 is bad: rolling back to %2")
            .arg(versionText(state.fleet, rollout.lastKnownBad), effective);
    case RolloutPhase::RolledBack:
        return Words::tr("%1 was bad: rolled back to %2")
            .arg(versionText(state.fleet, rollout.lastKnownBad), effective);
    }
    return {};
}

} // namespace

QString progressSentence(const StepFigures& figures)
{
    return Words::tr("in rollout %1 of %2, succeeded %3 of %4 needed, failed %5 of %6 tolerated")
        .arg(formatCount(figures.inRollout + figures.assigned), formatCount(figures.limits.batch),
             formatCount(figures.succeeded), formatCount(figures.limits.needed),
             formatCount(figures.failed), formatCount(figures.limits.tolerated));
}

QString noteSentence(const Note& note, const Fleet& fleet, VersionId expected)
{
    const QString version = versionText(fleet, expected);
    switch (note.kind) {
    case NoteKind::NewTarget:
        return Words::tr("new target");
    case NoteKind::RollingOut:
        return Words::tr("told to run %1").arg(version);
    case NoteKind::ConfirmingGood:
        return Words::tr("told to run %1, which is last known good").arg(version);
    case NoteKind::RollingBack:
        return Words::tr("told to go back to %1").arg(version);
    case NoteKind::Succeeded:
        return Words::tr("succeeded: healthy for %1, %2 needed")
            .arg(formatDuration(Seconds(note.seconds)), formatDuration(Seconds(note.limit)));
    case NoteKind::TimedOut:
        return Words::tr("failed: expected for %1, duration time-out %2")
            .arg(formatDuration(Seconds(note.seconds)), formatDuration(Seconds(note.limit)));
    case NoteKind::Unhealthy:
        return Words::tr("failed: monitoring says “%1”").arg(text(fleet.texts().at(note.text)));
    case NoteKind::FellSilent:
        return Words::tr("failed: silent for %1, at most %2")
            .arg(formatDuration(Seconds(note.seconds)), formatDuration(Seconds(note.limit)));
    case NoteKind::TriedAgain:
        return Words::tr("trying %1 again").arg(version);
    }
    return {};
}

QStringList planSentences(const Plan& plan, const Fleet& fleet)
{
    if (isError(plan.verdict))
        return {errorSentence(plan)};
    QStringList sentences;
    for (const VersionChange& change : plan.versionChanges)
        sentences << changeSentence(change, plan, fleet);
    if (!plan.assignments.empty())
        sentences << assignmentSentence(plan, fleet);
    addJudgements(sentences, plan);
    if (!plan.removals.empty())
        sentences << Words::tr("Removed %1.").arg(formatTargets(std::ssize(plan.removals)));
    if (!plan.hookError.empty())
        sentences
            << Words::tr("A hook failed and offered nothing: “%1”.").arg(text(plan.hookError));
    if (sentences.isEmpty()) {
        const QString sentence = unchangedSentence(plan);
        sentences << (sentence.contains(QLatin1String("%1"))
                          ? sentence.arg(versionText(fleet, plan.effective))
                          : sentence);
    }
    return sentences;
}

QString waitingSentence(const Plan& plan)
{
    switch (plan.waiting) {
    case Waiting::ForNothing:
        return Words::tr("waits for nothing: every target is judged");
    case Waiting::ForWindows:
        return slotsSentence(plan);
    case Waiting::ForNextStep:
        return Words::tr("goes on with the next step");
    case Waiting::ForSelection:
        return Words::tr("waits for the selection hook: it offered %1 targets for %2 slots")
            .arg(formatCount(plan.figures.selected), formatCount(plan.figures.slots));
    case Waiting::ForApproval:
        return Words::tr("waits for approval: %1 of %2 selected targets were approved")
            .arg(formatCount(plan.figures.assigned), formatCount(plan.figures.selected));
    case Waiting::ForVersion:
        return Words::tr("waits for a version to be asked for");
    case Waiting::ForMonitoring:
        return Words::tr("waits: monitoring holds the rollout");
    case Waiting::ForRemoval:
        return Words::tr("waits: the removal hook failed");
    case Waiting::ForReports:
        return Words::tr("waits for targets to report");
    case Waiting::ForResume:
        return Words::tr("waits until an operator lets it go on");
    case Waiting::ForThaw:
        return Words::tr("waits: a freeze window is open, nothing new is assigned");
    case Waiting::ForHealth:
        return Words::tr("waits: targets fail on the version, nothing is assigned meanwhile");
    case Waiting::ForWave:
        return Words::tr("waits for the wave under way: its successes and its bake time");
    case Waiting::ForMinimum:
        return Words::tr("waits: enough succeeded, but not long enough or too few to be good");
    case Waiting::ForRelease:
        return Words::tr("waits for an operator to let the next wave begin");
    }
    return {};
}

QString nextDecisionSentence(const Plan& plan, Time now)
{
    if (!plan.nextDecision)
        return {};
    const auto left = std::chrono::ceil<Seconds>(*plan.nextDecision - now);
    if (left <= Seconds(0))
        return Words::tr("next decision at the next step");
    return Words::tr("next decision in %1").arg(formatDuration(left));
}

bool beginsWithNextStep(const RolloutState& rollout)
{
    const bool isUnderWay = rollout.rolling != VersionId::None
        && rollout.rolling != rollout.lastKnownGood && rollout.rolling != rollout.lastKnownBad;
    return rollout.target != rollout.rolling && !isUnderWay;
}

QString rolloutSentence(const EntityState& state, RolloutPhase phase)
{
    const RolloutState& rollout = state.rollout;
    if (phase == RolloutPhase::Empty || rollout.target == rollout.rolling)
        return phaseSentence(state, phase);
    const QString asked = versionText(state.fleet, rollout.target);
    if (beginsWithNextStep(rollout))
        return Words::tr("%1 asked for; begins with the next step").arg(asked);
    return Words::tr("%1; %2 comes after it").arg(phaseSentence(state, phase), asked);
}

} // namespace rollout
