// What programs make of each hook when they do their work, and what a step makes of them when they
// do not.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>

#include "command_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::string_literals;

namespace {

constexpr Hooks approval{.approval = true};
constexpr Hooks monitoring{.monitoring = true};
constexpr Hooks externalMonitoring{.externalMonitoring = true};

std::string answering(const std::string& json)
{
    return "printf '%s' '" + json + "'";
}

/// a and b were told to run v2 and do.
Bed bakingBed()
{
    Bed bed = readyBed();
    bed.step(at(5000));
    bed.report(at(6000), {state("a", "v2"), state("b", "v2"), state("c", "v1"), state("d", "v1")});
    return bed;
}

} // namespace

class CommandHooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void approvesThoseNamed();
    void selectsInItsOrder();
    void selectsNewTargets();
    void removesThoseNamed();
    void findsTargetsUnwell();
    void holdsTheStep();
    void readsItsQuestion();
    void failedApprovalApprovesNothing_data();
    void failedApprovalApprovesNothing();
    void failedSelectionSelectsNothing();
    void failedRemovalLeavesTheRolloutAlone();
    void failedMonitoringFailsThoseAskedAbout();
    void failedExternalMonitoringHolds();
};

void CommandHooks::approvesThoseNamed()
{
    Bed bed = readyBed();
    const Plan plan = stepWith(
        bed, shell(answering(R"({"targets":[{"name":"b"},{"name":"d"},{"name":"x"}]})"), approval));
    QCOMPARE(plan.hookError, ""s);
    QCOMPARE(bed.expecting("v2"), Names{"b"});
}

void CommandHooks::selectsInItsOrder()
{
    Bed bed = readyBed();
    stepWith(bed,
             shell(answering(R"({"targets":[{"name":"d"},{"name":"b"},{"name":"a"}]})"),
                   Hooks{.selection = true}));
    QCOMPARE(bed.expecting("v2"), (Names{"b", "d"}));
}

void CommandHooks::selectsNewTargets()
{
    Bed bed = readyBed();
    const Plan plan =
        stepWith(bed,
                 shell(answering(R"({"targets":[{"name":"new","group":"blue","version":"v0"}]})"),
                       Hooks{.selection = true}));
    QCOMPARE(plan.creations.size(), std::size_t(1));
    QCOMPARE(bed.expecting("v2"), Names{"new"});
}

void CommandHooks::removesThoseNamed()
{
    Bed bed = bakingBed();
    // Both are a success at this time, so that as many of the old ones may go.
    const Plan plan = stepWith(
        bed, shell(answering(R"({"targets":[{"name":"d"},{"name":"a"}]})"), Hooks{.removal = true}),
        6000 + 62000);
    QCOMPARE(plan.figures.removed, std::int64_t(1));
    QCOMPARE(bed.fleet.size(), std::size_t(3));
    QVERIFY(!bed.fleet.find("", "d"));
}

void CommandHooks::findsTargetsUnwell()
{
    Bed bed = bakingBed();
    const Plan plan = stepWith(
        bed,
        shell(answering(R"({"targets":[{"name":"b","status":"down","message":"no answer"}]})"),
              monitoring),
        7000);
    QCOMPARE(plan.figures.failed, std::int64_t(1));
    QCOMPARE(plan.hookTexts, std::vector<std::string>{"no answer"});
}

void CommandHooks::holdsTheStep()
{
    Bed bed = readyBed();
    const Plan plan = stepWith(
        bed, shell(answering(R"({"status":"freeze","message":"holidays"})"), externalMonitoring));
    QCOMPARE(describeError(plan), "external monitoring failed: holidays"s);
    QVERIFY(bed.expecting("v2").empty());
}

void CommandHooks::readsItsQuestion()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("question"));
    Bed bed = readyBed();
    // cat answers with the question: all of its targets.
    stepWith(bed, shell("tee \"$1\"", approval, {path.toStdString()}));
    QCOMPARE(bed.expecting("v2"), (Names{"a", "b"}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith(
        R"({"hook": "approval", "direction": "forward", "version": "v2", "targets": [)"));
}

void CommandHooks::failedApprovalApprovesNothing_data()
{
    QTest::addColumn<std::string>("script");
    QTest::addColumn<std::string>("error");
    const auto row = [](const char* name, const std::string& script, const std::string& error) {
        QTest::newRow(name) << script << "the approval hook of \"/bin/sh\" " + error;
    };
    const std::string right = R"(; right is {"targets": [{"name": "web1", "group": "east"}]})";
    row("exit code", "echo one >&2; echo 'no gate ' >&2; echo >&2; exit 3",
        "ended with exit code 3 (it said: no gate); 0 is right");
    row("exit code after an answer", answering(R"({"targets":[{"name":"a"}]})") + "; exit 1",
        "ended with exit code 1; 0 is right");
    row("words that are no text", "printf '\\377' >&2; exit 1",
        "ended with exit code 1 (it said: \xEF\xBF\xBD); 0 is right");
    row("many words", "head -c 2000000 /dev/zero | tr '\\0' x >&2; exit 1",
        "ended with exit code 1 (it said: " + std::string(500, 'x') + "); 0 is right");
    row("killed", "kill -KILL $$",
        "was ended by SIGKILL; it has to end by itself, with exit code 0");
    row("too much output", "exec yes",
        "wrote more than 16 MiB to its standard output and was ended; only the answer belongs "
        "there");
    row("no answer", "exit 0", "gave a wrong answer: there is none" + right);
    row("no JSON", "echo ok",
        "gave a wrong answer: no JSON at line 1, column 1: not a value; it is a string in quotes, "
        "a "
        "number, true, false, null, [ or {"
            + right);
    row("another shape", answering(R"({"targets":"a"})"),
        "gave a wrong answer: \"targets\" has to be a list, [{…}, {…}]" + right);
}

void CommandHooks::failedApprovalApprovesNothing()
{
    QFETCH(std::string, script);
    QFETCH(std::string, error);
    Bed bed = readyBed();
    const Plan plan = stepWith(bed, shell(script, approval));
    QCOMPARE(plan.hookError.c_str(), error.c_str());
    QCOMPARE(plan.verdict, Verdict::Decided);
    QVERIFY(bed.expecting("v2").empty());
    QCOMPARE(bed.rolling(), "v2"s);
}

void CommandHooks::failedSelectionSelectsNothing()
{
    Bed bed = readyBed();
    const Plan plan = stepWith(bed, shell("exit 1", Hooks{.selection = true}));
    QCOMPARE(plan.hookError,
             "the selection hook of \"/bin/sh\" ended with exit code 1; 0 is right"s);
    QVERIFY(bed.expecting("v2").empty());
}

void CommandHooks::failedRemovalLeavesTheRolloutAlone()
{
    Bed bed = bakingBed();
    const Plan plan = stepWith(bed, shell("exit 1", Hooks{.removal = true}), 6000 + 62000);
    QCOMPARE(describeError(plan),
             "removal failed: the removal hook of \"/bin/sh\" ended with exit code 1; 0 is right"s);
    QCOMPARE(bed.fleet.size(), std::size_t(4));
    QCOMPARE(plan.after, plan.before);
}

void CommandHooks::failedMonitoringFailsThoseAskedAbout()
{
    Bed bed = bakingBed();
    const Plan plan = stepWith(bed, shell("exit 1", monitoring), 7000);
    QCOMPARE(plan.figures.failed, std::int64_t(2));
    QCOMPARE(plan.hookTexts.front(),
             "the monitoring hook of \"/bin/sh\" ended with exit code 1; 0 is right"s);
}

void CommandHooks::failedExternalMonitoringHolds()
{
    Bed bed = readyBed();
    const Plan plan = stepWith(bed, shell("exit 1", externalMonitoring));
    QCOMPARE(plan.verdict, Verdict::Held);
    QVERIFY(bed.expecting("v2").empty());
}

QTEST_GUILESS_MAIN(CommandHooks)
#include "tst_command_hooks.moc"
