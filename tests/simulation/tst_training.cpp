// What a played rollout is worth, and what it is held against.

#include <QTest>

#include "simulation/monte_carlo.h"
#include "simulation/training.h"

using namespace rollout;

namespace {

/// 100 targets, batches of 10, all well: last known good at 800 s.
Scenario good()
{
    Scenario scenario;
    scenario.targets = 100;
    scenario.options = {Percent(10), Percent(100), Seconds(60), Seconds(120)};
    scenario.until = std::chrono::hours(6);
    return scenario;
}

VersionModel failing(double probability)
{
    VersionModel model;
    model.version = newVersion;
    model.failProbability = probability;
    return model;
}

Scenario bad(double probability = 1.0)
{
    Scenario scenario = good();
    scenario.fleet.versions = {failing(probability)};
    return scenario;
}

Score scored(const Scenario& scenario)
{
    return scoreOf(scenario, isBadVersion(scenario, 0),
                   simulateRun(scenario, establishedFleet(scenario), 0));
}

RunResult with(std::initializer_list<std::pair<Metric, double>> metrics)
{
    RunResult run;
    for (const auto& [metric, value] : metrics)
        run.metrics[indexOf(metric)] = value;
    return run;
}

} // namespace

class TestTraining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formula_data();
    void formula();
    void tellsBadFromGood_data();
    void tellsBadFromGood();
    void runsAreScored();
    void oracleKnows_data();
    void oracleKnows();
    void randomPoliciesAreAllowed();
    void yardsticksAreTheSame();
    void bets_data();
    void bets();
};

void TestTraining::formula_data()
{
    QTest::addColumn<bool>("isBad");
    QTest::addColumn<RunResult>("run");
    QTest::addColumn<Score>("score");
    RunResult missed = with({{Metric::TimeToLastKnownGood, 100}});
    missed.badBecameGood = true;
    QTest::newRow("at once") << false << with({{Metric::TimeToLastKnownGood, 0}}) << Score{};
    QTest::newRow("an hour") << false << with({{Metric::TimeToLastKnownGood, 3600}})
                             << Score{0, 100, 0, 0};
    QTest::newRow("never: six hours") << false << RunResult{} << Score{0, 200.0 * 360 / 420, 0, 0};
    QTest::newRow("false alarm") << false
                                 << with({{Metric::TimeToLastKnownGood, 3600},
                                          {Metric::TimeToDetect, 60}})
                                 << Score{0, 100, 200, 0};
    QTest::newRow("bad, and seen") << true << with({{Metric::TimeToDetect, 60}}) << Score{};
    QTest::newRow("bad, and missed") << true << missed << Score{0, 0, 0, 400};
    QTest::newRow("half of the fleet for four minutes")
        << true << with({{Metric::BadTargetSeconds, 50 * 240}}) << Score{300, 0, 0, 0};
    QTest::newRow("lost and broken")
        << true << with({{Metric::TargetsLost, 1}, {Metric::UnhealthyAtEnd, 2}})
        << Score{600 * 1.8 / 3.8, 0, 0, 0};
}

void TestTraining::formula()
{
    QFETCH(bool, isBad);
    QFETCH(RunResult, run);
    QFETCH(Score, score);
    const Score got = scoreOf(good(), isBad, run);
    QCOMPARE(got.exposure, score.exposure);
    QCOMPARE(got.delay, score.delay);
    QCOMPARE(got.falseRollback, score.falseRollback);
    QCOMPARE(got.missed, score.missed);
    QCOMPARE(got.total(), 1000 - score.exposure - score.delay - score.falseRollback - score.missed);
}

void TestTraining::tellsBadFromGood_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<bool>("isBad");
    Scenario tolerant = bad(0.3);
    tolerant.options.success = Percent(50);
    Scenario later = good();
    later.events = {{Seconds(100), {}, failing(1.0)}};
    Scenario liar = good();
    VersionModel lie;
    lie.version = newVersion;
    lie.falsePositiveProbability = 0.5;
    liar.fleet.versions = {lie};
    QTest::newRow("good") << good() << false;
    QTest::newRow("all fail") << bad() << true;
    QTest::newRow("a third fail") << bad(0.3) << true;
    QTest::newRow("a third fail, half may") << tolerant << false;
    QTest::newRow("injected later") << later << true;
    QTest::newRow("only the check lies") << liar << false;
}

void TestTraining::tellsBadFromGood()
{
    QFETCH(Scenario, scenario);
    QFETCH(bool, isBad);
    QCOMPARE(isBadVersion(scenario, 0), isBad);
}

void TestTraining::runsAreScored()
{
    // Good at 720 s of the last batch's beginning, and its 80 s.
    QCOMPARE(scored(good()).delay, 200.0 * (800.0 / 60) / (800.0 / 60 + 60));
    // Ten bad ones, from being assigned to being rolled back: 10 · (130 + 10) s.
    const Score score = scored(bad());
    const double minutes =
        *simulateRun(bad(), establishedFleet(bad()), 0).metric(Metric::BadTargetSeconds) / 60 / 100;
    QVERIFY(minutes > 0.1);
    QCOMPARE(score.exposure, 600 * minutes / (minutes + 2));
    QCOMPARE(score.delay, 0.0);
    QCOMPARE(score.missed, 0.0);
}

void TestTraining::oracleKnows_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<double>("delay"); // seconds
    Scenario tolerant = bad(0.3);
    tolerant.options.success = Percent(50);
    Scenario unwilling = good();
    VersionModel model;
    model.version = newVersion;
    model.neverAdoptProbability = 0.2;
    unwilling.fleet.versions = {model};
    Scenario waves = good();
    Wave wave;
    wave.bake = Seconds(3600);
    waves.waves = {wave};
    QTest::newRow("good: all at once") << good() << 80.0;
    QTest::newRow("bad: never") << bad() << 0.0;
    QTest::newRow("the good ones only") << tolerant << 80.0;
    QTest::newRow("those that adopt only") << unwilling << 80.0;
    QTest::newRow("no waves") << waves << 80.0;
}

void TestTraining::oracleKnows()
{
    QFETCH(Scenario, scenario);
    QFETCH(double, delay);
    const Score oracle = oracleScore(scenario, 0);
    QCOMPARE(oracle.exposure, 0.0);
    QCOMPARE(oracle.delay, 200 * (delay / 60) / (delay / 60 + 60));
    QCOMPARE(oracle.falseRollback + oracle.missed, 0.0);
}

void TestTraining::randomPoliciesAreAllowed()
{
    std::vector<Policy> different;
    for (std::uint64_t number = 0; number < randomPolicies; ++number) {
        const Policy policy = randomPolicy(good(), number);
        QVERIFY(checkPolicy(policy));
        QVERIFY(policy == randomPolicy(good(), number));
        if (std::find(different.begin(), different.end(), policy) == different.end())
            different.push_back(policy);
    }
    QVERIFY(different.size() > 150);
}

void TestTraining::yardsticksAreTheSame()
{
    const Yardsticks one = yardsticks(bad(0.3), 0);
    QVERIFY(one.isBadVersion);
    QCOMPARE(one.tried, randomPolicies);
    QVERIFY(one.alone == scored(bad(0.3)));
    QVERIFY(one.best.total() >= one.alone.total() - 1); // one of so many is about as good
    QVERIFY(one.oracle.total() >= one.best.total());
    Scenario best = bad(0.3);
    best.setPolicy(one.bestPolicy);
    QVERIFY(scoreOf(bad(0.3), true, simulateRun(best, establishedFleet(best), 0)) == one.best);
    std::stop_source stop;
    const Yardsticks stopped =
        yardsticks(good(), 0, stop.get_token(), [&](std::uint64_t done, std::uint64_t) {
            if (done == 7)
                stop.request_stop();
        });
    QCOMPARE(stopped.tried, 7U);
}

void TestTraining::bets_data()
{
    QTest::addColumn<Bet>("bet");
    QTest::addColumn<RunResult>("run");
    QTest::addColumn<bool>("isTrue");
    const RunResult back = with({{Metric::TimeToDetect, 60}});
    const RunResult done = with({{Metric::TimeToLastKnownGood, 60}});
    const RunResult lateAlarm =
        with({{Metric::TimeToLastKnownGood, 60}, {Metric::TimeToDetect, 90}});
    QTest::newRow("rolled back") << Bet::RollsBack << back << true;
    QTest::newRow("not rolled back") << Bet::RollsBack << done << false;
    QTest::newRow("good") << Bet::BecomesGood << done << true;
    QTest::newRow("not good") << Bet::BecomesGood << back << false;
    QTest::newRow("good for a while") << Bet::BecomesGood << lateAlarm << false;
    QTest::newRow("nothing yet") << Bet::BecomesGood << RunResult{} << false;
}

void TestTraining::bets()
{
    QFETCH(Bet, bet);
    QFETCH(RunResult, run);
    QFETCH(bool, isTrue);
    QCOMPARE(cameTrue(bet, run), isTrue);
    const std::vector<PlacedBet> placed{{{Seconds(0), bet}, 0.75}, {{Seconds(1), bet}, 0.5}};
    QCOMPARE(brierScore(placed, run).value(), ((isTrue ? 0.0625 : 0.5625) + 0.25) / 2);
    QVERIFY(!brierScore({}, run));
}

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
