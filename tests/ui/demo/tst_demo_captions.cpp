// What the captions of the demos that ship claim, held against the rollouts as they are simulated:
// a demo is played with the same fates.

#include <QTest>

#include <cmath>

#include "io/demo_presets.h"
#include "simulation/run.h"
#include "simulation/scenario.h"
#include "ui/common/format.h"

using namespace rollout;

class DemoCaptionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void captionsSayWhatHappens_data();
    void captionsSayWhatHappens();
    void captionsTellOfTheirSteps();
};

void DemoCaptionsTest::captionsSayWhatHappens_data()
{
    QTest::addColumn<QByteArray>("demo");
    QTest::addColumn<int>("rollout"); // of the demo, from 0
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("unit");
    QTest::addColumn<QString>("words"); // of a caption; %1: the figure
    const QByteArray caught("a-bad-release");
    QTest::newRow("told") << caught << 0 << Metric::Assigned << 1.0 << "the %1 targets that were";
    QTest::newRow("detected") << caught << 0 << Metric::TimeToDetect << 60.0 << "%1 minutes in";
    QTest::newRow("broken") << caught << 0 << Metric::MostBadAtOnce << 1.0
                            << "no more than %1 were broken";
    const QByteArray small("small-batches");
    QTest::newRow("1 %: told") << small << 0 << Metric::Assigned << 1.0 << "Only %1 targets";
    QTest::newRow("1 %: broken") << small << 0 << Metric::Bad << 1.0 << "but %1 of them broke";
    QTest::newRow("1 %: detected")
        << small << 0 << Metric::TimeToDetect << 60.0 << "took %1 minutes to find out";
    QTest::newRow("1 %: harm") << small << 0 << Metric::BadTargetSeconds << 60.0 << "instead of %1";
    QTest::newRow("1 %: harm of each")
        << small << 0 << Metric::BadTargetSeconds << 50 * 60.0 << "for %1 minutes on average";
    QTest::newRow("20 %: detected")
        << small << 1 << Metric::TimeToDetect << 60.0 << "%1 minutes later it is clear";
    QTest::newRow("20 %: back") << small << 1 << Metric::TimeToRolledBack << 60.0
                                << "after %1 minutes";
    QTest::newRow("20 %: harm") << small << 1 << Metric::BadTargetSeconds << 60.0
                                << "broken targets: %1,";
    QTest::newRow("100 %: broken")
        << small << 2 << Metric::MostBadAtOnce << 1.0 << "%1 targets are broken";
    QTest::newRow("100 %: harm") << small << 2 << Metric::BadTargetSeconds << 60.0
                                 << "%1 minutes of broken targets.";
}

void DemoCaptionsTest::captionsSayWhatHappens()
{
    QFETCH(QByteArray, demo);
    QFETCH(int, rollout);
    QFETCH(Metric, metric);
    QFETCH(double, unit);
    QFETCH(QString, words);
    const auto script = demoNamed(demo.toStdString());
    QVERIFY(script);
    Scenario scenario = script->scenario;
    QString captions;
    for (const DemoScene& scene : script->scenes) {
        captions += QString::fromStdString(scene.caption) + u'\n';
        if (scene.policy && rollout-- > 0)
            scenario.setPolicy(*scene.policy);
    }
    const RunResult run = simulateRun(scenario, establishedFleet(scenario), 0);
    QVERIFY(run.metric(metric));
    const auto figure = std::llround(*run.metric(metric) / unit);
    const QStringList small{QStringLiteral("zero"), QStringLiteral("one"),
                            QStringLiteral("two"),  QStringLiteral("three"),
                            QStringLiteral("four"), QStringLiteral("five")};
    QString said = figure == 11 ? QStringLiteral("eleven")
        : figure < small.size() ? small[figure]
                                : formatCount(figure);
    said = words.arg(said);
    QVERIFY2(captions.contains(said, Qt::CaseInsensitive), qPrintable(said));
}

/// Those of a-bad-release that tell what a step did.
void DemoCaptionsTest::captionsTellOfTheirSteps()
{
    const auto script = demoNamed("a-bad-release");
    QVERIFY(script);
    std::vector<PhaseCounts> after(1); // by number of steps taken
    const auto watch = [&](const WatchedStep& step) {
        after.push_back(phaseCounts(step.state, step.now));
    };
    const Scenario& scenario = script->scenario;
    (void)simulateRun(scenario, establishedFleet(scenario), 0, QuietSteps::Take, watch);
    const auto count = [&](std::size_t step, TargetPhase phase) {
        return after.at(step)[static_cast<std::size_t>(phase)];
    };
    // "so 15 targets are told to run v2. The other 285 know nothing of it", after scene 2
    QCOMPARE(script->scenes[0].steps + script->scenes[1].steps, 2);
    QCOMPARE(count(2, TargetPhase::Assigned), 15);
    QCOMPARE(count(2, TargetPhase::Old), 285);
    // "Only now the engine has counted the first three", after scene 4; "step 21"
    QCOMPARE(script->scenes[2].steps + script->scenes[3].steps, 19);
    QCOMPARE(count(20, TargetPhase::Failed), 0);
    QCOMPARE(count(21, TargetPhase::Failed), 3);
    QCOMPARE(script->scenes[6].backTo, std::uint64_t(21));
    QCOMPARE(limitsOf(scenario.options, scenario.size()).tolerated, 15); // the limit
}

QTEST_GUILESS_MAIN(DemoCaptionsTest)
#include "tst_demo_captions.moc"
