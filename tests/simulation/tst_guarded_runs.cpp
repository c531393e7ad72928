// Runs under guards and waves: what they do, and that no step is skipped in which something
// happens.

#include <QTest>

#include "cases.h"
#include "core/predict.h"
#include "simulation/run.h"
#include "testsupport/random_policy.h"

using namespace rollout;
using namespace rollout::test;

Q_DECLARE_METATYPE(rollout::Policy)

namespace {

Scenario scenarioOf(const Policy& policy, std::int64_t targets, VersionModel model)
{
    Scenario scenario;
    scenario.targets = targets;
    scenario.setPolicy(policy);
    model.version = newVersion;
    scenario.fleet.versions = {std::move(model)};
    return scenario;
}

RunResult runOf(const Scenario& scenario, std::uint64_t run = 0,
                QuietSteps quietSteps = QuietSteps::Skip)
{
    return simulateRun(scenario, establishedFleet(scenario), run, quietSteps);
}

VersionModel anyModel()
{
    VersionModel model;
    model.version = newVersion;
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        break;
    case 1:
        model.failProbability = 1.0;
        break;
    case 2:
        model.failProbability = 0.1;
        break;
    case 3:
        model.silentProbability = 0.1;
        break;
    case 4:
        model.latentMean = Seconds(3000);
        break;
    case 5:
        model.neverAdoptProbability = 0.05;
        break;
    }
    return model;
}

Wave waveOf(Portion size, Seconds bake = Seconds(0))
{
    Wave wave;
    wave.size = size;
    wave.bake = bake;
    return wave;
}

Policy tenPercent()
{
    Policy policy;
    policy.options = {Percent(10), Percent(100), Seconds(60), Seconds(120)};
    return policy;
}

LintInput anyInput()
{
    LintInput input;
    input.policy = *anyPolicy();
    input.targets = *rc::gen::inRange<std::int64_t>(1, 60);
    input.tick = Seconds(*rc::gen::element(10, 7));
    input.adopt = Milliseconds(*rc::gen::inRange(0, 60'000));
    return input;
}

Scenario scenarioOf(const LintInput& input, double failProbability)
{
    Scenario scenario = scenarioOf(input.policy, input.targets,
                                   {.version = {}, .failProbability = failProbability});
    scenario.fleet.tick = input.tick;
    scenario.fleet.adoption.median = input.adopt;
    scenario.until = Seconds(100'000);
    return scenario;
}

/// Otherwise two batches may be under way at once.
bool everyWaveNeedsSuccess(const LintInput& input, const Predictions& predicted)
{
    for (std::size_t i = 0; i < input.policy.waves.size(); ++i)
        if (input.policy.waves[i].success.of(predicted.waveSizes[i]) == 0)
            return false;
    return true;
}

std::optional<double> seconds(std::optional<Seconds> span)
{
    return span ? std::optional(double(span->count())) : std::nullopt;
}

} // namespace

class TestGuardedRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietStepsChangeNothing();
    void goodAsPredicted();
    void allBadAsPredicted();
    void closedFormsAgree();
    void wavesComeOneAfterTheOther();
    void manualWavesAskNobody();
    void bakingDelaysTheLastWaveToo();
    void silenceCountsAsFailed();
    void stopWhileUnhealthyStandsStill();
    void watchRollsTheTailBack();
    void watchThatSeesNothingEnds();
    void rollbackBatchIsTheGuards();
    void policyIsChecked();
};

void TestGuardedRuns::quietStepsChangeNothing()
{
    const bool holds = rc::check("skipping quiet steps changes nothing", [] {
        Scenario scenario =
            scenarioOf(*anyPolicy(), *rc::gen::inRange<std::int64_t>(1, 60), anyModel());
        scenario.fleet.tick = Seconds(*rc::gen::element(10, 7));
        scenario.fleet.adoption.sigma = *rc::gen::element(0.0, 0.7);
        scenario.until = Seconds(6000);
        const auto run = *rc::gen::inRange<std::uint64_t>(0, 1000);
        RC_ASSERT(runOf(scenario, run, QuietSteps::Skip) == runOf(scenario, run, QuietSteps::Take));
    });
    QVERIFY(holds);
}

void TestGuardedRuns::goodAsPredicted()
{
    const bool holds = rc::check("a good version goes as predicted", [] {
        const LintInput input = anyInput();
        const Predictions predicted = predict(input);
        const RunResult run = runOf(scenarioOf(input, 0.0));
        if (predicted.goodRolledBack) {
            RC_ASSERT(run.outcome == Outcome::RolledBack);
            RC_ASSERT(run.metric(Metric::TimeToDetect) == seconds(predicted.goodRolledBack));
        } else {
            RC_ASSERT(run.metric(Metric::TimeToLastKnownGood) == seconds(predicted.lastKnownGood));
            RC_ASSERT(run.metric(Metric::TimeToComplete) == seconds(predicted.complete));
        }
    });
    QVERIFY(holds);
}

void TestGuardedRuns::allBadAsPredicted()
{
    const bool holds = rc::check("a version that fails everywhere goes as predicted", [] {
        const LintInput input = anyInput();
        const Predictions predicted = predict(input);
        const AllBad& bad = predicted.allBad;
        const RunResult run = runOf(scenarioOf(input, 1.0));
        RC_ASSERT(run.metric(Metric::Assigned) == double(bad.exposed));
        RC_ASSERT(run.metric(Metric::TimeToDetect).has_value() == bad.isDetected);
        const bool isDecided =
            run.metric(Metric::TimeToLastKnownGood) || run.metric(Metric::TimeToDetect);
        RC_ASSERT(predicted.allBadStalls == !isDecided);
        if (!bad.isDetected || !everyWaveNeedsSuccess(input, predicted))
            return;
        RC_ASSERT(run.metric(Metric::TimeToDetect) == seconds(bad.detected));
        RC_ASSERT(run.metric(Metric::TimeToRolledBack) == seconds(bad.rolledBack));
        RC_ASSERT(run.metric(Metric::BadTargetSeconds) == bad.badTargetSeconds);
    });
    QVERIFY(holds);
}

// A guard that asks nothing makes predict() count instead of using closed forms.
void TestGuardedRuns::closedFormsAgree()
{
    const bool holds = rc::check("closed forms and counting agree", [] {
        LintInput input = anyInput();
        input.policy.waves.clear();
        input.policy.guards = {};
        RC_PRE(figuresOf(caseOf(input)).isPossible && figuresOf(caseOf(input)).needed > 0);
        const Predictions closed = predict(input);
        input.policy.guards.minimumTargets = 1;
        RC_ASSERT(predict(input) == closed);
    });
    QVERIFY(holds);
}

// Two of 100 targets, then the next ten, then the rest in batches of ten: 80 s a batch.
void TestGuardedRuns::wavesComeOneAfterTheOther()
{
    Policy policy = tenPercent();
    policy.waves = {waveOf({false, 2}), waveOf({false, 10}, Seconds(600))};
    const RunResult run = runOf(scenarioOf(policy, 100, {}));
    QCOMPARE(run.outcome, Outcome::Completed);
    QCOMPARE(run.metric(Metric::TimeToLastKnownGood), 80.0 + (80.0 + 600.0) + 9 * 80.0);

    const RunResult bad = runOf(scenarioOf(policy, 100, {.version = {}, .failProbability = 1.0}));
    QCOMPARE(bad.outcome, Outcome::RolledBack);
    QCOMPARE(bad.metric(Metric::Assigned), 2.0);
    QCOMPARE(bad.metric(Metric::TimeToDetect), 130.0);
}

void TestGuardedRuns::manualWavesAskNobody()
{
    Policy policy = tenPercent();
    policy.waves = {waveOf({false, 10})};
    policy.waves.front().isManual = true;
    policy.approval.required = 2;
    QCOMPARE(runOf(scenarioOf(policy, 100, {})).metric(Metric::TimeToLastKnownGood), 800.0);
}

void TestGuardedRuns::bakingDelaysTheLastWaveToo()
{
    Policy policy = tenPercent();
    policy.waves = {waveOf({true, 100}, Seconds(3600))};
    const RunResult run = runOf(scenarioOf(policy, 100, {}));
    QCOMPARE(run.metric(Metric::TimeToLastKnownGood), 800.0 + 3600.0);
}

void TestGuardedRuns::silenceCountsAsFailed()
{
    Policy policy = tenPercent();
    policy.options.durationTimeout = Seconds(3600);
    policy.guards.silentCountsAsFailed = true;
    const RunResult run = runOf(scenarioOf(policy, 100, {.version = {}, .silentProbability = 1.0}));
    // Last heard of at 0, silent for longer than 900 s at 910. They never come back, though: once
    // the old version is what they are told they are forgotten.
    QCOMPARE(run.metric(Metric::TimeToDetect), 910.0);
    QCOMPARE(run.metric(Metric::Assigned), 10.0);
    QVERIFY(!run.badBecameGood);
}

void TestGuardedRuns::stopWhileUnhealthyStandsStill()
{
    Policy policy = tenPercent();
    policy.options.success = Percent(50);
    policy.guards.stopWhileUnhealthy = true;
    const RunResult run = runOf(scenarioOf(policy, 100, {.version = {}, .failProbability = 1.0}));
    QCOMPARE(run.outcome, Outcome::Unfinished);
    QCOMPARE(run.metric(Metric::Assigned), 10.0);
}

// Half of the fleet makes the version good at 800 s; everything after fails.
void TestGuardedRuns::watchRollsTheTailBack()
{
    Policy policy = tenPercent();
    policy.options.success = Percent(50);
    Scenario scenario = scenarioOf(policy, 100, {.version = {}, .latentMean = Seconds(2000)});
    const RunResult unwatched = runOf(scenario);
    QVERIFY(unwatched.badBecameGood);
    scenario.guards.watchAfterGood = Seconds(24 * 3600);
    const RunResult watched = runOf(scenario);
    QCOMPARE(watched.outcome, Outcome::RolledBack);
    QVERIFY(!watched.badBecameGood);
    QCOMPARE(watched.metric(Metric::TimeToLastKnownGood),
             unwatched.metric(Metric::TimeToLastKnownGood));
}

void TestGuardedRuns::watchThatSeesNothingEnds()
{
    Policy policy = tenPercent();
    policy.guards.watchAfterGood = Seconds(3600);
    Scenario scenario = scenarioOf(policy, 100, {});
    QCOMPARE(runOf(scenario).outcome, Outcome::Completed);
    QCOMPARE(runOf(scenario).metric(Metric::TimeToComplete), 800.0);
    scenario.until = Seconds(1000); // before the watch is over
    QCOMPARE(runOf(scenario).outcome, Outcome::Completed);
    QCOMPARE(runOf(scenario).metric(Metric::TimeToComplete), 800.0);
}

void TestGuardedRuns::rollbackBatchIsTheGuards()
{
    Policy policy = tenPercent();
    policy.options.success = Percent(50); // 50 targets in five waves before 50 have failed
    const VersionModel bad{.version = {}, .failProbability = 1.0};
    const RunResult slow = runOf(scenarioOf(policy, 100, bad));
    policy.guards.rollbackBatch = Percent(100);
    const RunResult fast = runOf(scenarioOf(policy, 100, bad));
    QCOMPARE(slow.metric(Metric::TimeToRolledBack), 650.0 + 10 + 4 * 80 + 10);
    QCOMPARE(fast.metric(Metric::TimeToRolledBack), 650.0 + 10 + 10);
}

void TestGuardedRuns::policyIsChecked()
{
    Scenario scenario;
    scenario.guards.forgetAfter = Seconds(0);
    QVERIFY(!checkScenario(scenario));
    scenario.guards = {};
    scenario.waves = {waveOf({true, 101})};
    QVERIFY(!checkScenario(scenario));
}

QTEST_GUILESS_MAIN(TestGuardedRuns)
#include "tst_guarded_runs.moc"
