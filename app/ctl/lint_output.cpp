#include "lint_output.h"

#include <QJsonArray>
#include <algorithm>
#include <ostream>
#include <string>

#include "command.h"
#include "io/policy_yaml.h"
#include "rollout_json.h"

namespace rollout::ctl {

namespace {

QJsonValue secondsOrNull(const std::optional<Seconds>& span)
{
    return span ? QJsonValue(qint64(span->count())) : QJsonValue();
}

QJsonValue whenDetected(const AllBad& bad, Seconds span)
{
    return bad.isDetected ? QJsonValue(qint64(span.count())) : QJsonValue();
}

QJsonObject allBadToJson(const Predictions& predictions)
{
    const AllBad& bad = predictions.allBad;
    return {
        {QStringLiteral("exposed"), qint64(bad.exposed)},
        {QStringLiteral("isDetected"), bad.isDetected},
        {QStringLiteral("standsStill"), predictions.allBadStalls},
        {QStringLiteral("timeToDetect"), whenDetected(bad, bad.detected)},
        {QStringLiteral("timeToRolledBack"), whenDetected(bad, bad.rolledBack)},
        {QStringLiteral("badTargetSeconds"),
         bad.isDetected ? QJsonValue(bad.badTargetSeconds) : QJsonValue()},
    };
}

QJsonObject predictionsToJson(const LintReport& report)
{
    const Predictions& predictions = report.predictions;
    const PolicyFigures& figures = predictions.figures;
    QJsonArray waves;
    for (const std::int64_t size : predictions.waveSizes)
        waves.append(qint64(size));
    return {
        {QStringLiteral("isPossible"), figures.isPossible},
        {QStringLiteral("goodSlotSecs"), qint64(figures.goodSlot.count())},
        {QStringLiteral("badSlotSecs"), qint64(figures.badSlot.count())},
        {QStringLiteral("leakFactor"), qint64(figures.leak)},
        {QStringLiteral("waves"), waves},
        {QStringLiteral("needsFleet"), predictions.needsFleet},
        {QStringLiteral("waitsForPeople"), predictions.waitsForPeople},
        {QStringLiteral("timeToLastKnownGood"), secondsOrNull(predictions.lastKnownGood)},
        {QStringLiteral("timeToComplete"), secondsOrNull(predictions.complete)},
        {QStringLiteral("goodRolledBack"), secondsOrNull(predictions.goodRolledBack)},
        {QStringLiteral("rollBackAllSecs"),
         qint64(timeToRollBack(report.input, report.input.targets).count())},
        {QStringLiteral("allBad"),
         predictions.needsFleet ? QJsonValue() : QJsonValue(allBadToJson(predictions))},
    };
}

QJsonObject findingToJson(const LintFinding& finding)
{
    QJsonObject object{
        {QStringLiteral("rule"), QString::fromStdString(finding.rule)},
        {QStringLiteral("severity"), QString::fromLatin1(nameOf(finding.severity))},
        {QStringLiteral("sentence"), QString::fromStdString(finding.sentence)},
        {QStringLiteral("fix"), QJsonValue()},
    };
    if (finding.fix)
        object.insert(
            QStringLiteral("fix"),
            QJsonObject{{QStringLiteral("label"), QString::fromStdString(finding.fix->label)},
                        {QStringLiteral("policy"),
                         QString::fromStdString(policyText({{}, {}, finding.fix->policy}))}});
    return object;
}

std::string secondsText(Seconds span)
{
    return std::to_string(span.count()) + " s";
}

void printFigures(std::ostream& out, const LintReport& report)
{
    const PolicyFigures& figures = report.predictions.figures;
    const LintInput& input = report.input;
    out << counted(input.targets, "target") << ", a step every " << secondsText(input.tick)
        << ", adoption after " << static_cast<double>(input.adopt.count()) / 1000 << " s\n"
        << inWords(input.policy.options) << '\n';
    if (const std::string guards = guardsLine(input.policy); !guards.empty())
        out << guards << '\n';
    out << "batch " << figures.batch << ", needed " << report.predictions.needed << ", tolerated "
        << figures.tolerated << "; rolling back " << figures.rollbackBatch << " at a time\n"
        << "a good target holds its place for " << secondsText(figures.goodSlot)
        << ", a bad one for " << secondsText(figures.badSlot) << " (leak factor " << figures.leak
        << ")\n";
}

void printWaves(std::ostream& out, const std::vector<std::int64_t>& sizes)
{
    if (sizes.empty())
        return;
    out << "waves of";
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i)
        out << (i > 0 ? ", " : " ") << sizes[i];
    out << " targets, and " << sizes.back() << " after them\n";
}

void printGood(std::ostream& out, const Predictions& predictions)
{
    out << "a good version: ";
    if (predictions.goodRolledBack)
        out << "rolled back after " << secondsText(*predictions.goodRolledBack);
    else if (!predictions.lastKnownGood)
        out << "never last known good";
    else
        out << "last known good after " << secondsText(*predictions.lastKnownGood);
    if (predictions.complete)
        out << ", complete after " << secondsText(*predictions.complete);
    out << (predictions.waitsForPeople ? ", and what people take to answer\n" : "\n");
}

void printAllBad(std::ostream& out, const LintReport& report)
{
    const AllBad& bad = report.predictions.allBad;
    out << "a version on which every target fails: on " << counted(bad.exposed, "target");
    if (bad.isDetected)
        out << ", detected after " << secondsText(bad.detected) << ", rolled back after "
            << secondsText(bad.rolledBack);
    else
        out << (report.predictions.allBadStalls ? ", then it stands still"
                                                : ", and yet last known good");
    out << "\nrolling all " << report.input.targets << " back takes "
        << secondsText(timeToRollBack(report.input, report.input.targets)) << '\n';
}

void printFindings(std::ostream& out, const std::vector<LintFinding>& findings)
{
    for (const LintFinding& finding : findings) {
        out << '\n'
            << nameOf(finding.severity) << ' ' << finding.rule << ": " << finding.sentence << '\n';
        if (finding.fix)
            out << "  fix: " << finding.fix->label << '\n';
    }
}

} // namespace

const char* nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Hint:
        return "hint";
    case Severity::Info:
        return "info";
    }
    return "";
}

std::string countedFindings(const std::vector<LintFinding>& findings)
{
    std::string text;
    for (const Severity severity : {Severity::Error, Severity::Warning}) {
        const auto count = std::count_if(findings.begin(), findings.end(),
                                         [&](const auto& f) { return f.severity == severity; });
        if (count > 0)
            text += (text.empty() ? "" : ", ") + counted(count, nameOf(severity));
    }
    return text;
}

QJsonObject lintToJson(const LintReport& report)
{
    const PolicyFigures& figures = report.predictions.figures;
    QJsonObject limits = toJson(limitsOf(report.input.policy.options, report.input.targets));
    limits.insert(QStringLiteral("rollbackBatch"), qint64(figures.rollbackBatch));
    QJsonArray findings;
    for (const LintFinding& finding : report.findings)
        findings.append(findingToJson(finding));
    return {
        {QStringLiteral("targets"), qint64(report.input.targets)},
        {QStringLiteral("tickSecs"), qint64(report.input.tick.count())},
        {QStringLiteral("adoptSecs"), static_cast<double>(report.input.adopt.count()) / 1000},
        {QStringLiteral("options"), toJson(report.input.policy.options)},
        {QStringLiteral("policy"),
         QString::fromStdString(policyText({{}, {}, report.input.policy}))},
        {QStringLiteral("limits"), limits},
        {QStringLiteral("predictions"), predictionsToJson(report)},
        {QStringLiteral("findings"), findings},
    };
}

void printLint(std::ostream& out, const LintReport& report)
{
    printFigures(out, report);
    printWaves(out, report.predictions.waveSizes);
    if (report.predictions.needsFleet)
        out << "waves by group or tag: only a fleet tells how large they are and how long they "
               "take\n";
    else {
        printGood(out, report.predictions);
        printAllBad(out, report);
    }
    printFindings(out, report.findings);
}

} // namespace rollout::ctl
