#include <QTest>
#include <cmath>

#include "cases.h"
#include "simulation/sequential_test.h"
#include "simulation/single_failure.h"
#include "simulation/strict_waves.h"

using namespace rollout;
using namespace rollout::test;

namespace {

double number(const QJsonObject& row, const char* key)
{
    return row.value(QLatin1String(key)).toDouble();
}

/// The reference is printed with nine digits.
void compareMean(const std::optional<double>& computed, const QJsonObject& row, const char* key)
{
    const QJsonValue expected = row.value(QLatin1String(key));
    if (expected.isNull())
        return;
    QVERIFY2(computed, key);
    const double error = std::abs(*computed - expected.toDouble());
    QVERIFY2(error <= 1e-8 * std::abs(expected.toDouble()), key);
}

void compareProbability(double computed, const QJsonObject& row, const char* key)
{
    QVERIFY2(std::abs(computed - number(row, key)) <= 1e-9, key);
}

void addCases(const char* section)
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue& value : rows("analytic.json", section)) {
        const QJsonObject row = value.toObject();
        QTest::newRow(nameOf(policyOf(row), number(row, "p")).constData()) << row;
    }
}

PolicyCase policy(std::int64_t targets, int batch, int success, int successTimeout,
                  int durationTimeout)
{
    return {.targets = targets,
            .options = {Percent(batch), Percent(success), Seconds(successTimeout),
                        Seconds(durationTimeout)}};
}

} // namespace

class TestClosedForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersAndSpans();
    void delaysCountAsSeenAtSteps();
    void strictWaves_data() { addCases("strict_waves"); }
    void strictWaves();
    void strictWavesNeedEqualSlots();
    void strictWavesOfCertainties();
    void singleFailure_data() { addCases("f1_sync"); }
    void singleFailure();
    void singleFailureNeedsOne();
    void firstBatch();
    void ever();
    void deterministic_data() { addCases("deterministic"); }
    void deterministic();
    void allBadInOneWave();
    void allBadInThreeWaves();
    void allBadWithNothingNeeded();
    void rollbackInBatches();
    void falsePositives();
    void latentFailures();
    void sequentialTest();
};

void TestClosedForms::integersAndSpans()
{
    const PolicyFigures figures = figuresOf(policy(1000, 5, 95, 60, 120));
    QCOMPARE(figures.needed, 950);
    QCOMPARE(figures.tolerated, 50);
    QCOMPARE(figures.batch, 50);
    QCOMPARE(figures.adoption, Seconds(10));
    QCOMPARE(figures.goodSlot, Seconds(80));
    QCOMPARE(figures.badSlot, Seconds(130));
    QCOMPARE(figures.leak, 2);
    QVERIFY(figures.isPossible);
    QVERIFY(!figuresOf(policy(100, 5, 100, 60, 60)).isPossible);
}

void TestClosedForms::delaysCountAsSeenAtSteps()
{
    PolicyCase at = policy(100, 10, 100, 60, 120);
    at.adopt = Milliseconds(0);
    QCOMPARE(figuresOf(at).adoption, Seconds(10));
    at.adopt = Milliseconds(10'000);
    QCOMPARE(figuresOf(at).adoption, Seconds(10));
    at.adopt = Milliseconds(10'001);
    QCOMPARE(figuresOf(at).adoption, Seconds(20));
    at.options.successTimeout = Seconds(59); // just fits
    QCOMPARE(figuresOf(at).goodSlot, Seconds(80));
}

void TestClosedForms::strictWaves()
{
    QFETCH(QJsonObject, row);
    const PolicyCase at = policyOf(row);
    const auto waves = rollout::strictWaves(at, number(row, "p"));
    QVERIFY(waves);
    compareProbability(waves->rollback, row, "Prb");
    compareProbability(waves->success, row, "Psucc");
    compareProbability(waves->firstBatch, row, "P1");
    compareProbability(firstBatchProbability(at, number(row, "p")), row, "P1");
    compareMean(waves->waves, row, "E_waves");
    compareMean(waves->timeToLastKnownGood, row, "E_tsucc");
    compareMean(waves->timeToDetect, row, "E_td");
    compareMean(waves->assigned, row, "E_assigned");
    compareMean(waves->bad, row, "E_bad");
    compareMean(waves->badTargetSeconds, row, "E_badsec");
    compareMean(waves->timeToRolledBack, row, "E_trolled");
}

void TestClosedForms::strictWavesNeedEqualSlots()
{
    QVERIFY(!rollout::strictWaves(policy(100, 10, 100, 60, 120), 0.1));
}

void TestClosedForms::strictWavesOfCertainties()
{
    const PolicyCase at = policy(100, 10, 90, 60, 75);
    const auto good = rollout::strictWaves(at, 0.0);
    QCOMPARE(good->success, 1.0);
    QCOMPARE(*good->timeToLastKnownGood, 720.0);
    QVERIFY(!good->timeToDetect);
    const auto bad = rollout::strictWaves(at, 1.0);
    QCOMPARE(bad->rollback, 1.0);
    QCOMPARE(*bad->bad, 10.0);
    QVERIFY(!bad->timeToLastKnownGood);
    const auto nothingNeeded = rollout::strictWaves(policy(1, 5, 95, 60, 75), 1.0);
    QCOMPARE(nothingNeeded->success, 1.0);
    QCOMPARE(*nothingNeeded->timeToLastKnownGood, 0.0);
}

void TestClosedForms::singleFailure()
{
    QFETCH(QJsonObject, row);
    const PolicyCase at = policyOf(row);
    const auto figures = rollout::singleFailure(at, number(row, "p"));
    QVERIFY(figures);
    compareProbability(figures->rollback, row, "Prb");
    compareMean(figures->timeToDetect, row, "Etd");
    compareMean(figures->assigned, row, "Eassigned");
    compareMean(figures->bad, row, "Ebad");
    compareMean(double(figuresOf(at).goodSlot.count()), row, "ts");
    compareMean(double(figuresOf(at).badSlot.count()), row, "tf");
    compareMean(double(figuresOf(at).leak), row, "r");
    compareMean(double(timeToLastKnownGood(at).count()), row, "Tsucc");
}

void TestClosedForms::singleFailureNeedsOne()
{
    QVERIFY(!rollout::singleFailure(policy(100, 10, 95, 60, 120), 0.1));
    QVERIFY(!rollout::singleFailure(policy(100, 10, 100, 60, 60), 0.1));
    QCOMPARE(rollout::singleFailure(policy(100, 10, 100, 60, 120), 0.0)->rollback, 0.0);
}

void TestClosedForms::firstBatch()
{
    for (const QJsonValue& value : rows("analytic.json", "first_batch")) {
        const QJsonObject row = value.toObject();
        compareProbability(
            binomialTail(qint64(number(row, "b")), number(row, "p"), qint64(number(row, "f"))), row,
            "P");
    }
}

void TestClosedForms::ever()
{
    for (const QJsonValue& value : rows("analytic.json", "ever")) {
        const QJsonObject row = value.toObject();
        const PolicyCase at =
            policy(qint64(number(row, "N")), 5, int(number(row, "successPct")), 60, 120);
        QCOMPARE(figuresOf(at).tolerated, qint64(number(row, "f")));
        compareProbability(everProbability(at, number(row, "p")), row, "P");
    }
}

void TestClosedForms::deterministic()
{
    QFETCH(QJsonObject, row);
    QCOMPARE(double(timeToLastKnownGood(policyOf(row)).count()), number(row, "T"));
}

void TestClosedForms::allBadInOneWave()
{
    const AllBad bad = allBad(policy(100, 10, 100, 60, 120));
    QVERIFY(bad.isDetected);
    QCOMPARE(bad.detected, Seconds(130));
    QCOMPARE(bad.exposed, 10);
    QCOMPARE(bad.badTargetSeconds, 1400.0);
    QCOMPARE(bad.rolledBack, Seconds(150));
}

void TestClosedForms::allBadInThreeWaves()
{
    const AllBad bad = allBad(policy(100, 20, 50, 0, 3600));
    QCOMPARE(bad.detected, Seconds(10'830));
    QCOMPARE(bad.exposed, 60);
}

void TestClosedForms::allBadWithNothingNeeded()
{
    QVERIFY(!allBad(policy(1, 5, 95, 60, 120)).isDetected);
}

void TestClosedForms::rollbackInBatches()
{
    const PolicyCase at = policy(100, 10, 100, 60, 120);
    QCOMPARE(rollbackDuration(at, 0), Seconds(0));
    QCOMPARE(rollbackDuration(at, 10), Seconds(20));
    QCOMPARE(rollbackDuration(at, 11), Seconds(100));
    QCOMPARE(rollbackDuration(at, 20), Seconds(100));
}

void TestClosedForms::falsePositives()
{
    const PolicyCase at = policy(100, 10, 100, 60, 120);
    QCOMPARE(reportsAtRisk(at), 3900);
    QVERIFY(std::abs(falseRollbackProbability(at, 1e-4) - 0.3230) < 5e-5);
    QCOMPARE(falseRollbackProbability(at, 0.0), 0.0);
}

void TestClosedForms::latentFailures()
{
    const PolicyCase at = policy(100, 10, 100, 60, 120);
    QCOMPARE(bakeTargetSeconds(at), 43'000.0);
    QVERIFY(std::abs(latentMissProbability(at, Seconds(24 * 3600)) - 0.6079) < 5e-5);
}

void TestClosedForms::sequentialTest()
{
    const SequentialTestFigures figures = figuresOf(SequentialTest{});
    QVERIFY(std::abs(figures.upper - 2.944) < 5e-4);
    QVERIFY(std::abs(figures.lower + 2.944) < 5e-4);
    QCOMPARE(std::round(figures.observationsIfGood), 107.0);
    QCOMPARE(std::round(figures.observationsIfBad), 64.0);
    QCOMPARE(std::round(figures.observationsFixed), 170.0);
    // Without a single failure it takes 72 observations to call a version good.
    QVERIFY(72.0 * figures.perSuccess < figures.lower && 71.0 * figures.perSuccess > figures.lower);
}

QTEST_GUILESS_MAIN(TestClosedForms)
#include "tst_closed_forms.moc"
