// The scenarios that ship: how each ends, that hazards show the figures they are known for, and
// that nothing of it depends on threads or on skipping quiet steps.

#include <QDir>
#include <QTest>

#include "io/scenario_presets.h"
#include "simulation/monte_carlo.h"
#include "simulation/scenario.h"

using namespace rollout;

namespace {

Scenario shipped(const char* name)
{
    const auto named = scenarioNamed(name);
    if (!named)
        qFatal("%s", named.error().message.c_str());
    return named->scenario;
}

RunResult firstRun(const char* name)
{
    const Scenario scenario = shipped(name);
    return simulateRun(scenario, establishedFleet(scenario), 0);
}

MonteCarloResult runsOf(const Scenario& scenario, std::uint64_t runs, unsigned threads = 0)
{
    return simulateRuns(scenario, {.runs = runs, .threads = threads});
}

/// A simulation of days with something new in every report takes long step by step.
Scenario shortened(Scenario scenario)
{
    scenario.until = std::min(scenario.until, 500 * scenario.fleet.tick);
    return scenario;
}

void addAll()
{
    QTest::addColumn<QByteArray>("name");
    for (const ScenarioPreset& preset : scenarioPresets()) {
        const QByteArray name(preset.name.data(), qsizetype(preset.name.size()));
        QTest::newRow(name.constData()) << name;
    }
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsShippedUnderItsName();
    void endings_data();
    void endings();
    void quietStepsChangeNothing_data() { addAll(); }
    void quietStepsChangeNothing();
    void threadsChangeNothing_data() { addAll(); }
    void threadsChangeNothing();
    void h1SilenceIsForgotten();
    void h2OutageRollsBack();
    void h5SixtyExposed();
    void h6BackInBatches();
    void h9WholeFleetExposed();
};

void TestScenarios::everyFileIsShippedUnderItsName()
{
    const QStringList files =
        QDir(QStringLiteral(SCENARIO_DIR)).entryList({QStringLiteral("*.yaml")}, QDir::Files);
    QCOMPARE(qsizetype(scenarioPresets().size()), files.size());
    for (const ScenarioPreset& preset : scenarioPresets()) {
        const auto named = scenarioNamed(preset.name);
        QVERIFY2(named, named ? "" : named.error().message.c_str());
        QCOMPARE(named->name, std::string(preset.name));
        QVERIFY2(!named->title.empty() && !named->description.empty(), named->name.c_str());
        const bool isExercise = named->name.starts_with("train-");
        QCOMPARE(isExercise, !named->training.briefing.empty());
        QCOMPARE(isExercise, !named->training.goal.empty());
        QCOMPARE(isExercise, !named->training.hints.empty());
    }
    const auto unknown = scenarioNamed("none");
    QVERIFY(!unknown);
    QVERIFY(unknown.error().message.starts_with(
        "there is no scenario \"none\"; right would be one of bad-and-unrevertable, brick, "));
}

void TestScenarios::endings_data()
{
    QTest::addColumn<int>("completed");
    QTest::addColumn<int>("rolledBack");
    QTest::addColumn<bool>("badBecomesGood");
    const auto add = [](const char* name, int completed, int rolledBack, bool badBecomesGood) {
        QTest::newRow(name) << completed << rolledBack << badBecomesGood;
    };
    // Of 20 runs; where both happen the sum is 20 and only that is held.
    add("good", 0, 0, false); // two targets never take it
    add("brick", 0, 0, false); // nobody comes back
    add("crash-30", 0, 20, false);
    add("silent-brick", 0, 20, false);
    add("slow-leak", 0, 20, false);
    add("half-load-cliff", 0, 20, false);
    add("bad-and-unrevertable", 0, 0, false);
    add("h1-silent-targets", 20, 0, true);
    add("h1-silent-targets-in-time", 0, 20, false);
    add("h2-outage", 0, 20, false);
    add("h2-pause", 20, 0, false);
    add("h3-impossible-window", 0, 20, false);
    add("h4-unprotected-tail", 20, 0, true);
    add("h5-slots-refill", 0, 20, false);
    add("h6-slow-way-back", 0, 20, false);
    add("h7-held-step", 0, 20, false);
    add("h8-rounding", 20, 0, true);
    add("train-hello-rollout", 20, 0, false);
    add("train-one-in-three", 0, 20, false);
    add("train-bad-zone", 0, 20, false);
    add("train-silent-brick", 20, 0, true);
    add("train-78-minutes", 0, 20, false);
    add("train-friday-1700", 0, 20, false);
    add("train-no-way-back", 0, 0, false);
}

void TestScenarios::endings()
{
    QFETCH(int, completed);
    QFETCH(int, rolledBack);
    QFETCH(bool, badBecomesGood);
    const MonteCarloResult result = runsOf(shipped(QTest::currentDataTag()), 20);
    QCOMPARE(int(result.count(Outcome::Completed)), completed);
    QCOMPARE(int(result.count(Outcome::RolledBack)), rolledBack);
    QCOMPARE(result.badBecameGood() > 0, badBecomesGood);
    for (const RunResult& run : result.runs)
        QCOMPARE(run.firstRefusal, std::string());
}

void TestScenarios::quietStepsChangeNothing()
{
    QFETCH(QByteArray, name);
    const Scenario scenario = shortened(shipped(name.constData()));
    const EntityState established = establishedFleet(scenario);
    for (std::uint64_t run = 0; run < 2; ++run)
        QVERIFY(simulateRun(scenario, established, run, QuietSteps::Skip)
                == simulateRun(scenario, established, run, QuietSteps::Take));
}

void TestScenarios::threadsChangeNothing()
{
    QFETCH(QByteArray, name);
    const Scenario scenario = shortened(shipped(name.constData()));
    const MonteCarloResult alone = runsOf(scenario, 6, 1);
    QVERIFY(alone.runs == runsOf(scenario, 6, 2).runs);
    QVERIFY(alone.digest()
            != runsOf(
                   [&] {
                       Scenario other = scenario;
                       other.fleet.seed += 1;
                       other.fleet.adoption.sigma += 0.1; // some have no chance in them
                       return other;
                   }(),
                   6)
                   .digest());
}

void TestScenarios::h1SilenceIsForgotten()
{
    QCOMPARE(firstRun("h1-silent-targets").metric(Metric::TargetsLost), 20.0);
    const RunResult inTime = firstRun("h1-silent-targets-in-time");
    QCOMPARE(inTime.metric(Metric::TimeToDetect), 910.0);
    QCOMPARE(inTime.metric(Metric::Assigned), 2.0);
}

void TestScenarios::h2OutageRollsBack()
{
    QCOMPARE(firstRun("h2-outage").metric(Metric::Bad), 0.0);
    QVERIFY(firstRun("h2-outage").metric(Metric::TimeToRolledBack));
    QVERIFY(firstRun("h2-pause").metric(Metric::TimeToLastKnownGood));
}

void TestScenarios::h5SixtyExposed()
{
    const RunResult run = firstRun("h5-slots-refill");
    QCOMPARE(run.metric(Metric::Assigned), 60.0);
    QCOMPARE(run.metric(Metric::TimeToDetect), 10'830.0);
}

/// m targets in batches of b are back dt + (⌈m/b⌉ − 1)·τs + a' after detection.
void TestScenarios::h6BackInBatches()
{
    Scenario scenario = shipped("h6-slow-way-back");
    const auto secondsBack = [&] {
        const RunResult run = simulateRun(scenario, establishedFleet(scenario), 0);
        return *run.metric(Metric::TimeToRolledBack) - *run.metric(Metric::TimeToDetect);
    };
    constexpr double tick = 10;
    constexpr double adopted = 20;
    constexpr double slot = adopted + 70;
    QCOMPARE(simulateRun(scenario, establishedFleet(scenario), 0).metric(Metric::Assigned), 55.0);
    QCOMPARE(secondsBack(), tick + (55 / 5 - 1) * slot + adopted);
    scenario.guards.rollbackBatch = Percent(100);
    QCOMPARE(secondsBack(), tick + adopted);
}

/// Of the runs in which any target fails (1 − 0.998^1000), all are exposed, most at 800 s.
void TestScenarios::h9WholeFleetExposed()
{
    const MonteCarloResult result = runsOf(shipped("h9-leaky-window"), 500);
    const double p = 1.0 - std::pow(0.998, 1000);
    const double share = double(result.count(Outcome::RolledBack)) / 500;
    QVERIFY(std::abs(share - p) < 4.0 * std::sqrt(p * (1.0 - p) / 500));
    const auto assigned = result.figures(Metric::Assigned, Outcome::RolledBack);
    QCOMPARE(*assigned.p05, 1000.0);
    const auto detected = result.figures(Metric::TimeToDetect, Outcome::RolledBack);
    QVERIFY(std::abs(*detected.mean - 3846.0) < 4.0 * *detected.standardError + 1.0);
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
