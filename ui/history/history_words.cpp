#include "ui/history/history_words.h"

#include <QCoreApplication>

#include <algorithm>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct HistoryWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::HistoryWords)
};

TargetPhase likeness(RolloutOutcome outcome)
{
    switch (outcome) {
    case RolloutOutcome::UnderWay:
        return TargetPhase::Baking;
    case RolloutOutcome::Good:
    case RolloutOutcome::Done:
        return TargetPhase::Succeeded;
    case RolloutOutcome::RollingBack:
        return TargetPhase::RollingBack;
    case RolloutOutcome::RolledBack:
        return TargetPhase::Failed;
    case RolloutOutcome::Superseded:
        return TargetPhase::Old;
    }
    return TargetPhase::Old;
}

QString row(const QString& label, const QString& value)
{
    return QStringLiteral("<tr><td style='padding-right:16px'>%1</td><td>%2</td></tr>")
        .arg(label.toHtmlEscaped(), value.toHtmlEscaped());
}

QString list(const QString& title, const QStringList& lines)
{
    if (lines.isEmpty())
        return {};
    QString html =
        QStringLiteral("<p style='margin-bottom:2px'><b>%1</b></p><ul style='margin-top:0'>")
            .arg(title.toHtmlEscaped());
    for (const QString& line : lines)
        html += QStringLiteral("<li>%1</li>").arg(line.toHtmlEscaped());
    return html + QStringLiteral("</ul>");
}

/// " by ada: “faster”", as far as it is known.
QString signatureText(const PersonalDeed& deed)
{
    const QString by = deed.by.empty() ? QString() : HistoryWords::tr(" by %1").arg(text(deed.by));
    return deed.reason.empty() ? by : HistoryWords::tr("%1: “%2”").arg(by, text(deed.reason));
}

QString durationText(const RolloutRecord& record, const Moment& now)
{
    const QString whole = formatDuration(wholeSeconds(record.clockDuration(now)));
    const Seconds stopped = wholeSeconds(record.pausedFor(now));
    return stopped > Seconds(0)
        ? HistoryWords::tr("%1, of which it stood still for %2").arg(whole, formatDuration(stopped))
        : whole;
}

QString timesOf(const RolloutRecord& record, const Moment& now, TimeLabels labels)
{
    QString rows;
    if (record.asked)
        rows += row(HistoryWords::tr("Asked for"),
                    momentText(record.asked->when.at, labels) + signatureText(*record.asked));
    rows += row(HistoryWords::tr("Began"), momentText(record.began.at, labels));
    if (record.becameGood)
        rows += row(HistoryWords::tr("Last known good"), momentText(record.becameGood->at, labels));
    if (record.becameBad)
        rows += row(HistoryWords::tr("Last known bad"), momentText(record.becameBad->at, labels));
    if (record.ended)
        rows += row(HistoryWords::tr("Ended"), momentText(record.ended->at, labels));
    return rows + row(HistoryWords::tr("Duration"), durationText(record, now));
}

} // namespace

QString outcomeText(RolloutOutcome outcome)
{
    switch (outcome) {
    case RolloutOutcome::UnderWay:
        return HistoryWords::tr("under way");
    case RolloutOutcome::Good:
        return HistoryWords::tr("good");
    case RolloutOutcome::Done:
        return HistoryWords::tr("done");
    case RolloutOutcome::RollingBack:
        return HistoryWords::tr("rolling back");
    case RolloutOutcome::RolledBack:
        return HistoryWords::tr("rolled back");
    case RolloutOutcome::Superseded:
        return HistoryWords::tr("replaced");
    }
    return {};
}

QColor outcomeColour(RolloutOutcome outcome, Scheme scheme)
{
    return phaseColour(likeness(outcome), scheme);
}

QChar outcomeGlyph(RolloutOutcome outcome)
{
    return phaseGlyph(likeness(outcome));
}

QString momentText(Time at, TimeLabels labels)
{
    return labels == TimeLabels::SimulationClock
        ? formatClock(wholeSeconds(at.time_since_epoch()))
        : HistoryWords::tr("%1 UTC").arg(formatDateTime(at));
}

QString batchesText(const BatchFigures& figures)
{
    if (figures.count == 0)
        return HistoryWords::tr("none yet");
    const QString sizes = figures.smallest == figures.largest
        ? formatTargets(figures.smallest)
        : HistoryWords::tr("%1 to %2")
              .arg(formatCount(figures.smallest), formatTargets(figures.largest));
    return figures.count == 1 ? HistoryWords::tr("1 of %1").arg(sizes)
                              : HistoryWords::tr("%1 of %2").arg(formatCount(figures.count), sizes);
}

QString causeText(const RolloutRecord& record)
{
    switch (record.cause) {
    case BadCause::None:
        return {};
    case BadCause::Threshold:
        return HistoryWords::tr("too many targets failed: %1 of %2 tolerated")
            .arg(formatCount(record.failed), formatCount(record.tolerated));
    case BadCause::Monitoring:
        return HistoryWords::tr("monitoring says “%1”").arg(text(record.causeText));
    case BadCause::Aborted:
        return record.causeText.empty()
            ? HistoryWords::tr("aborted by a person")
            : HistoryWords::tr("aborted by a person: “%1”").arg(text(record.causeText));
    }
    return {};
}

QString reasonText(const FailureReason& reason)
{
    const QString count = formatTargets(reason.count);
    const QString words = text(reason.words);
    if (reason.by == FailedBy::Monitoring)
        return HistoryWords::tr("%1: monitoring says “%2”").arg(count, words);
    const QString limit = formatDuration(reason.limit);
    return words.isEmpty()
        ? HistoryWords::tr("%1: no success within %2").arg(count, limit)
        : HistoryWords::tr("%1: no success within %2; last said “%3”").arg(count, limit, words);
}

QString deedText(const PersonalDeed& deed)
{
    QString what = journalKindText(deed.kind);
    if (deed.kind == JournalKind::VersionAsked || deed.kind == JournalKind::VersionForced)
        what = HistoryWords::tr("%1 %2").arg(what, versionText(deed.version));
    if (!deed.by.empty())
        what = HistoryWords::tr("%1 by %2").arg(what, text(deed.by));
    return deed.reason.empty() ? what : HistoryWords::tr("%1: “%2”").arg(what, text(deed.reason));
}

QString rolloutDetails(const RolloutRecord& record, const Moment& now, TimeLabels labels)
{
    QString html = QStringLiteral("<p><b>%1</b></p>")
                       .arg(HistoryWords::tr("%1 after %2: %3")
                                .arg(versionText(record.version), versionText(record.previous),
                                     outcomeText(record.outcome))
                                .toHtmlEscaped());
    html += QStringLiteral("<table cellpadding='1'>");
    if (const QString cause = causeText(record); !cause.isEmpty())
        html += row(HistoryWords::tr("Why"), cause);
    html += timesOf(record, now, labels);
    html += row(HistoryWords::tr("Batches"), batchesText(record.batches));
    if (record.rollbackBatches.count > 0)
        html += row(HistoryWords::tr("Batches back"), batchesText(record.rollbackBatches));
    html += row(HistoryWords::tr("Failed"), formatTargets(record.failedTargets));
    html += QStringLiteral("</table>");
    QStringList reasons;
    for (const FailureReason& reason : record.reasons)
        reasons += reasonText(reason);
    QStringList deeds;
    for (const PersonalDeed& deed : record.deeds)
        deeds += HistoryWords::tr("%1  %2").arg(momentText(deed.when.at, labels), deedText(deed));
    return html + list(HistoryWords::tr("Why targets failed"), reasons)
        + list(HistoryWords::tr("What people did meanwhile"), deeds);
}

Stretch stretchOf(const RolloutRecord& record)
{
    Stretch stretch;
    stretch.words = HistoryWords::tr("Rollout of %1").arg(versionText(record.version));
    stretch.firstRow = record.firstRow;
    stretch.from = record.began.at;
    if (record.asked) { // it was asked for before it began
        stretch.firstRow = std::min(stretch.firstRow, record.asked->row);
        stretch.from = std::min(stretch.from, record.asked->when.at);
    }
    if (record.ended) {
        stretch.lastRow = record.lastRow;
        stretch.to = record.ended->at;
    }
    return stretch;
}

} // namespace rollout
