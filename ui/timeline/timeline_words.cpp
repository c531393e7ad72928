#include "ui/timeline/timeline_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct TimelineWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::TimelineWords)
};

QString clockText(Time clock, Liveness liveness)
{
    return liveness == Liveness::Live ? formatDateTime(clock)
                                      : formatClock(wholeSeconds(clock.time_since_epoch()));
}

QString stepText(std::uint64_t step)
{
    return formatCount(static_cast<std::int64_t>(step));
}

} // namespace

QString momentText(const PastMoment& moment, Liveness liveness)
{
    const QString pattern = moment.isStep || moment.step == 0
        ? TimelineWords::tr("step %1 (%2)")
        : TimelineWords::tr("after step %1 (%2)");
    return pattern.arg(stepText(moment.step), clockText(moment.clock, liveness));
}

QString pastSentence(const PastMoment& moment, const PastMoment& present, Liveness liveness)
{
    const bool isStep = moment.isStep || moment.step == 0;
    const QString remembered = isStep
        ? TimelineWords::tr("You see step %1 of %2 (%3).")
        : TimelineWords::tr("You see what was done after step %1 of %2 (%3).");
    const QString retold = isStep
        ? TimelineWords::tr("You see step %1 of %2 (%3), as the journal tells it.")
        : TimelineWords::tr(
            "You see what was done after step %1 of %2 (%3), as the journal tells it.");
    const QString pattern = moment.isRetold ? retold : remembered;
    return pattern.arg(stepText(moment.step), stepText(present.step),
                       clockText(moment.clock, liveness));
}

QString marksText(const Past& past, std::size_t index, Liveness liveness)
{
    QStringList words;
    for (const PastMark& mark : past.marks)
        if (mark.moment == past.moments[index].number)
            words << journalKindText(mark.kind);
    words << momentText(past.moments[index], liveness);
    return words.join(QStringLiteral(", "));
}

QString branchName(const QString& original, const std::function<bool(const QString&)>& isTaken)
{
    static const QRegularExpression suffix(
        TimelineWords::tr("%1 · branch %2").arg(QString(), QStringLiteral("\\d+")) + u'$');
    QString root = original;
    root.remove(suffix);
    for (int number = 1;; ++number)
        if (QString name = TimelineWords::tr("%1 · branch %2").arg(root).arg(number);
            !isTaken(name))
            return name;
}

} // namespace rollout
