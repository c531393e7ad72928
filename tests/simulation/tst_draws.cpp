#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "simulation/draws.h"

using namespace rollout;

namespace {

constexpr int many = 100'000;

TargetId target(int number)
{
    return TargetId(static_cast<std::uint32_t>(number));
}

} // namespace

class TestDraws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stableHashIsFnv1a();
    void uniformIsTheSameInEveryBuild();
    void uniformDependsOnEveryPartOfItsKey();
    void uniformIsOpenAndEven();
    void bernoulliHasItsFrequency_data();
    void bernoulliHasItsFrequency();
    void logNormalHasItsQuantiles_data();
    void logNormalHasItsQuantiles();
    void logNormalWithoutSigmaIsTheMedian();
    void exponentialHasItsQuantiles();
    void normalQuantileInvertsTheDistribution();
};

void TestDraws::stableHashIsFnv1a()
{
    QCOMPARE(stableHash(""), 0xcbf29ce484222325ULL);
    QCOMPARE(stableHash("a"), 0xaf63dc4c8601ec8cULL);
    QCOMPARE(stableHash("foobar"), 0x85944171f73967e8ULL);
}

// Fates are kept by seed alone: should these change, every stored simulation would go on
// differently.
void TestDraws::uniformIsTheSameInEveryBuild()
{
    const Draws draws(1, 0, "v2");
    QCOMPARE(draws.uniform(target(0), DrawFor::CrashOnStart), 0x1.d5c6092b8dc13p-1);
    QCOMPARE(draws.uniform(target(1), DrawFor::CrashOnStart), 0x1.a09daa0f771f4p-3);
    QCOMPARE(draws.logNormal(Milliseconds(20000), 0.5, target(7), DrawFor::AdoptionDelay).count(),
             std::int64_t(28050));
    QCOMPARE(draws.exponential(Milliseconds(21'600'000), target(7), DrawFor::LatentFailure).count(),
             std::int64_t(11909621));
}

void TestDraws::uniformDependsOnEveryPartOfItsKey()
{
    const Time later = Time(Milliseconds(1));
    const std::set<double> drawn{
        Draws(1, 0, "v2").uniform(target(0), DrawFor::CrashOnStart),
        Draws(2, 0, "v2").uniform(target(0), DrawFor::CrashOnStart),
        Draws(1ULL << 32 | 1, 0, "v2").uniform(target(0), DrawFor::CrashOnStart),
        Draws(1, 1, "v2").uniform(target(0), DrawFor::CrashOnStart),
        Draws(1, 1ULL << 32, "v2").uniform(target(0), DrawFor::CrashOnStart),
        Draws(1, 0, "v3").uniform(target(0), DrawFor::CrashOnStart),
        Draws(1, 0, "v2").uniform(target(1), DrawFor::CrashOnStart),
        Draws(1, 0, "v2").uniform(target(0), DrawFor::NeverAdopting),
        Draws(1, 0, "v2").uniform(target(0), DrawFor::CrashOnStart, later),
    };
    QCOMPARE(drawn.size(), std::size_t(9));
    QCOMPARE(Draws(1, 0, "v2").uniform(target(5), DrawFor::CrashOnStart),
             Draws(1, 0, "v2").uniform(target(5), DrawFor::CrashOnStart));
}

void TestDraws::uniformIsOpenAndEven()
{
    const Draws draws(3, 0, "v2");
    std::vector<double> sample;
    for (int i = 0; i < many; ++i)
        sample.push_back(draws.uniform(target(i), DrawFor::CrashOnStart));
    std::sort(sample.begin(), sample.end());
    QVERIFY(sample.front() > 0.0 && sample.back() < 1.0);
    double largestGap = 0.0; // Kolmogorov and Smirnov: beyond 1.95/√n once in a thousand seeds
    for (int i = 0; i < many; ++i)
        largestGap = std::max(largestGap, std::abs(sample[i] - (i + 0.5) / many));
    QVERIFY2(largestGap < 1.95 / std::sqrt(many), qPrintable(QString::number(largestGap)));
}

void TestDraws::bernoulliHasItsFrequency_data()
{
    QTest::addColumn<double>("p");
    for (const double p : {0.0, 0.001, 0.05, 0.3, 0.5, 0.99, 1.0})
        QTest::addRow("p %g", p) << p;
}

void TestDraws::bernoulliHasItsFrequency()
{
    QFETCH(double, p);
    const Draws draws(4, 0, "v2");
    int hits = 0;
    for (int i = 0; i < many; ++i)
        hits += draws.bernoulli(p, target(i), DrawFor::CrashOnStart) ? 1 : 0;
    const double error = std::sqrt(p * (1.0 - p) / many);
    QVERIFY(std::abs(double(hits) / many - p) <= 4.0 * error);
}

void TestDraws::logNormalHasItsQuantiles_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("deviations");
    QTest::newRow("median") << 0.5 << 0.0;
    QTest::newRow("one below") << 0.158655253931457 << -1.0;
    QTest::newRow("one above") << 0.841344746068543 << 1.0;
    QTest::newRow("two above") << 0.977249868051821 << 2.0;
}

void TestDraws::logNormalHasItsQuantiles()
{
    QFETCH(double, share);
    QFETCH(double, deviations);
    const Draws draws(5, 0, "v2");
    const double limit = 20000.0 * std::exp(0.5 * deviations);
    int below = 0;
    for (int i = 0; i < many; ++i) {
        const auto delay =
            draws.logNormal(Milliseconds(20000), 0.5, target(i), DrawFor::AdoptionDelay);
        below += double(delay.count()) < limit ? 1 : 0;
    }
    const double error = std::sqrt(share * (1.0 - share) / many);
    QVERIFY(std::abs(double(below) / many - share) <= 4.0 * error);
}

void TestDraws::logNormalWithoutSigmaIsTheMedian()
{
    const Draws draws(5, 0, "v2");
    QCOMPARE(draws.logNormal(Milliseconds(20000), 0.0, target(1), DrawFor::AdoptionDelay),
             Milliseconds(20000));
}

void TestDraws::exponentialHasItsQuantiles()
{
    const Draws draws(6, 0, "v2");
    double sum = 0.0;
    int belowMean = 0;
    for (int i = 0; i < many; ++i) {
        const auto time = draws.exponential(Milliseconds(60000), target(i), DrawFor::LatentFailure);
        sum += double(time.count());
        belowMean += time < Milliseconds(60000) ? 1 : 0;
    }
    QVERIFY(std::abs(sum / many / 60000.0 - 1.0) < 4.0 / std::sqrt(many));
    const double share = 1.0 - std::exp(-1.0);
    QVERIFY(std::abs(double(belowMean) / many - share)
            < 4.0 * std::sqrt(share * (1.0 - share) / many));
}

void TestDraws::normalQuantileInvertsTheDistribution()
{
    for (const double p : {1e-12, 0.001, 0.05, 0.31, 0.5, 0.9, 0.95, 0.999999}) {
        const double back = 0.5 * std::erfc(-normalQuantile(p) / std::sqrt(2.0));
        QVERIFY(std::abs(back / p - 1.0) < 1e-12);
    }
}

QTEST_GUILESS_MAIN(TestDraws)
#include "tst_draws.moc"
