#include "ui/overview/overview_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/common/format.h"
#include "ui/common/notices.h"
#include "ui/common/sentences.h"

namespace rollout {

namespace {

struct OverviewWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::OverviewWords)
};

QString capitalised(QString sentence)
{
    if (!sentence.isEmpty())
        sentence[0] = sentence.at(0).toUpper();
    return sentence;
}

} // namespace

QString timeLeftSentence(const OverviewFigures& figures)
{
    if (figures.isStopped)
        return OverviewWords::tr("Timers stand still.");
    if (!figures.timeLeft)
        return figures.phase == RolloutPhase::Empty ? OverviewWords::tr("Nothing is under way.")
                                                    : OverviewWords::tr("Nothing left to do.");
    const TimeLeft& left = *figures.timeLeft;
    const QString total = formatDuration(left.total);
    const QString wave = formatDuration(left.wave);
    if (left.waves == 1 && !left.isAtLeast)
        return OverviewWords::tr("About %1 if nothing fails: the last batch.").arg(total);
    const QString batches = OverviewWords::tr("%1 batches").arg(formatCount(left.waves));
    if (left.isAtLeast && left.waves == 1)
        return OverviewWords::tr("At least %1, plus the time that targets take to adopt the "
                                 "version: the last batch.")
            .arg(total);
    if (left.isAtLeast)
        return OverviewWords::
            tr("At least %1: %2 to go, each at least %3 plus the time that targets take to adopt "
               "the version.")
                .arg(total, batches, wave);
    return OverviewWords::tr("About %1 if nothing fails: %2 to go, about %3 each.")
        .arg(total, batches, wave);
}

QString lastStepText(const EntitySnapshot& snapshot, const QStringList& fromJournal)
{
    if (snapshot.lastPlan)
        return planSentences(*snapshot.lastPlan, snapshot.state.fleet).join(u'\n');
    if (!fromJournal.isEmpty())
        return fromJournal.join(u'\n');
    if (snapshot.state.step > 0)
        return OverviewWords::tr("It was taken before the console was opened.");
    return OverviewWords::tr("No step was taken yet.");
}

QString waitingText(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    if (snapshot.state.control.isStopped())
        return namedWaiting(snapshot, summary) + u'.';
    if (!snapshot.lastPlan)
        return OverviewWords::tr("Press F10 for a step, or F5 to run.");
    if (beginsWithNextStep(snapshot.state.rollout))
        return OverviewWords::tr("Begins with the next step.");
    QString words = capitalised(namedWaiting(snapshot, summary)) + u'.';
    const QString next = nextDecisionSentence(*snapshot.lastPlan, snapshot.now);
    if (!next.isEmpty())
        words += u' ' + capitalised(next) + u'.';
    return words;
}

} // namespace rollout
