// The hazards themselves: what lint says of a policy is what the engine does under it, and what it
// offers as a fix makes it do otherwise. The figures were measured on the engine's model.

#include <QTest>
#include <algorithm>

#include "core/lint.h"
#include "core/predict.h"
#include "simulation/run.h"

using namespace rollout;

namespace {

LintInput inputOf(std::int64_t targets, int batch, int success, int successTimeout,
                  int durationTimeout, int adopt)
{
    LintInput input;
    input.targets = targets;
    input.policy.options = {Percent(batch), Percent(success), Seconds(successTimeout),
                            Seconds(durationTimeout)};
    input.adopt = Seconds(adopt);
    return input;
}

RunResult runOf(const LintInput& input, VersionModel model = {})
{
    Scenario scenario;
    scenario.targets = input.targets;
    scenario.setPolicy(input.policy);
    scenario.fleet.tick = input.tick;
    scenario.fleet.adoption.median = input.adopt;
    model.version = newVersion;
    scenario.fleet.versions = {std::move(model)};
    return simulateRun(scenario, establishedFleet(scenario), 0);
}

VersionModel failing(double probability)
{
    VersionModel model;
    model.failProbability = probability;
    return model;
}

VersionModel silent()
{
    VersionModel model;
    model.silentProbability = 1.0;
    return model;
}

std::optional<LintFinding> findingOf(const LintInput& input, const char* rule)
{
    for (LintFinding& finding : lint(input))
        if (finding.rule == rule)
            return std::move(finding);
    return std::nullopt;
}

LintInput fixedBy(const LintInput& input, const char* rule)
{
    const auto finding = findingOf(input, rule);
    LintInput fixed = input;
    if (finding && finding->fix)
        fixed.policy = finding->fix->policy;
    return fixed;
}

bool mentions(const std::optional<LintFinding>& finding, const char* words)
{
    return finding && finding->sentence.find(words) != std::string::npos;
}

} // namespace

class TestHazards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentBrickBecomesGood_data();
    void silentBrickBecomesGood();
    void impossibleWindows();
    void unprotectedTail();
    void exposureInRounds();
    void slowWayBack();
    void nothingNeeded();
    void leakyWindow();
};

// 20 targets, two at a time, a version that silences every target.
void TestHazards::silentBrickBecomesGood_data()
{
    QTest::addColumn<int>("durationTimeout");
    QTest::addColumn<bool>("isDetected");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("880") << 880 << true << false;
    QTest::newRow("900: hardly") << 900 << true << true;
    QTest::newRow("920") << 920 << false << true;
    QTest::newRow("1200") << 1200 << false << true;
    QTest::newRow("3600") << 3600 << false << true;
}

void TestHazards::silentBrickBecomesGood()
{
    QFETCH(int, durationTimeout);
    QFETCH(bool, isDetected);
    QFETCH(bool, isFound);
    const LintInput input = inputOf(20, 10, 100, 60, durationTimeout, 20);
    const RunResult run = runOf(input, silent());
    QCOMPARE(run.badBecameGood, !isDetected);
    QCOMPARE(run.metric(Metric::Assigned), isDetected ? 2.0 : 20.0);
    const auto finding = findingOf(input, "H1");
    QCOMPARE(finding.has_value(), isFound);
    QCOMPARE(mentions(finding, "becomes last known good"), !isDetected);
    if (!finding)
        return;
    const RunResult fixed = runOf(fixedBy(input, "H1"), silent());
    QVERIFY(!fixed.badBecameGood);
    QCOMPARE(fixed.metric(Metric::Assigned), 2.0);
}

void TestHazards::impossibleWindows()
{
    const LintInput input = inputOf(100, 10, 100, 60, 60, 5);
    QCOMPARE(runOf(input).outcome, Outcome::RolledBack);
    QCOMPARE(runOf(input).metric(Metric::TimeToDetect), 70.0);
    QVERIFY(mentions(findingOf(input, "H3"), "rolled back after 70 s"));
    QCOMPARE(runOf(fixedBy(input, "H3")).outcome, Outcome::Completed);
}

// Half of ten targets are enough; the others all fail.
void TestHazards::unprotectedTail()
{
    const LintInput input = inputOf(100, 10, 50, 60, 120, 5);
    VersionModel late;
    late.latentMean = Seconds(2000);
    QVERIFY(runOf(input, late).badBecameGood);
    QVERIFY(mentions(findingOf(input, "H4"), "the last 50 can all fail"));
    const LintInput fixed = fixedBy(input, "H4");
    QCOMPARE(fixed.policy.guards.watchAfterGood, Seconds(450));
    QVERIFY(!findingOf(fixed, "watch-too-short"));
}

void TestHazards::exposureInRounds()
{
    const LintInput input = inputOf(100, 20, 50, 0, 3600, 5);
    const RunResult run = runOf(input, failing(1.0));
    QCOMPARE(run.metric(Metric::Assigned), 60.0);
    QCOMPARE(run.metric(Metric::TimeToDetect), 10'830.0);
    QVERIFY(mentions(findingOf(input, "H5"), "60 targets of 100"));
    QVERIFY(mentions(findingOf(input, "H5"), "10,830 s"));
    const RunResult fixed = runOf(fixedBy(input, "H5"), failing(1.0));
    QCOMPARE(fixed.metric(Metric::Assigned), 20.0);
    QCOMPARE(fixed.metric(Metric::TimeToDetect), 3610.0);
}

void TestHazards::slowWayBack()
{
    const LintInput input = inputOf(100, 10, 50, 60, 120, 5);
    const RunResult slow = runOf(input, failing(1.0));
    const LintInput fixed = fixedBy(input, "H6");
    const RunResult fast = runOf(fixed, failing(1.0));
    const double took = *slow.metric(Metric::TimeToRolledBack) - *slow.metric(Metric::TimeToDetect);
    QCOMPARE(took, double(timeToRollBack(input, 50).count()));
    const double takes =
        *fast.metric(Metric::TimeToRolledBack) - *fast.metric(Metric::TimeToDetect);
    QCOMPARE(takes, double(timeToRollBack(fixed, 50).count()));
    QVERIFY(takes < took);
}

void TestHazards::nothingNeeded()
{
    const LintInput input = inputOf(1, 5, 99, 60, 120, 5);
    QCOMPARE(runOf(input, failing(1.0)).metric(Metric::TimeToLastKnownGood), 0.0);
    QVERIFY(findingOf(input, "H8"));
    QCOMPARE(runOf(fixedBy(input, "H8"), failing(1.0)).outcome, Outcome::RolledBack);
}

// 1,000 targets, two in a thousand bad: the whole fleet has the version long before it counts.
void TestHazards::leakyWindow()
{
    const LintInput input = inputOf(1000, 10, 100, 60, 3600, 5);
    const RunResult run = runOf(input, failing(0.002));
    QCOMPARE(run.outcome, Outcome::RolledBack);
    QCOMPARE(run.metric(Metric::Assigned), 1000.0);
    QVERIFY(mentions(findingOf(input, "H9"), "all of them, within 800 s"));
    const LintInput fixed = fixedBy(input, "H9");
    QVERIFY(fixed.policy.guards.stopWhileUnhealthy);
    QVERIFY(*runOf(fixed, failing(0.002)).metric(Metric::Assigned) < 1000.0);
}

QTEST_GUILESS_MAIN(TestHazards)
#include "tst_hazards.moc"
