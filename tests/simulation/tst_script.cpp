// What operators and events do in a run, and people who take their time (F18).

#include <QTest>
#include <cmath>

#include "simulation/monte_carlo.h"
#include "simulation/script.h"

using namespace rollout;

namespace {

/// 100 targets in 4 groups, batches of 10, nobody fails: done at 800 s.
Scenario plain()
{
    Scenario scenario;
    scenario.targets = 100;
    scenario.groups = 4;
    scenario.options = {Percent(10), Percent(100), Seconds(60), Seconds(120)};
    scenario.until = std::chrono::hours(24);
    return scenario;
}

ScenarioEvent doing(int at, Action action, int length = 0)
{
    OperatorAction what;
    what.action = action;
    what.length = Seconds(length);
    return {Seconds(at), "because", what};
}

RunResult runOf(const Scenario& scenario, std::uint64_t run = 0)
{
    if (const auto ok = checkScenario(scenario); !ok)
        qFatal("%s", ok.error().message.c_str());
    return simulateRun(scenario, establishedFleet(scenario), run);
}

RunResult runWith(std::vector<ScenarioEvent> events, Scenario scenario = plain())
{
    scenario.events = std::move(events);
    return runOf(scenario);
}

VersionModel crashing()
{
    VersionModel model;
    model.version = newVersion;
    model.failProbability = 1.0;
    return model;
}

} // namespace

class TestScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHappens();
    void pauseCostsItsLength();
    void outageFailsTheBatch();
    void abortRollsBack();
    void excludedTargetsStay();
    void promoteIsAtOnce();
    void freezeHoldsBack();
    void anotherVersion();
    void anotherPolicy();
    void injectedFailure();
    void refusalIsKept();
    void peopleApproveAfterAWhile();
    void nobodyIsAskedWithoutAnOperator();
    void wavesAreLetGo();
    void eventsMustBeInOrder();
};

void TestScript::nothingHappens()
{
    QCOMPARE(runOf(plain()).metric(Metric::TimeToComplete), 800.0);
    QCOMPARE(runOf(plain()).metric(Metric::OperatorWaiting), 0.0);
}

void TestScript::pauseCostsItsLength()
{
    const RunResult run = runWith({doing(100, Action::Pause), doing(700, Action::Resume)});
    QCOMPARE(run.metric(Metric::TimeToComplete), 1400.0);
    QCOMPARE(run.outcome, Outcome::Completed);
}

void TestScript::outageFailsTheBatch()
{
    const RunResult run = runWith({doing(5, Action::Outage, 600)});
    QCOMPARE(run.outcome, Outcome::RolledBack); // nobody could report in time
    QCOMPARE(run.metric(Metric::TimeToDetect), 610.0);
}

void TestScript::abortRollsBack()
{
    const RunResult run = runWith({doing(100, Action::Abort)});
    QCOMPARE(run.outcome, Outcome::RolledBack);
    QCOMPARE(run.metric(Metric::Assigned), 20.0);
}

void TestScript::excludedTargetsStay()
{
    ScenarioEvent event = doing(-10, Action::Exclude);
    std::get<OperatorAction>(event.what).group = "g3";
    const RunResult run = runWith({event});
    QCOMPARE(run.metric(Metric::Assigned), 75.0);
    QVERIFY(run.metric(Metric::TimeToLastKnownGood));
}

void TestScript::promoteIsAtOnce()
{
    const RunResult run = runWith({doing(10, Action::Promote)});
    QCOMPARE(run.metric(Metric::TimeToComplete), 90.0); // all assigned at 10 s: τs later
}

void TestScript::freezeHoldsBack()
{
    const RunResult run = runWith({doing(75, Action::Freeze, 1000)});
    // The first batch succeeds at 80 s; the second goes out when the window is over.
    QCOMPARE(run.metric(Metric::TimeToComplete), 1080.0 + 9 * 80.0);
}

void TestScript::anotherVersion()
{
    ScenarioEvent event = doing(100, Action::ForceVersion);
    std::get<OperatorAction>(event.what).version = "v3";
    const RunResult run = runWith({event});
    QVERIFY(!run.metric(Metric::TimeToLastKnownGood)); // of v2
    QCOMPARE(run.metric(Metric::Assigned), 20.0);
}

void TestScript::anotherPolicy()
{
    Policy policy = plain().policy();
    policy.options.batch = Percent(100);
    const RunResult run = runWith({{Seconds(80), "hurry", policy}});
    QCOMPARE(run.metric(Metric::TimeToComplete), 160.0);
}

void TestScript::injectedFailure()
{
    const RunResult run = runWith({{Seconds(200), "", crashing()}});
    QCOMPARE(run.outcome, Outcome::RolledBack);
    QCOMPARE(run.metric(Metric::TimeToDetect), 200.0); // of the first batch, long past its deadline
    QCOMPARE(run.metric(Metric::TimeOfFirstBad), 200.0);
    QCOMPARE(run.metric(Metric::Bad), run.metric(Metric::Assigned));
}

void TestScript::refusalIsKept()
{
    const RunResult run = runWith({doing(100, Action::Resume)});
    QCOMPARE(run.firstRefusal,
             std::string("at 100 s: the rollout is not paused; there is nothing to resume"));
    QCOMPARE(run.outcome, Outcome::Completed);
}

/// Ten batches wait in turn, each for the last of ten LogNormal delays.
void TestScript::peopleApproveAfterAWhile()
{
    Scenario scenario = plain();
    scenario.approval.required = 2;
    scenario.fleet.operatorDelay = OperatorDelay{std::chrono::minutes(10), 0.0};
    const RunResult run = runOf(scenario);
    QCOMPARE(run.outcome, Outcome::Completed);
    // Asked at the step in which the batch before succeeds, approved 600 s later.
    QCOMPARE(run.metric(Metric::TimeToComplete), 10 * (600.0 + 80.0));
    QCOMPARE(run.metric(Metric::OperatorWaiting), 10 * 600.0);

    scenario.fleet.operatorDelay->sigma = 1.0;
    scenario.options.batch = Percent(0); // one at a time
    scenario.targets = 400;
    scenario.groups = 1;
    scenario.until = std::chrono::days(30);
    const double waited = *runOf(scenario).metric(Metric::OperatorWaiting) / 400;
    // LogNormal's mean; a step sees it up to 10 s late. Its deviation is 1.31 means.
    const double mean = 600.0 * std::exp(0.5);
    QVERIFY(std::abs(waited - 5.0 - mean) < 4.0 * mean * 1.3108 / std::sqrt(400.0));
}

void TestScript::nobodyIsAskedWithoutAnOperator()
{
    Scenario scenario = plain();
    scenario.approval.required = 2;
    QCOMPARE(runOf(scenario).metric(Metric::TimeToComplete), 800.0);
}

void TestScript::wavesAreLetGo()
{
    Scenario scenario = plain();
    scenario.options.batch = Percent(100);
    Wave first;
    first.size = {false, 10};
    first.isManual = true;
    scenario.waves = {first};
    QCOMPARE(runOf(scenario).metric(Metric::TimeToComplete), 160.0);
    scenario.fleet.operatorDelay = OperatorDelay{std::chrono::minutes(10), 0.0};
    const RunResult run = runOf(scenario);
    QCOMPARE(run.metric(Metric::TimeToComplete), 80.0 + 600.0 + 80.0);
    QCOMPARE(run.metric(Metric::OperatorWaiting), 600.0);
}

void TestScript::eventsMustBeInOrder()
{
    Scenario scenario = plain();
    scenario.events = {doing(100, Action::Pause), doing(50, Action::Resume)};
    const auto checked = checkScenario(scenario);
    QVERIFY(!checked);
    QCOMPARE(checked.error().message,
             std::string("an event is at 50 s, right would be 100 s or later"));
}

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
