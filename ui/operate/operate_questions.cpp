#include "ui/operate/operate_questions.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct Questions
{
    Q_DECLARE_TR_FUNCTIONS(rollout::Questions)
};

QString nameOf(const EntitySnapshot& snapshot)
{
    return text(snapshot.entityName);
}

ReasonQuestion question(const QString& title, const QString& sentence, const QString& verb)
{
    return {.title = title, .sentence = sentence, .verb = verb, .by = {}, .typed = {}};
}

/// What is live takes the name of the entity, and a button that Enter does not press.
ReasonQuestion grave(ReasonQuestion question, const EntitySnapshot& snapshot)
{
    if (snapshot.state.isSimulated())
        return question;
    question.sentence = Questions::tr("%1 is LIVE. %2").arg(nameOf(snapshot), question.sentence);
    question.typed = nameOf(snapshot);
    question.isGrave = true;
    return question;
}

QString abortSentence(const EntitySnapshot& snapshot, std::int64_t told)
{
    const EntityState& state = snapshot.state;
    const RolloutState& rollout = state.rollout;
    const bool isWatched = rollout.rolling == rollout.lastKnownGood;
    const VersionId back = isWatched ? state.progress.previousGood : rollout.lastKnownGood;
    QStringList sentences{Questions::tr("%1 is declared bad at once. Going back to %2: %3.")
                              .arg(versionText(state.fleet, rollout.rolling),
                                   versionText(state.fleet, back), formatTargets(told))};
    if (rollout.target != rollout.rolling)
        sentences << Questions::tr("%1, which was asked for meanwhile, is dropped.")
                         .arg(versionText(state.fleet, rollout.target));
    if (state.control.pause)
        sentences << Questions::tr("The pause ends.");
    return sentences.join(u' ');
}

ReasonQuestion abortQuestion(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const std::int64_t told = toldToRoll(snapshot.state, summary);
    return grave(
        question(Questions::tr("Roll %1 back").arg(nameOf(snapshot)), abortSentence(snapshot, told),
                 told > 0
                     ? Questions::tr("Roll back %1").arg(formatTargets(told))
                     : Questions::tr("Declare %1 bad")
                           .arg(versionText(snapshot.state.fleet, snapshot.state.rollout.rolling))),
        snapshot);
}

ReasonQuestion promoteQuestion(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const QString version = versionText(snapshot.state.fleet, snapshot.state.rollout.rolling);
    const QString rest = formatTargets(summary.toPromote);
    return grave(question(Questions::tr("Promote %1 on %2").arg(version, nameOf(snapshot)),
                          Questions::tr("%1 is assigned to the remaining %2 at once, past batches "
                                        "and waves.")
                              .arg(version, rest),
                          Questions::tr("Promote to %1").arg(rest)),
                 snapshot);
}

ReasonQuestion retryQuestion(const EntitySnapshot& snapshot)
{
    const EntityState& state = snapshot.state;
    const QString version = versionText(state.fleet, state.rollout.lastKnownBad);
    const QString sentence = state.rollout.lastKnownBad == state.rollout.rolling
        ? Questions::tr("%1 is no longer last known bad: it is rolled out again from the "
                        "beginning, and targets that failed on it get another chance.")
        : Questions::tr("%1 is no longer last known bad: it can be asked for again.");
    return question(Questions::tr("Retry %1 on %2").arg(version, nameOf(snapshot)),
                    sentence.arg(version), Questions::tr("Retry %1").arg(version));
}

ReasonQuestion rejectQuestion(const EntitySnapshot& snapshot, const QString& targets)
{
    return question(
        Questions::tr("Reject on %1").arg(nameOf(snapshot)),
        Questions::tr("%1 will not be told to run %2. Being rejected by one person is "
                      "enough.")
            .arg(targets, versionText(snapshot.state.fleet, snapshot.state.approvals.version)),
        Questions::tr("Reject %1").arg(targets));
}

/// What lets real targets change is asked once; of a simulation it is done at once.
std::optional<ReasonQuestion> liveQuestion(Act act, const EntitySnapshot& snapshot,
                                           const EntitySummary& summary, const QString& targets)
{
    const EntityState& state = snapshot.state;
    const QString name = nameOf(snapshot);
    if (state.isSimulated())
        return std::nullopt;
    if (act == Act::Release && summary.wave)
        return question(Questions::tr("Next wave of %1").arg(name),
                        Questions::tr("%1 is LIVE. The wave after this one begins as soon as this "
                                      "one has its successes.")
                            .arg(name),
                        summary.wave->number < summary.wave->of
                            ? Questions::tr("Let wave %1 begin").arg(summary.wave->number + 1)
                            : Questions::tr("Let the rest begin"));
    if (act == Act::ApproveAll || act == Act::ApproveSelected)
        return question(Questions::tr("Approve on %1").arg(name),
                        Questions::tr("%1 is LIVE. Approved for %2: %3.")
                            .arg(name, versionText(state.fleet, state.approvals.version), targets),
                        Questions::tr("Approve %1").arg(targets));
    return std::nullopt;
}

std::optional<ReasonQuestion> unsignedQuestion(Act act, const EntitySnapshot& snapshot,
                                               const EntitySummary& summary, const QString& targets)
{
    const QString name = nameOf(snapshot);
    switch (act) {
    case Act::Pause:
        return question(Questions::tr("Pause %1").arg(name),
                        Questions::tr("Nothing is judged or assigned until it is resumed. Its "
                                      "timers stand still; reports are recorded."),
                        Questions::tr("Pause %1").arg(name));
    case Act::Lock:
        return question(Questions::tr("Lock %1").arg(name),
                        Questions::tr("Nobody can do anything to it until it is unlocked. Its "
                                      "timers stand still; reports are recorded."),
                        Questions::tr("Lock %1").arg(name));
    case Act::Abort:
        return abortQuestion(snapshot, summary);
    case Act::Promote:
        return promoteQuestion(snapshot, summary);
    case Act::Retry:
        return retryQuestion(snapshot);
    case Act::Exclude:
    case Act::ExcludeFailing:
        return question(Questions::tr("Exclude from rollouts of %1").arg(name),
                        Questions::tr("%1 will not be judged, assigned, counted or forgotten until "
                                      "included again.")
                            .arg(targets),
                        Questions::tr("Exclude %1").arg(targets));
    case Act::RejectAll:
    case Act::RejectSelected:
        return rejectQuestion(snapshot, targets);
    default:
        return liveQuestion(act, snapshot, summary, targets);
    }
}

} // namespace

std::optional<ReasonQuestion> questionOf(Act act, const EntitySnapshot& snapshot,
                                         const EntitySummary& summary,
                                         std::span<const TargetId> targets, const QString& by)
{
    auto question = unsignedQuestion(act, snapshot, summary, formatTargets(std::ssize(targets)));
    if (question)
        question->by = by;
    return question;
}

QString doneWords(Act act, const EntitySnapshot& snapshot, const EntitySummary& summary,
                  std::span<const TargetId> targets)
{
    const EntityState& state = snapshot.state;
    const QString rolling = versionText(state.fleet, state.rollout.rolling);
    switch (act) {
    case Act::Promote:
        return Questions::tr("%1 is promoted: the next step assigns it to %2.")
            .arg(rolling, formatTargets(summary.toPromote));
    case Act::Retry:
        return Questions::tr("%1 may be tried again; the next steps go on.")
            .arg(versionText(state.fleet, state.rollout.lastKnownBad));
    case Act::RetryFailed:
        return Questions::tr("%1 tried again on %2.").arg(rolling, formatTargets(summary.failing));
    case Act::RetrySelected:
        return Questions::tr("%1 tried again on %2.")
            .arg(rolling, formatTargets(std::ssize(targets)));
    case Act::Release:
        return Questions::tr("The next wave begins once this one has its successes.");
    default:
        return {};
    }
}

Verb verbOf(Act act, std::vector<TargetId> targets)
{
    switch (act) {
    case Act::Pause:
        return verb::Pause{};
    case Act::Resume:
        return verb::Resume{};
    case Act::Abort:
        return verb::Abort{};
    case Act::Retry:
        return verb::Retry{};
    case Act::RetryFailed:
        return verb::RetryTargets{};
    case Act::RetrySelected:
        return verb::RetryTargets{std::move(targets)};
    case Act::Promote:
        return verb::Promote{};
    case Act::Release:
        return verb::Release{};
    case Act::Lock:
        return verb::Lock{};
    case Act::Unlock:
        return verb::Unlock{};
    case Act::Exclude:
    case Act::ExcludeFailing:
        return verb::Exclude{std::move(targets)};
    case Act::Include:
        return verb::Include{std::move(targets)};
    case Act::ApproveAll:
    case Act::ApproveSelected:
        return verb::Decide{std::move(targets), true};
    case Act::RejectAll:
    case Act::RejectSelected:
        return verb::Decide{std::move(targets), false};
    case Act::Freezes:
    case Act::Review:
        break;
    }
    return verb::Resume{};
}

} // namespace rollout
