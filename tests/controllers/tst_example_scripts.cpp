// The scripts that we show others do what they say.

#include <QFile>
#include <QStandardPaths>
#include <QTest>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "command_bed.h"

using namespace rollout;
using namespace rollout::test;

class ExampleScripts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void approvesOneGroup_data();
    void approvesOneGroup();
    void neverHoldsUpTheWayBack();
    void readmeShowsItAsItIs();
    void jqDoesMuchTheSame();
};

namespace {

CommandSettings approveGroup(std::vector<std::string> arguments)
{
    return {CONTROLLERS_DIR "/approve-group.sh", std::move(arguments), Seconds(30),
            Hooks{.approval = true}};
}

/// The ready bed with targets of two groups beside it, of which all may be told at once.
Bed groupedBed()
{
    Bed bed = readyBed();
    bed.report(at(4500),
               {state("x", "v1", false, "canary"), state("y,", "v1", false, "canary"),
                state("z", "v1", false, "say \"canary\""), state("z", "v1", false, "east")});
    bed.options.batch = Percent(100);
    return bed;
}

} // namespace

void ExampleScripts::approvesOneGroup_data()
{
    QTest::addColumn<std::vector<std::string>>("arguments");
    QTest::addColumn<Names>("expected");
    QTest::newRow("canary") << std::vector<std::string>{} << Names{"x", "y,"};
    QTest::newRow("another") << std::vector<std::string>{"east"} << Names{"z"};
    QTest::newRow("part of a name") << std::vector<std::string>{"eas"} << Names{};
}

void ExampleScripts::approvesOneGroup()
{
    QFETCH(std::vector<std::string>, arguments);
    QFETCH(Names, expected);
    Bed bed = groupedBed();
    const Plan plan = stepWith(bed, approveGroup(arguments));
    QCOMPARE(plan.hookError, std::string());
    QCOMPARE(bed.expecting("v2"), expected);
}

void ExampleScripts::neverHoldsUpTheWayBack()
{
    Bed bed = groupedBed();
    bed.step(at(5000));
    bed.rollout.lastKnownBad = bed.rollout.rolling;
    const std::size_t told = bed.expecting("v2").size();
    const Plan plan = stepWith(bed, approveGroup({}), 6000);
    QCOMPARE(plan.hookError, std::string());
    QCOMPARE(plan.assignments.size(), told);
    QVERIFY(bed.expecting("v2").empty());
}

void ExampleScripts::readmeShowsItAsItIs()
{
    QFile readme(QStringLiteral(PROJECT_ROOT "/README.md"));
    QFile script(QStringLiteral(CONTROLLERS_DIR "/approve-group.sh"));
    QVERIFY(readme.open(QIODevice::ReadOnly) && script.open(QIODevice::ReadOnly));
    QVERIFY(readme.readAll().contains("```sh\n" + script.readAll() + "```\n"));
}

void ExampleScripts::jqDoesMuchTheSame()
{
    if (QStandardPaths::findExecutable(QStringLiteral("jq")).isEmpty())
        QSKIP("jq is not installed");
    Bed bed = readyBed();
    ClientState tagged = state("x", "v1");
    tagged.tags = "canary,arm";
    bed.report(at(4500), {tagged});
    bed.options.batch = Percent(100);
    const Plan plan = stepWith(bed,
                               {"jq",
                                {R"({targets: [.targets[] | select(.tags | test("canary"))]})"},
                                Seconds(30),
                                Hooks{.approval = true}});
    QCOMPARE(plan.hookError, std::string());
    QCOMPARE(bed.expecting("v2"), Names{"x"});
}

QTEST_GUILESS_MAIN(ExampleScripts)
#include "tst_example_scripts.moc"
