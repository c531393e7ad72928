#include "ui/common/sentences.h"

#include "ui/common/format.h"
#include "ui/common/journal_lines.h"
#include "ui/common/operator_journal_words.h"
#include "ui/common/standing.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString targetName(const JournalRow& row)
{
    return row.group.empty() ? text(row.target) : text(row.group) + u'/' + text(row.target);
}

QString reportSentence(const JournalRow& row)
{
    const QString name = targetName(row);
    if (row.count != 0)
        return row.text.empty()
            ? Words::tr("%1 reports an error on %2").arg(name, versionText(row.version))
            : Words::tr("%1 reports an error on %2: %3")
                  .arg(name, versionText(row.version), text(row.text));
    if (row.version == row.previous)
        return Words::tr("%1 is well on %2 again").arg(name, versionText(row.version));
    return Words::tr("%1 reports %2 (was %3)")
        .arg(name, versionText(row.version), versionText(row.previous));
}

QString failureSentence(const JournalRow& row)
{
    if (row.count == 0 && row.threshold == 0)
        return Words::tr("%1 failed on %2: monitoring says “%3”")
            .arg(targetName(row), versionText(row.version), text(row.text));
    const QString sentence =
        Words::tr("%1 failed on %2: expected for %3, duration time-out %4")
            .arg(targetName(row), versionText(row.version), formatDuration(Seconds(row.count)),
                 formatDuration(Seconds(row.threshold)));
    return row.text.empty() ? sentence
                            : Words::tr("%1; it last said “%2”").arg(sentence, text(row.text));
}

QString targetSentence(const JournalRow& row)
{
    const QString version = versionText(row.version);
    switch (row.kind) {
    case JournalKind::TargetAdded:
        return Words::tr("%1 is new and reports %2").arg(targetName(row), version);
    case JournalKind::TargetForgotten:
        return Words::tr("%1 was silent too long and is forgotten").arg(targetName(row));
    case JournalKind::TargetRemoved:
        return Words::tr("%1 was removed").arg(targetName(row));
    case JournalKind::TargetRenamed:
        return Words::tr("%1 was renamed, it was %2").arg(targetName(row), text(row.text));
    case JournalKind::ReportChanged:
        return reportSentence(row);
    case JournalKind::Assigned:
        return Words::tr("%1 told to run %2 (was %3)")
            .arg(targetName(row), version, versionText(row.previous));
    case JournalKind::TargetSucceeded:
        return Words::tr("%1 succeeded on %2: healthy for %3, %4 needed")
            .arg(targetName(row), version, formatDuration(Seconds(row.count)),
                 formatDuration(Seconds(row.threshold)));
    case JournalKind::TargetFailed:
        return failureSentence(row);
    default:
        return journalKindText(row.kind);
    }
}

QString thresholdSentence(const JournalRow& row)
{
    const QString version = versionText(row.version);
    const QString count = formatCount(row.count);
    const QString threshold = formatCount(row.threshold);
    if (row.kind == JournalKind::BecameGood)
        return Words::tr("%1 is last known good: succeeded %2 of %3 needed")
            .arg(version, count, threshold);
    return Words::tr("%1 is last known bad: failed %2 of %3 tolerated")
        .arg(version, count, threshold);
}

QString optionsSentence(const JournalRow& row)
{
    const auto options = optionsOfLine(row.text);
    if (!options)
        return Words::tr("options changed: %1").arg(text(row.text));
    return Words::tr("options changed: batch %1 %, success %2 %, success time-out %3, duration "
                     "time-out %4")
        .arg(QString::number(options->batch.value()), QString::number(options->success.value()),
             formatDuration(options->successTimeout), formatDuration(options->durationTimeout));
}

QString verdictSentence(const JournalRow& row)
{
    const auto plan = planOfLine(row.text);
    if (!plan)
        return text(row.text);
    if (isError(plan->verdict))
        return plan->hookError.empty()
            ? verdictText(plan->verdict)
            : Words::tr("%1: “%2”").arg(verdictText(plan->verdict), text(plan->hookError));
    const QString words =
        Words::tr("%1: %2; %3")
            .arg(versionText(row.version), progressSentence(plan->figures), waitingSentence(*plan));
    return plan->verdict == Verdict::ThresholdCrossed
        ? Words::tr("too many failures of %1").arg(words)
        : words;
}

QString definitionSentence(const JournalRow& row)
{
    const QString name = text(row.entityName);
    switch (row.kind) {
    case JournalKind::EntityCreated:
        return Words::tr("entity %1 created").arg(name);
    case JournalKind::EntityForked:
        return Words::tr("entity %1 forked from %2 as it was after step %3")
            .arg(name, text(row.text))
            .arg(row.count);
    case JournalKind::EntityRenamed:
        return Words::tr("entity %1 renamed, it was %2").arg(name, text(row.text));
    case JournalKind::EntityDeleted:
        return Words::tr("entity %1 deleted").arg(name);
    case JournalKind::EntityRestored:
        return Words::tr("entity %1 restored").arg(name);
    case JournalKind::OptionsChanged:
        return optionsSentence(row) + bySuffix({row.by, {}});
    default:
        return journalKindText(row.kind);
    }
}

} // namespace

QString journalSentence(const JournalRow& row)
{
    if (isOperators(row.kind))
        return operatorSentence(row);
    const QString version = versionText(row.version);
    switch (row.kind) {
    case JournalKind::VersionAsked:
        return Words::tr("version %1 asked for (was %2)").arg(version, versionText(row.previous))
            + bySuffix({row.by, row.text});
    case JournalKind::VersionForced:
        return Words::tr("version %1 forced (was %2)").arg(version, versionText(row.previous))
            + bySuffix({row.by, row.text});
    case JournalKind::BatchAssigned:
        return Words::tr("%1 told to %2, batch %3")
            .arg(version, formatTargets(row.count), formatCount(row.threshold));
    case JournalKind::RollingStarted:
        return Words::tr("rollout of %1 started").arg(version);
    case JournalKind::BecameGood:
    case JournalKind::BecameBad:
        return thresholdSentence(row);
    case JournalKind::RollbackBegun:
        return Words::tr("rollback to %1 begun: %2 to go back")
            .arg(version, formatTargets(row.count));
    case JournalKind::RollbackDone:
        return Words::tr("rollback done: every target reports %1").arg(version);
    case JournalKind::RolloutDone:
        return Words::tr("rollout done: every target reports %1").arg(version);
    case JournalKind::StepVerdict:
        return verdictSentence(row);
    default:
        return row.target.empty() ? definitionSentence(row) : targetSentence(row);
    }
}

} // namespace rollout
