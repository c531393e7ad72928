#include "ui/common/operator_journal_words.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

#include "ui/common/format.h"
#include "ui/common/standing.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString targetName(const JournalRow& row)
{
    return row.group.empty() ? text(row.target) : text(row.group) + u'/' + text(row.target);
}

/// A simulation's clock begins in 1970, where no live one is.
QString moment(Time time)
{
    const bool isSimulated = time < Time(std::chrono::hours(24 * 365 * 20));
    return isSimulated ? formatClock(wholeSeconds(time.time_since_epoch()))
                       : Words::tr("%1 UTC").arg(formatDateTime(time));
}

/// What was done to an entity as a whole, without who and why.
QString deed(const JournalRow& row)
{
    const QString version = versionText(row.version);
    const QString targets = formatTargets(row.count);
    switch (row.kind) {
    case JournalKind::Paused:
        return Words::tr("paused");
    case JournalKind::Resumed:
        return Words::tr("resumed after %1").arg(formatDuration(Seconds(row.count)));
    case JournalKind::Locked:
        return Words::tr("locked");
    case JournalKind::Unlocked:
        return Words::tr("unlocked after %1").arg(formatDuration(Seconds(row.count)));
    case JournalKind::Aborted:
        return Words::tr("rollout of %1 aborted").arg(version);
    case JournalKind::Retried:
        return row.count == 0
            ? Words::tr("%1 may be tried again").arg(version)
            : Words::tr("%1 is tried again, also on %2 that failed").arg(version, targets);
    case JournalKind::TargetsRetried:
        return Words::tr("%1 tried again on %2 that failed").arg(version, targets);
    case JournalKind::Promoted:
        return Words::tr("%1 promoted: assigned to the remaining %2 at once").arg(version, targets);
    case JournalKind::WaveReleased:
        return Words::tr("wave %1 of %2 let go: the next one may begin")
            .arg(formatCount(row.count), formatCount(row.threshold));
    default:
        return journalKindText(row.kind);
    }
}

QString freezeWords(const JournalRow& row)
{
    const QString window = row.kind == JournalKind::FreezeAdded
        ? Words::tr("freeze window added: %1 to %2")
        : Words::tr("freeze window removed: %1 to %2");
    return window.arg(moment(Time(Milliseconds(row.count))),
                      moment(Time(Milliseconds(row.threshold))));
}

QString targetDeed(const JournalRow& row)
{
    const QString name = targetName(row);
    switch (row.kind) {
    case JournalKind::TargetExcluded:
        return Words::tr("%1 excluded from rollouts").arg(name);
    case JournalKind::TargetIncluded:
        return Words::tr("%1 takes part in rollouts again").arg(name);
    case JournalKind::TargetApproved:
        return Words::tr("%1 approved for %2").arg(name, versionText(row.version));
    default:
        return Words::tr("%1 rejected for %2").arg(name, versionText(row.version));
    }
}

/// What the engine says of waves and approval; nobody signs it.
QString engineSentence(const JournalRow& row)
{
    if (row.kind == JournalKind::ApprovalAsked)
        return Words::tr("%1 waits for approval of %2")
            .arg(versionText(row.version), formatTargets(row.count));
    const QString wave =
        Words::tr("%1: wave %2 of %3 begins")
            .arg(versionText(row.version), formatCount(row.count), formatCount(row.threshold));
    return row.text.empty() ? wave : Words::tr("%1, “%2”").arg(wave, text(row.text));
}

struct PolicyWord
{
    const char* name; ///< as guardsLine() writes it
    const char* words;
};
constexpr std::array<PolicyWord, 11> policyWords{{
    {"forgetAfter", QT_TRANSLATE_NOOP("rollout::Words", "forget after %1")},
    {"silentCountsAsFailed", QT_TRANSLATE_NOOP("rollout::Words", "silent targets count as failed")},
    {"stopWhileUnhealthy",
     QT_TRANSLATE_NOOP("rollout::Words", "nothing is assigned while targets fail")},
    {"rollbackBatch", QT_TRANSLATE_NOOP("rollout::Words", "batch of %1 when rolling back")},
    {"openForRollback", QT_TRANSLATE_NOOP("rollout::Words", "rolling back passes closed gates")},
    {"watchAfterGood", QT_TRANSLATE_NOOP("rollout::Words", "watched %1 after good")},
    {"monitoring", QT_TRANSLATE_NOOP("rollout::Words", "failing monitoring: %1")},
    {"minimumTime", QT_TRANSLATE_NOOP("rollout::Words", "good after %1 at the earliest")},
    {"minimumTargets",
     QT_TRANSLATE_NOOP("rollout::Words", "good after %1 targets at the earliest")},
    {"wave", QT_TRANSLATE_NOOP("rollout::Words", "wave %1")},
    {"approvals", QT_TRANSLATE_NOOP("rollout::Words", "approvals needed: %1")},
}};

/// What is not known is shown as it is written: a newer engine may ask more.
QString policyPart(const QString& name, const QString& value)
{
    for (const PolicyWord& word : policyWords)
        if (name == QLatin1String(word.name)) {
            const QString words = Words::tr(word.words);
            return words.contains(QLatin1String("%1")) ? words.arg(value) : words;
        }
    return value.isEmpty() ? name : name + u'=' + value;
}

/// guardsLine() of core/policy.h in words.
QString policyText(const QString& line)
{
    static const QRegularExpression part(QStringLiteral("(\\w+)(?:=(?:\\[([^\\]]*)\\]|(\\S+)))?"));
    QStringList parts;
    for (auto matches = part.globalMatch(line); matches.hasNext();) {
        const auto match = matches.next();
        parts << policyPart(match.captured(1), match.captured(2) + match.captured(3));
    }
    return parts.join(QStringLiteral("; "));
}

/// Rows whose text is not a reason.
QString definitionDeed(const JournalRow& row)
{
    const bool isPolicy = row.kind == JournalKind::PolicyChanged;
    if (row.text.empty())
        return isPolicy ? Words::tr("policy changed: no guards, waves or approval")
                        : Words::tr("controller removed");
    return isPolicy ? Words::tr("policy changed: %1").arg(policyText(text(row.text)))
                    : Words::tr("controller is now %1").arg(text(row.text));
}

} // namespace

bool isOperators(JournalKind kind)
{
    return kind >= JournalKind::WaveBegun;
}

QString operatorSentence(const JournalRow& row)
{
    switch (row.kind) {
    case JournalKind::WaveBegun:
    case JournalKind::ApprovalAsked:
        return engineSentence(row);
    case JournalKind::PolicyChanged:
    case JournalKind::ControllerChanged:
        return definitionDeed(row) + bySuffix({row.by, {}});
    case JournalKind::FreezeAdded:
    case JournalKind::FreezeRemoved:
        return freezeWords(row) + bySuffix({row.by, row.text});
    case JournalKind::TargetExcluded:
    case JournalKind::TargetIncluded:
    case JournalKind::TargetApproved:
    case JournalKind::TargetRejected:
        return targetDeed(row) + bySuffix({row.by, row.text});
    default:
        return deed(row) + bySuffix({row.by, row.text});
    }
}

QString ownTimeWords(const JournalRow& row)
{
    if (row.at == row.entityAt)
        return {};
    return Words::tr("Own time of the entity: %1, %2 less than the clock's (it was paused or "
                     "locked for so long).")
        .arg(moment(row.entityAt), formatDuration(wholeSeconds(row.at - row.entityAt)));
}

} // namespace rollout
