// Policies compared on the same fates, and what is said of it.

#include <QTest>
#include <cmath>

#include "simulation/comparison.h"
#include "simulation/fan.h"

using namespace rollout;

namespace {

Scenario failing(double probability)
{
    Scenario scenario;
    scenario.targets = 200;
    VersionModel model;
    model.version = newVersion;
    model.failProbability = probability;
    scenario.fleet.versions = {model};
    scenario.fleet.adoption.sigma = 0.5;
    return scenario;
}

NamedPolicy policy(const char* name, int batch, int success)
{
    NamedPolicy named{name, {}, {}};
    named.policy.options = {Percent(batch), Percent(success), Seconds(60), Seconds(120)};
    return named;
}

bool isAbout(std::optional<double> value, double expected, double slack = 1e-4)
{
    return value && std::abs(*value - expected) < slack;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wilson_data();
    void wilson();
    void meanWithStudentsT();
    void band();
    void samePolicyDoesNotDiffer();
    void fatesAreShared();
    void goodVersionIsGood();
    void figuresAreThoseOfTheRuns();
    void costWeighsWhatItSays();
    void stoppedBetweenRounds();
    void threadsAndRoundsChangeNothing();
    void fan();
};

// Values of R's binom.confint(method = "wilson").
void TestComparison::wilson_data()
{
    QTest::addColumn<int>("hits");
    QTest::addColumn<int>("n");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("none of ten") << 0 << 10 << 0.0 << 0.2775328;
    QTest::newRow("half of ten") << 5 << 10 << 0.2365931 << 0.7634069;
    QTest::newRow("all of ten") << 10 << 10 << 0.7224672 << 1.0;
    QTest::newRow("one of a hundred") << 1 << 100 << 0.0017674 << 0.0544862;
}

void TestComparison::wilson()
{
    QFETCH(int, hits);
    QFETCH(int, n);
    QFETCH(double, low);
    QFETCH(double, high);
    const Estimate share = shareOf(std::size_t(hits), std::size_t(n));
    QVERIFY(isAbout(share.low, low) && isAbout(share.high, high));
    QVERIFY(isAbout(share.value, double(hits) / n));
    QCOMPARE(shareOf(0, 0), Estimate{});
}

void TestComparison::meanWithStudentsT()
{
    const Estimate mean = meanOf({1, 2, 3, 4});
    QCOMPARE(mean.n, std::size_t(4));
    QVERIFY(isAbout(mean.value, 2.5));
    QVERIFY(isAbout(mean.low, 2.5 - 3.182446 * 0.6454972));
    QVERIFY(isAbout(mean.high, 2.5 + 3.182446 * 0.6454972));
    QVERIFY(!meanOf({7}).low);
    QVERIFY(!meanOf({}).value);
}

void TestComparison::band()
{
    QVERIFY(std::abs(distributionBand(100) - 0.1358102) < 1e-6);
}

void TestComparison::samePolicyDoesNotDiffer()
{
    const Comparison c =
        compare(failing(0.1), {policy("a", 5, 95), policy("b", 5, 95)}, {.runs = 20, .traced = 0});
    for (std::size_t m = 0; m < whatIfMetricCount; ++m) {
        const Estimate difference = c.difference(1, WhatIfMetric(m), {});
        if (difference.value)
            QCOMPARE(*difference.value, 0.0);
        const Estimate better = c.betterShare(1, WhatIfMetric(m), {});
        if (better.value)
            QCOMPARE(*better.value, 0.5);
    }
}

/// What pairing is for: the difference is known far better than either figure.
void TestComparison::fatesAreShared()
{
    const Comparison c =
        compare(failing(0.3), {policy("a", 5, 95), policy("b", 6, 95)}, {.runs = 200, .traced = 0});
    const auto width = [](const Estimate& e) { return *e.high - *e.low; };
    const auto bad = WhatIfMetric::ShareBad;
    const double apart = std::hypot(width(c.figure(0, bad, {})), width(c.figure(1, bad, {})));
    QVERIFY(width(c.difference(1, bad, {})) < apart);
    const double less = *c.figure(1, bad, {}).value - *c.figure(0, bad, {}).value;
    QVERIFY(isAbout(c.difference(1, bad, {}).value, less, 1e-9));
}

void TestComparison::goodVersionIsGood()
{
    Scenario scenario = failing(1.0);
    scenario.fleet.versions.front().falsePositiveProbability = 0.01;
    scenario.fleet.versions.front().adoption = Adoption{Seconds(3)};
    VersionModel old;
    old.version = oldVersion;
    old.failProbability = 0.2;
    scenario.fleet.versions.push_back(old);
    scenario.events = {{Seconds(10), "", scenario.fleet.versions.front()}};
    const Scenario good = withGoodVersion(scenario);
    QCOMPARE(good.fleet.versions.front().failProbability, 0.0);
    QCOMPARE(good.fleet.versions.front().falsePositiveProbability, 0.01);
    QVERIFY(good.fleet.versions.front().adoption == Adoption{Seconds(3)});
    QVERIFY(good.fleet.versions.back() == old);
    QVERIFY(good.events.empty());
}

void TestComparison::figuresAreThoseOfTheRuns()
{
    const Comparison c = compare(failing(1.0), {policy("a", 10, 100)}, {.runs = 30, .traced = 30});
    QCOMPARE(c.runs(), 30U);
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::ShareAssigned, {}).value, 0.1));
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::FalseRollback, {}).value, 0.0));
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::MissedBad, {}).value, 0.0));
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::MostBadAtOnce, {}).value, 20.0));
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::LowestHealthyShare, {}).value, 0.9));
    QCOMPARE(c.policies.front().bad.count(Outcome::RolledBack), 30U);
    QCOMPARE(c.policies.front().good.count(Outcome::Completed), 30U);
    QCOMPARE(c.policies.front().bad.traces.size(), std::size_t(30));
}

void TestComparison::costWeighsWhatItSays()
{
    const Comparison c = compare(failing(1.0), {policy("a", 10, 100)}, {.runs = 5, .traced = 0});
    const double minutes = *c.figure(0, WhatIfMetric::BadTargetMinutes, {}).value;
    const double delay = *c.figure(0, WhatIfMetric::TimeToLastKnownGood, {}).value / 60.0;
    const CostWeights weights{0.25, 2.0, 60, 10, 0.5};
    QVERIFY(isAbout(c.figure(0, WhatIfMetric::ExpectedCost, weights).value,
                    0.25 * 2.0 * minutes + 0.75 * 0.5 * 200 * delay, 1e-6));
}

void TestComparison::stoppedBetweenRounds()
{
    std::stop_source stop;
    const Comparison c = compare(failing(0.3), {policy("a", 5, 95), policy("b", 10, 95)},
                                 {.runs = 1000, .traced = 0, .round = 10}, stop.get_token(),
                                 [&](const Comparison& soFar) {
                                     if (soFar.runs() == 30)
                                         stop.request_stop();
                                 });
    QCOMPARE(c.runs(), 30U);
    for (const PolicyRuns& of : c.policies) {
        QCOMPARE(of.good.runs.size(), std::size_t(30));
        QCOMPARE(of.bad.runs.size(), std::size_t(30));
    }
}

void TestComparison::threadsAndRoundsChangeNothing()
{
    const std::vector<NamedPolicy> policies{policy("a", 5, 95), policy("b", 10, 90)};
    const Comparison one = compare(failing(0.1), policies, {.runs = 25, .threads = 1, .round = 25});
    const Comparison two = compare(failing(0.1), policies, {.runs = 25, .threads = 2, .round = 7});
    for (std::size_t i = 0; i < policies.size(); ++i) {
        QVERIFY(one.policies[i].good.runs == two.policies[i].good.runs);
        QVERIFY(one.policies[i].bad.runs == two.policies[i].bad.runs);
        QVERIFY(one.policies[i].bad.traces == two.policies[i].bad.traces);
    }
}

void TestComparison::fan()
{
    const std::vector<std::vector<TracePoint>> traces{
        {{0, 0, 0}, {10, 10, 0}}, {{0, 0, 0}, {20, 20, 0}}, {{0, 0, 0}, {30, 40, 0}}};
    QCOMPARE(lastChange(traces), 30.0);
    const Fan fan = fanOf(traces, &TracePoint::onNew, 40.0, 5);
    QCOMPARE(fan.secondsApart, 10.0);
    QCOMPARE(fan.moments.size(), std::size_t(5));
    QCOMPARE(fan.moments[0][2], 0.0);
    QCOMPARE(fan.moments[1][2], 0.0); // one of three has begun
    QCOMPARE(fan.moments[2][2], 10.0);
    QCOMPARE(fan.moments[4][2], 20.0); // keeps what it ended with
    QCOMPARE(fan.moments[4][3], 30.0); // between 20 and 40
    QCOMPARE(fan.samples.size(), traces.size());
    QVERIFY(fan.samples[2] == (std::vector<double>{0, 0, 0, 40, 40}));
    QCOMPARE(highestOf(fan), 40.0); // beyond the band of 95 %
    QVERIFY(fanOf({}, &TracePoint::onNew, 40.0, 5).moments.empty());
    QVERIFY(fanOf({}, &TracePoint::onNew, 40.0, 5).samples.empty());
    const std::vector<std::vector<TracePoint>> many(30, traces.front());
    QCOMPARE(fanOf(many, &TracePoint::onNew, 40.0, 5).samples.size(), fanSamples);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
