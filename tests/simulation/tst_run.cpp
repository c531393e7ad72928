#include <QTest>
#include <cmath>

#include "cases.h"
#include "simulation/run.h"

using namespace rollout;
using namespace rollout::test;

Q_DECLARE_METATYPE(rollout::Scenario)
Q_DECLARE_METATYPE(rollout::PolicyCase)

namespace {

RunResult runOf(const Scenario& scenario, QuietSteps quietSteps = QuietSteps::Skip)
{
    return simulateRun(scenario, establishedFleet(scenario), 0, quietSteps);
}

void compare(const RunResult& run, Metric metric, std::optional<double> expected)
{
    const auto text = [&](const std::optional<double>& value) {
        return value ? QString::number(*value) : QStringLiteral("nothing");
    };
    const std::string name(metricName(metric));
    QVERIFY2(run.metric(metric) == expected,
             qPrintable(QString::fromStdString(name) + QStringLiteral(": ")
                        + text(run.metric(metric)) + QStringLiteral(", expected ")
                        + text(expected)));
}

PolicyCase policy(std::int64_t targets, int batch, int success, int successTimeout,
                  int durationTimeout, int adopt)
{
    return {.targets = targets,
            .options = {Percent(batch), Percent(success), Seconds(successTimeout),
                        Seconds(durationTimeout)},
            .adopt = Seconds(adopt)};
}

Scenario scenarioWith(const PolicyCase& at, VersionModel model)
{
    Scenario scenario = scenarioOf(at, 0.0);
    model.version = newVersion;
    scenario.fleet.versions = {std::move(model)};
    return scenario;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTargetFails();
    void noTargetFails();
    void deterministic_data();
    void deterministic();
    void presets_data();
    void presets();
    void allBadAsPredicted_data();
    void allBadAsPredicted();
    void goodAsPredicted_data();
    void goodAsPredicted();
    void silentTargetsAreForgotten_data();
    void silentTargetsAreForgotten();
    void neverAdoptingEndsUnfinished();
    void endIsTakenExactly();
    void tailIsUnprotected();
    void quietStepsChangeNothing_data();
    void quietStepsChangeNothing();
    void scenarioIsChecked_data();
    void scenarioIsChecked();
};

void TestRun::everyTargetFails()
{
    const RunResult run = runOf(scenarioOf(policy(100, 10, 100, 60, 120, 5), 1.0));
    QCOMPARE(run.outcome, Outcome::RolledBack);
    compare(run, Metric::TimeToDetect, 130.0);
    compare(run, Metric::Assigned, 10.0);
    compare(run, Metric::Bad, 10.0);
    compare(run, Metric::TimeToRolledBack, 150.0);
    compare(run, Metric::BadTargetSeconds, 1400.0);
    compare(run, Metric::TimeToLastKnownGood, std::nullopt);
    compare(run, Metric::TimeToComplete, std::nullopt);
    compare(run, Metric::TargetsLost, 0.0);
    QVERIFY(!run.badBecameGood);
}

void TestRun::noTargetFails()
{
    const RunResult run = runOf(scenarioOf(policy(100, 10, 100, 60, 120, 5), 0.0));
    QCOMPARE(run.outcome, Outcome::Completed);
    compare(run, Metric::TimeToLastKnownGood, 800.0);
    compare(run, Metric::TimeToComplete, 800.0);
    compare(run, Metric::Assigned, 100.0);
    compare(run, Metric::Bad, 0.0);
    compare(run, Metric::BadTargetSeconds, 0.0);
    compare(run, Metric::TimeToDetect, std::nullopt);
    compare(run, Metric::TimeToRolledBack, std::nullopt);
}

void TestRun::deterministic_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue& value : rows("analytic.json", "deterministic"))
        QTest::newRow(nameOf(policyOf(value.toObject()), 0.0).constData()) << value.toObject();
}

void TestRun::deterministic()
{
    QFETCH(QJsonObject, row);
    const RunResult run = runOf(scenarioOf(policyOf(row), 0.0));
    QCOMPARE(run.outcome, Outcome::Completed);
    compare(run, Metric::TimeToLastKnownGood, row.value(QLatin1String("T")).toDouble());
}

void TestRun::presets_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue& value : rows("presets.json", "rows"))
        QTest::newRow(
            value.toObject().value(QLatin1String("preset")).toString().toUtf8().constData())
            << value.toObject();
}

void TestRun::presets()
{
    QFETCH(QJsonObject, row);
    const auto whole = [&](const char* key) { return row.value(QLatin1String(key)).toInt(); };
    const PolicyCase at = policy(100, whole("batchPercent"), whole("successPercent"),
                                 whole("successTimeoutSecs"), whole("durationTimeoutSecs"), 20);
    const RunResult good = runOf(scenarioOf(at, 0.0));
    compare(good, Metric::TimeToComplete, whole("cleanCompleteSecs"));
    const RunResult bad = runOf(scenarioOf(at, 1.0));
    compare(bad, Metric::Assigned, whole("allBadExposed"));
    compare(bad, Metric::TimeToDetect, whole("allBadDetectedSecs"));
    compare(bad, Metric::TimeToRolledBack, whole("allBadRolledBackSecs"));
}

void addPolicies()
{
    QTest::addColumn<PolicyCase>("at");
    const auto add = [](const PolicyCase& at) { QTest::newRow(nameOf(at, 0.0).constData()) << at; };
    add(policy(100, 20, 50, 0, 3600, 5));
    add(policy(100, 7, 80, 60, 120, 5));
    add(policy(33, 10, 90, 25, 60, 13));
    add(policy(1, 100, 100, 0, 30, 0));
    add(policy(600, 3, 97, 60, 75, 5));
    add(policy(250, 100, 100, 300, 600, 200));
    add(policy(100, 30, 25, 60, 120, 45));
    add(policy(20, 50, 100, 200'000, 400'000, 5)); // bakes for more than a day
    PolicyCase odd = policy(97, 11, 91, 61, 143, 8);
    odd.tick = Seconds(7);
    QTest::newRow("odd numbers") << odd;
}

void TestRun::allBadAsPredicted_data()
{
    addPolicies();
}

void TestRun::allBadAsPredicted()
{
    QFETCH(PolicyCase, at);
    const AllBad predicted = allBad(at);
    const RunResult run = runOf(scenarioOf(at, 1.0));
    QCOMPARE(run.outcome, Outcome::RolledBack);
    compare(run, Metric::TimeToDetect, double(predicted.detected.count()));
    compare(run, Metric::Assigned, double(predicted.exposed));
    compare(run, Metric::BadTargetSeconds, predicted.badTargetSeconds);
    compare(run, Metric::TimeToRolledBack, double(predicted.rolledBack.count()));
}

void TestRun::goodAsPredicted_data()
{
    addPolicies();
}

void TestRun::goodAsPredicted()
{
    QFETCH(PolicyCase, at);
    const RunResult run = runOf(scenarioOf(at, 0.0));
    QCOMPARE(run.outcome, Outcome::Completed);
    compare(run, Metric::TimeToLastKnownGood, double(timeToLastKnownGood(at).count()));
    compare(run, Metric::TimeToComplete, double(timeToComplete(at).count()));
}

// A target that bricks is forgotten 900 s after its last report: before a long duration time-out
// counts it as failed.
void TestRun::silentTargetsAreForgotten_data()
{
    QTest::addColumn<int>("durationTimeout");
    QTest::addColumn<bool>("isDetected");
    QTest::newRow("900") << 900 << true;
    QTest::newRow("920") << 920 << false;
    QTest::newRow("1200") << 1200 << false;
    QTest::newRow("3600") << 3600 << false;
}

void TestRun::silentTargetsAreForgotten()
{
    QFETCH(int, durationTimeout);
    QFETCH(bool, isDetected);
    const PolicyCase at = policy(20, 10, 100, 60, durationTimeout, 20);
    const RunResult run = runOf(scenarioWith(at, {.version = {}, .silentProbability = 1.0}));
    QCOMPARE(run.outcome, isDetected ? Outcome::RolledBack : Outcome::Completed);
    QCOMPARE(run.badBecameGood, !isDetected);
    compare(run, Metric::Assigned, isDetected ? 2.0 : 20.0);
    compare(run, Metric::TargetsLost, isDetected ? 2.0 : 20.0);
    compare(run, Metric::TimeToDetect, isDetected ? std::optional(910.0) : std::nullopt);
    compare(run, Metric::BadTargetSeconds, 0.0);
}

void TestRun::neverAdoptingEndsUnfinished()
{
    const PolicyCase at = policy(100, 50, 50, 60, 120, 5);
    const RunResult run = runOf(scenarioWith(at, {.version = {}, .neverAdoptProbability = 0.1}));
    QCOMPARE(run.outcome, Outcome::Unfinished);
    QVERIFY(run.metric(Metric::TimeToLastKnownGood));
    QVERIFY(!run.badBecameGood);
}

void TestRun::endIsTakenExactly()
{
    Scenario scenario = scenarioOf(policy(100, 10, 100, 60, 120, 5), 0.0);
    scenario.until = Seconds(800);
    QCOMPARE(runOf(scenario).outcome, Outcome::Completed);
    scenario.until = Seconds(799);
    const RunResult run = runOf(scenario);
    QCOMPARE(run.outcome, Outcome::Unfinished);
    QVERIFY(!run.metric(Metric::TimeToLastKnownGood));
    compare(run, Metric::Assigned, 100.0);
}

void TestRun::tailIsUnprotected()
{
    // With nothing needed the version is last known good before anything has run.
    const RunResult run = runOf(scenarioOf(policy(1, 5, 95, 60, 120, 5), 1.0));
    QCOMPARE(run.outcome, Outcome::Completed);
    QVERIFY(run.badBecameGood);
    compare(run, Metric::TimeToLastKnownGood, 0.0);
    compare(run, Metric::TimeToComplete, 10.0);
    compare(run, Metric::BadTargetSeconds, 10.0);
}

void TestRun::quietStepsChangeNothing_data()
{
    QTest::addColumn<Scenario>("scenario");
    const auto add = [](const char* name, const PolicyCase& at, VersionModel model,
                        double sigma = 0.0) {
        Scenario scenario = scenarioWith(at, std::move(model));
        scenario.fleet.adoption.sigma = sigma;
        scenario.until = Seconds(20'000);
        QTest::newRow(name) << scenario;
    };
    add("good", policy(100, 10, 100, 60, 120, 5), {});
    add("strict", policy(200, 10, 95, 60, 75, 5), {.version = {}, .failProbability = 0.05});
    add("leaky", policy(200, 5, 90, 60, 3600, 5), {.version = {}, .failProbability = 0.05});
    add("impossible", policy(50, 10, 100, 60, 60, 5), {});
    add("success after the deadline", policy(50, 10, 50, 300, 120, 5), {});
    add("log-normal", policy(100, 10, 90, 60, 120, 20), {.version = {}, .failProbability = 0.05},
        0.7);
    add("late adopters", policy(100, 10, 60, 60, 90, 40), {}, 1.0);
    add("latent", policy(100, 10, 95, 60, 120, 5), {.version = {}, .latentMean = Seconds(9000)});
    add("false positives", policy(100, 10, 97, 60, 120, 5),
        {.version = {}, .falsePositiveProbability = 0.002});
    add("silent", policy(100, 10, 90, 60, 2000, 5), {.version = {}, .silentProbability = 0.1});
    add("never adopting", policy(100, 10, 80, 60, 300, 5),
        {.version = {}, .neverAdoptProbability = 0.1});
    add("mixed", policy(100, 10, 70, 60, 300, 20),
        {.version = {},
         .neverAdoptProbability = 0.05,
         .failProbability = 0.1,
         .silentProbability = 0.05},
        0.5);
}

void TestRun::quietStepsChangeNothing()
{
    QFETCH(Scenario, scenario);
    const EntityState established = establishedFleet(scenario);
    for (std::uint64_t run = 0; run < 10; ++run) {
        const RunResult skipping = simulateRun(scenario, established, run, QuietSteps::Skip);
        const RunResult taking = simulateRun(scenario, established, run, QuietSteps::Take);
        QVERIFY(skipping == taking);
    }
}

void TestRun::scenarioIsChecked_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<QString>("message");
    const auto add = [](const char* name, auto change, const char* message) {
        Scenario scenario;
        scenario.fleet.versions = {VersionModel{.version = newVersion}};
        change(scenario);
        QTest::newRow(name) << scenario << QString::fromLatin1(message);
    };
    add(
        "fine", [](Scenario&) {}, "");
    add(
        "no targets", [](Scenario& s) { s.targets = 0; },
        "the number of targets is 0, right would be 1 to 10000000");
    add(
        "too many groups", [](Scenario& s) { s.groups = 101; },
        "the number of groups is 101, right would be 1 to 100");
    add(
        "no tick", [](Scenario& s) { s.fleet.tick = Seconds(0); },
        "the tick is 0 ms, right would be 1 s to ten years");
    add(
        "probability", [](Scenario& s) { s.fleet.versions[0].failProbability = 1.5; },
        "the failure probability of version \"v2\" is 1.5, right would be 0 to 1");
    add(
        "not a number", [](Scenario& s) { s.fleet.versions[0].silentProbability = std::nan(""); },
        "the probability of falling silent of version \"v2\" is nan, right would be 0 to 1");
}

void TestRun::scenarioIsChecked()
{
    QFETCH(Scenario, scenario);
    QFETCH(QString, message);
    const auto checked = checkScenario(scenario);
    QCOMPARE(checked ? QString() : QString::fromStdString(checked.error().message), message);
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
