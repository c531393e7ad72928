#include <QTest>
#include <atomic>
#include <cmath>

#include "cases.h"
#include "simulation/monte_carlo.h"
#include "simulation/single_failure.h"
#include "simulation/strict_waves.h"

using namespace rollout;
using namespace rollout::test;

namespace {

// Enough to see an error of a few per cent; ROLLOUT_TEST_RUNS asks for more.
std::uint64_t runsFor(std::int64_t targets)
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("ROLLOUT_TEST_RUNS", &isNumber);
    if (isNumber)
        return static_cast<std::uint64_t>(asked);
    return targets > 500 ? 500 : 2000;
}

double number(const QJsonObject& row, const char* key)
{
    return row.value(QLatin1String(key)).toDouble();
}

void compareProbability(std::uint64_t count, std::uint64_t runs, double expected, const char* what)
{
    const auto n = double(runs);
    const double error = std::sqrt(expected * (1.0 - expected) / n);
    QVERIFY2(std::abs(double(count) / n - expected) <= 4.0 * error + 1e-9, what);
}

void compareMean(const SampleFigures& figures, double expected, const char* what)
{
    QVERIFY2(figures.mean && figures.standardError, what);
    const double deviation = std::abs(*figures.mean - expected);
    // Times that cannot vary have no standard error.
    QVERIFY2(deviation <= 4.0 * *figures.standardError + 1e-6 * expected,
             qPrintable(QStringLiteral("%1: %2 instead of %3, standard error %4")
                            .arg(QLatin1String(what))
                            .arg(*figures.mean)
                            .arg(expected)
                            .arg(*figures.standardError)));
}

void addCases(const char* section)
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue& value : rows("analytic.json", section)) {
        const QJsonObject row = value.toObject();
        QTest::newRow(nameOf(policyOf(row), number(row, "p")).constData()) << row;
    }
}

PolicyCase tenByTen()
{
    return {.targets = 100, .options = {Percent(10), Percent(100), Seconds(60), Seconds(120)}};
}

Scenario noisyScenario()
{
    Scenario scenario = scenarioOf(tenByTen(), 0.05);
    scenario.options.success = Percent(90);
    scenario.fleet.adoption.sigma = 0.5;
    return scenario;
}

} // namespace

class TestMonteCarlo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strictWaves_data() { addCases("strict_waves"); }
    void strictWaves();
    void singleFailure_data() { addCases("f1_sync"); }
    void singleFailure();
    void falsePositives();
    void latentFailures();
    void threadsChangeNothing_data();
    void threadsChangeNothing();
    void seedDecidesEverything();
    void policiesMeetTheSameFates();
    void stoppingKeepsWhatIsDone();
    void progressEndsAtTheTotal();
};

void TestMonteCarlo::strictWaves()
{
    QFETCH(QJsonObject, row);
    const PolicyCase at = policyOf(row);
    const std::uint64_t runs = runsFor(at.targets);
    const auto result = simulateRuns(scenarioOf(at, number(row, "p")), {.runs = runs});
    compareProbability(result.count(Outcome::RolledBack), runs, number(row, "Prb"), "Prb");
    compareProbability(result.count(Outcome::Completed), runs, number(row, "Psucc"), "Psucc");
    const auto mean = [&](Metric metric, const char* key) {
        compareMean(result.figures(metric, Outcome::RolledBack), number(row, key), key);
    };
    mean(Metric::TimeToDetect, "E_td");
    mean(Metric::Assigned, "E_assigned");
    mean(Metric::Bad, "E_bad");
    mean(Metric::BadTargetSeconds, "E_badsec");
    mean(Metric::TimeToRolledBack, "E_trolled");
    if (result.count(Outcome::Completed) > 1)
        compareMean(result.figures(Metric::TimeToLastKnownGood), number(row, "E_tsucc"), "E_tsucc");
}

void TestMonteCarlo::singleFailure()
{
    QFETCH(QJsonObject, row);
    const PolicyCase at = policyOf(row);
    const std::uint64_t runs = runsFor(at.targets);
    const auto result = simulateRuns(scenarioOf(at, number(row, "p")), {.runs = runs});
    compareProbability(result.count(Outcome::RolledBack), runs, number(row, "Prb"), "Prb");
    const auto mean = [&](Metric metric, const char* key) {
        compareMean(result.figures(metric, Outcome::RolledBack), number(row, key), key);
    };
    mean(Metric::TimeToDetect, "Etd");
    mean(Metric::Assigned, "Eassigned");
    mean(Metric::Bad, "Ebad");
    if (result.count(Outcome::Completed) > 1)
        compareMean(result.figures(Metric::TimeToLastKnownGood), number(row, "Tsucc"), "Tsucc");
}

void TestMonteCarlo::falsePositives()
{
    Scenario scenario = scenarioOf(tenByTen(), 0.0);
    scenario.fleet.versions[0].falsePositiveProbability = 1e-4;
    const std::uint64_t runs = runsFor(100);
    const auto result = simulateRuns(scenario, {.runs = runs});
    compareProbability(result.count(Outcome::RolledBack), runs,
                       falseRollbackProbability(tenByTen(), 1e-4), "false rollbacks");
    QCOMPARE(*result.figures(Metric::Bad).mean, 0.0);
    QCOMPARE(*result.figures(Metric::BadTargetSeconds).mean, 0.0);
}

void TestMonteCarlo::latentFailures()
{
    Scenario scenario = scenarioOf(tenByTen(), 0.0);
    scenario.fleet.versions[0].latentMean = Seconds(24 * 3600);
    const std::uint64_t runs = runsFor(100);
    const auto result = simulateRuns(scenario, {.runs = runs});
    compareProbability(result.badBecameGood(), runs,
                       latentMissProbability(tenByTen(), Seconds(24 * 3600)), "missed");
}

void TestMonteCarlo::threadsChangeNothing_data()
{
    QTest::addColumn<unsigned>("threads");
    QTest::newRow("two") << 2U;
    QTest::newRow("five") << 5U;
    QTest::newRow("more than runs") << 200U;
    QTest::newRow("one a core") << 0U;
}

void TestMonteCarlo::threadsChangeNothing()
{
    QFETCH(unsigned, threads);
    const auto alone = simulateRuns(noisyScenario(), {.runs = 60, .threads = 1});
    const auto together = simulateRuns(noisyScenario(), {.runs = 60, .threads = threads});
    QVERIFY(alone.runs == together.runs);
    QCOMPARE(alone.digest(), together.digest());
}

void TestMonteCarlo::seedDecidesEverything()
{
    Scenario scenario = noisyScenario();
    const auto first = simulateRuns(scenario, {.runs = 20});
    QCOMPARE(simulateRuns(scenario, {.runs = 20}).digest(), first.digest());
    scenario.fleet.seed = 2;
    QVERIFY(simulateRuns(scenario, {.runs = 20}).digest() != first.digest());
    QVERIFY(first.runs[0].digest != first.runs[1].digest);
}

void TestMonteCarlo::policiesMeetTheSameFates()
{
    // Where everything is assigned in the end, the number of bad targets does not depend on the
    // policy.
    Scenario slow = scenarioOf(tenByTen(), 0.05);
    slow.options.success = Percent(50);
    Scenario fast = slow;
    fast.options.batch = Percent(100);
    const auto slowRuns = simulateRuns(slow, {.runs = 50}).runs;
    const auto fastRuns = simulateRuns(fast, {.runs = 50}).runs;
    for (std::size_t i = 0; i < slowRuns.size(); ++i)
        QCOMPARE(*slowRuns[i].metric(Metric::Bad), *fastRuns[i].metric(Metric::Bad));
}

void TestMonteCarlo::stoppingKeepsWhatIsDone()
{
    std::stop_source stop;
    const auto result =
        simulateRuns(noisyScenario(), {.runs = 5000, .threads = 2}, stop.get_token(),
                     [&](std::uint64_t, std::uint64_t) { stop.request_stop(); });
    QVERIFY(result.runs.size() >= 50 && result.runs.size() < 5000);
    const auto whole = simulateRuns(noisyScenario(), {.runs = result.runs.size()});
    QVERIFY(whole.runs == result.runs);
}

void TestMonteCarlo::progressEndsAtTheTotal()
{
    std::uint64_t last = 0;
    int calls = 0;
    const auto progress = [&](std::uint64_t done, std::uint64_t total) {
        QVERIFY(done > last && total == 330);
        last = done;
        ++calls;
    };
    (void)simulateRuns(noisyScenario(), {.runs = 330, .threads = 2}, {}, progress);
    QCOMPARE(last, std::uint64_t(330));
    QVERIFY(calls <= 120);
}

QTEST_GUILESS_MAIN(TestMonteCarlo)
#include "tst_monte_carlo.moc"
