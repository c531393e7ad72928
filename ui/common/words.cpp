#include "ui/common/words.h"

#include <algorithm>

namespace rollout {

QString phaseText(TargetPhase phase)
{
    switch (phase) {
    case TargetPhase::Old:
        return Words::tr("old");
    case TargetPhase::Assigned:
        return Words::tr("assigned");
    case TargetPhase::Baking:
        return Words::tr("baking");
    case TargetPhase::Succeeded:
        return Words::tr("succeeded");
    case TargetPhase::Failed:
        return Words::tr("failed");
    case TargetPhase::RollingBack:
        return Words::tr("rolling back");
    case TargetPhase::Silent:
        return Words::tr("silent");
    case TargetPhase::Excluded:
        return Words::tr("excluded");
    }
    return {};
}

QString phaseExplained(TargetPhase phase)
{
    switch (phase) {
    case TargetPhase::Old:
        return Words::tr("not told to run the version yet");
    case TargetPhase::Assigned:
        return Words::tr("told to run the version, still reports another");
    case TargetPhase::Baking:
        return Words::tr("reports the version, its window is not over");
    case TargetPhase::Succeeded:
        return Words::tr("reported the version without error for long enough");
    case TargetPhase::Failed:
        return Words::tr("was no success when the duration time-out had passed");
    case TargetPhase::RollingBack:
        return Words::tr("told to go back, still reports the bad version");
    case TargetPhase::Silent:
        return Words::tr("no report for longer than the success time-out");
    case TargetPhase::Excluded:
        return Words::tr("in maintenance: takes no part and counts nowhere");
    }
    return {};
}

QString rolloutPhaseText(RolloutPhase phase)
{
    switch (phase) {
    case RolloutPhase::Empty:
        return Words::tr("nothing asked for");
    case RolloutPhase::Establishing:
        return Words::tr("first version");
    case RolloutPhase::Settled:
        return Words::tr("settled");
    case RolloutPhase::RollingOut:
        return Words::tr("rolling out");
    case RolloutPhase::RollingBack:
        return Words::tr("rolling back");
    case RolloutPhase::RolledBack:
        return Words::tr("rolled back");
    }
    return {};
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Decided:
        return Words::tr("decided");
    case Verdict::ThresholdCrossed:
        return Words::tr("too many failures");
    case Verdict::NoTargetVersion:
        return Words::tr("no version asked for");
    case Verdict::Held:
        return Words::tr("held by monitoring");
    case Verdict::RemovalFailed:
        return Words::tr("removal failed");
    case Verdict::Stopped:
        return Words::tr("stopped");
    }
    return {};
}

namespace {

/// Kinds of what operators do, and of what waits for them.
QString operatorKindText(JournalKind kind)
{
    switch (kind) {
    case JournalKind::WaveBegun:
        return Words::tr("wave begun");
    case JournalKind::ApprovalAsked:
        return Words::tr("approval asked for");
    case JournalKind::Paused:
        return Words::tr("paused");
    case JournalKind::Resumed:
        return Words::tr("resumed");
    case JournalKind::Aborted:
        return Words::tr("aborted");
    case JournalKind::Retried:
        return Words::tr("version retried");
    case JournalKind::TargetsRetried:
        return Words::tr("targets retried");
    case JournalKind::Promoted:
        return Words::tr("promoted");
    case JournalKind::WaveReleased:
        return Words::tr("wave released");
    case JournalKind::TargetExcluded:
        return Words::tr("target excluded");
    case JournalKind::TargetIncluded:
        return Words::tr("target included");
    case JournalKind::Locked:
        return Words::tr("locked");
    case JournalKind::Unlocked:
        return Words::tr("unlocked");
    case JournalKind::FreezeAdded:
        return Words::tr("freeze window added");
    case JournalKind::FreezeRemoved:
        return Words::tr("freeze window removed");
    case JournalKind::TargetApproved:
        return Words::tr("target approved");
    case JournalKind::TargetRejected:
        return Words::tr("target rejected");
    case JournalKind::PolicyChanged:
        return Words::tr("policy changed");
    case JournalKind::ControllerChanged:
        return Words::tr("controller changed");
    default:
        return {};
    }
}

} // namespace

QString journalKindText(JournalKind kind)
{
    switch (kind) {
    case JournalKind::EntityCreated:
        return Words::tr("entity created");
    case JournalKind::EntityForked:
        return Words::tr("entity forked");
    case JournalKind::EntityRenamed:
        return Words::tr("entity renamed");
    case JournalKind::EntityDeleted:
        return Words::tr("entity deleted");
    case JournalKind::EntityRestored:
        return Words::tr("entity restored");
    case JournalKind::VersionAsked:
        return Words::tr("version asked for");
    case JournalKind::VersionForced:
        return Words::tr("version forced");
    case JournalKind::OptionsChanged:
        return Words::tr("options changed");
    case JournalKind::TargetAdded:
        return Words::tr("target added");
    case JournalKind::TargetForgotten:
        return Words::tr("target forgotten");
    case JournalKind::TargetRemoved:
        return Words::tr("target removed");
    case JournalKind::TargetRenamed:
        return Words::tr("target renamed");
    case JournalKind::ReportChanged:
        return Words::tr("report changed");
    case JournalKind::Assigned:
        return Words::tr("assigned");
    case JournalKind::TargetSucceeded:
        return Words::tr("target succeeded");
    case JournalKind::TargetFailed:
        return Words::tr("target failed");
    case JournalKind::BatchAssigned:
        return Words::tr("batch assigned");
    case JournalKind::RollingStarted:
        return Words::tr("rollout started");
    case JournalKind::BecameGood:
        return Words::tr("last known good");
    case JournalKind::BecameBad:
        return Words::tr("threshold crossed");
    case JournalKind::RollbackBegun:
        return Words::tr("rollback begun");
    case JournalKind::RollbackDone:
        return Words::tr("rollback done");
    case JournalKind::RolloutDone:
        return Words::tr("rollout done");
    case JournalKind::StepVerdict:
        return Words::tr("step");
    default:
        return operatorKindText(kind);
    }
    return {};
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string utf8(const QString& text)
{
    return text.toStdString();
}

QString versionText(std::string_view version)
{
    return version.empty() ? Words::tr("no version") : text(version);
}

QString versionText(const Fleet& fleet, VersionId version)
{
    return versionText(fleet.versions().at(version));
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Words::tr("Error");
    case Severity::Warning:
        return Words::tr("Warning");
    case Severity::Hint:
        return Words::tr("Hint");
    case Severity::Info:
        break;
    }
    return Words::tr("Information");
}

QString findingsText(const std::vector<LintFinding>& findings)
{
    const auto countOf = [&](Severity severity) {
        return std::count_if(findings.begin(), findings.end(),
                             [&](const auto& finding) { return finding.severity == severity; });
    };
    QStringList parts;
    if (const auto count = countOf(Severity::Error); count > 0)
        parts << (count == 1 ? Words::tr("1 error") : Words::tr("%1 errors").arg(count));
    if (const auto count = countOf(Severity::Warning); count > 0)
        parts << (count == 1 ? Words::tr("1 warning") : Words::tr("%1 warnings").arg(count));
    if (const auto count = countOf(Severity::Hint); count > 0)
        parts << (count == 1 ? Words::tr("1 hint") : Words::tr("%1 hints").arg(count));
    return parts.join(QStringLiteral(", "));
}

QString findingText(const LintFinding& finding)
{
    const QString sentence = text(finding.sentence);
    if (sentence.isEmpty())
        return {};
    return sentence.left(1).toUpper() + sentence.mid(1) + u'.';
}

QStringList modeChoices()
{
    return {Words::tr("&Simulated: the console plays the targets"),
            Words::tr("&Live: controllers report of real targets")};
}

QString errorText(const Error& error)
{
    QString sentence = text(error.message);
    if (sentence.isEmpty())
        return Words::tr("Something failed without saying why.");
    // A file's name stays as it is written.
    const QString first = sentence.section(u' ', 0, 0);
    if (!first.contains(u'.') && !first.contains(u'/'))
        sentence[0] = sentence.at(0).toUpper();
    if (!sentence.endsWith(u'.') && !sentence.endsWith(u'?') && !sentence.endsWith(u'!'))
        sentence += u'.';
    return sentence;
}

} // namespace rollout
