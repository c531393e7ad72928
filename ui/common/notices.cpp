#include "ui/common/notices.h"

#include "ui/common/format.h"
#include "ui/common/sentences.h"
#include "ui/common/standing.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// Whether the guard assigns nothing because targets fail.
bool isHeldByHealth(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    return snapshot.state.guards.stopWhileUnhealthy && summary.failing > 0
        && !snapshot.state.rollout.isRollingBack() && summary.toPromote > 0;
}

Notice healthNotice(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const QString version = versionText(snapshot.state.fleet, snapshot.state.rollout.rolling);
    const QString sentence = summary.failing == 1
        ? Words::tr("1 target fails on %1: nothing is assigned meanwhile.").arg(version)
        : Words::tr("%1 fail on %2: nothing is assigned meanwhile.")
              .arg(formatTargets(summary.failing), version);
    return {NoticeKind::Unhealthy, sentence, {Act::RetryFailed, Act::ExcludeFailing, Act::Abort}};
}

Notice approvalNotice(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const Approvals& approvals = snapshot.state.approvals;
    const QString version = versionText(snapshot.state.fleet, approvals.version);
    const QString sentence = approvals.isRollingBack
        ? Words::tr("Waiting for approval to go back to %1: %2.")
        : Words::tr("Waiting for approval to run %1: %2.");
    return {NoticeKind::Approval,
            sentence.arg(version, formatTargets(summary.pending)),
            {Act::Review, Act::ApproveAll}};
}

} // namespace

QString waveSentence(const WaveProgress& wave, const EntitySnapshot& snapshot)
{
    const QString name = wave.name.empty() ? QString() : Words::tr(" “%1”").arg(text(wave.name));
    QString words = Words::tr("Wave %1 of %2%3: %4 of %5 succeeded")
                        .arg(QString::number(wave.number), QString::number(wave.of), name,
                             formatCount(wave.succeeded), formatCount(wave.total));
    const bool isBaked = wave.bakesUntil && *wave.bakesUntil <= snapshot.now;
    if (wave.bakesUntil && !isBaked)
        words += Words::tr(", bakes until %1")
                     .arg(momentText(snapshot.state.clock.clockAt(*wave.bakesUntil), snapshot));
    else if (!wave.bakesUntil && wave.needed < wave.total)
        words += Words::tr(", %1 needed").arg(formatCount(wave.needed));
    if (wave.isManual && !wave.isReleased)
        words += isBaked ? Words::tr(". It is over: an operator lets the next one begin")
                         : Words::tr(", then an operator lets the next one begin");
    return words + u'.';
}

std::vector<Notice> noticesOf(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const Control& control = snapshot.state.control;
    std::vector<Notice> notices;
    if (control.lock)
        notices.push_back(
            {NoticeKind::Locked, standingSentence(Standing::Locked, snapshot), {Act::Unlock}});
    if (control.pause)
        notices.push_back(
            {NoticeKind::Paused, standingSentence(Standing::Paused, snapshot),
             control.lock ? std::vector<Act>() : std::vector{Act::Resume, Act::Abort}});
    if (control.freezeAt(snapshot.clock))
        notices.push_back(
            {NoticeKind::Frozen, standingSentence(Standing::Frozen, snapshot), {Act::Freezes}});
    if (control.isStopped())
        return notices; // nothing else has any effect meanwhile
    if (isHeldByHealth(snapshot, summary))
        notices.push_back(healthNotice(snapshot, summary));
    if (summary.pending > 0)
        notices.push_back(approvalNotice(snapshot, summary));
    if (summary.wave) {
        notices.push_back({NoticeKind::Wave, waveSentence(*summary.wave, snapshot), {}});
        if (summary.wave->isManual && !summary.wave->isReleased)
            notices.back().acts = {Act::Release};
    }
    return notices;
}

QString noticeIcon(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Locked:
        return standingIcon(Standing::Locked);
    case NoticeKind::Paused:
        return standingIcon(Standing::Paused);
    case NoticeKind::Frozen:
        return standingIcon(Standing::Frozen);
    case NoticeKind::Unhealthy:
        return QStringLiteral("warning");
    case NoticeKind::Approval:
        return QStringLiteral("approvals");
    case NoticeKind::Wave:
        return QStringLiteral("wave");
    }
    return {};
}

QColor noticeColour(NoticeKind kind, Scheme scheme)
{
    switch (kind) {
    case NoticeKind::Locked:
        return standingColour(Standing::Locked, scheme);
    case NoticeKind::Paused:
    case NoticeKind::Approval:
        return standingColour(Standing::Paused, scheme);
    case NoticeKind::Unhealthy:
        return phaseColour(TargetPhase::Failed, scheme);
    case NoticeKind::Frozen:
    case NoticeKind::Wave:
        return standingColour(Standing::Frozen, scheme);
    }
    return {};
}

QString namedWaiting(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const Waiting waiting = snapshot.lastPlan ? snapshot.lastPlan->waiting : Waiting::ForNothing;
    const bool isAboutWaves = waiting == Waiting::ForWave || waiting == Waiting::ForRelease
        || waiting == Waiting::ForWindows;
    for (const Notice& notice : noticesOf(snapshot, summary)) {
        const bool isNow = notice.kind == NoticeKind::Locked || notice.kind == NoticeKind::Paused
            || (notice.kind == NoticeKind::Frozen && waiting == Waiting::ForThaw)
            || (notice.kind == NoticeKind::Unhealthy && waiting == Waiting::ForHealth)
            || (notice.kind == NoticeKind::Approval && waiting == Waiting::ForApproval)
            || (notice.kind == NoticeKind::Wave && isAboutWaves);
        if (isNow)
            return notice.sentence.chopped(1);
    }
    return snapshot.lastPlan ? waitingSentence(*snapshot.lastPlan) : QString();
}

} // namespace rollout
