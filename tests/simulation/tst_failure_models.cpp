// What is drawn once for a target and a version, against its distribution: within four standard
// errors.

#include <map>

#include "failure_bed.h"
#include "simulation/absence.h"

using namespace rollout;
using namespace rollout::test;

class TestFailureModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void f1CrashOnStart();
    void f2NeverAdopts();
    void f3PollThenLogNormal();
    void f4LatentShareAndWeibull_data();
    void f4LatentShareAndWeibull();
    void f5Intermittent();
    void f6CorrelatedByGroup();
    void f6WholeGroups();
    void f6CorrelatedByTags();
    void f7FallsSilent();
    void modelsAddUpPerGroupAndTag();
    void modelsAreIndependent();

private:
    const Fleet m_fleet = fleetOf();
};

void TestFailureModels::f1CrashOnStart()
{
    VersionModel model = version();
    model.failProbability = 0.3;
    const auto fates = drawn(m_fleet, fatesOf(model));
    QVERIFY(isNear(share(fates, [](const Fate& f) { return f.healthyFor == Milliseconds(0); }), 0.3,
                   targets));
    QVERIFY(isNear(share(fates, [](const Fate& f) { return f.isBad(); }), 0.3, targets));
}

void TestFailureModels::f2NeverAdopts()
{
    VersionModel model = version();
    model.neverAdoptProbability = 0.02;
    const auto fates = drawn(m_fleet, fatesOf(model));
    QVERIFY(
        isNear(share(fates, [](const Fate& f) { return f.adoptDelay == forever; }), 0.02, targets));
}

/// Edge: every 45 ± 5 min a target polls, then it takes 20 s, sigma 0.5.
void TestFailureModels::f3PollThenLogNormal()
{
    VersionModel model = version();
    model.adoption = Adoption{Seconds(20), 0.5, std::chrono::minutes(45), std::chrono::minutes(5)};
    const auto delays = seconds(drawn(m_fleet, fatesOf(model)), &Fate::adoptDelay);
    // Half an interval of 45 min on average, and exp(0.125) × 20 s.
    const double expected = 2700.0 / 2.0 + 20.0 * std::exp(0.125);
    const double deviation = 2700.0 / std::sqrt(12.0) * 1.05;
    QVERIFY(std::abs(mean(delays) - expected) < 4.0 * deviation / std::sqrt(double(targets)));
    QVERIFY(delays.back() > 2700.0 && delays.back() < 3000.0 + 200.0);
    // Below 40 min every interval's waiting is uniform: P(wait ≤ x) = x·E(1/interval).
    const double meanRate = std::log(3000.0 / 2400.0) / 600.0;
    model.adoption->median = Milliseconds(0);
    model.adoption->sigma = 0.0;
    QVERIFY(hasShareBelow(seconds(drawn(m_fleet, fatesOf(model)), &Fate::adoptDelay), 1200.0,
                          1200.0 * meanRate));
}

void TestFailureModels::f4LatentShareAndWeibull_data()
{
    QTest::addColumn<double>("shape");
    QTest::addColumn<double>("ofShare");
    QTest::newRow("exponential") << 1.0 << 1.0;
    QTest::newRow("exponential, some") << 1.0 << 0.25;
    QTest::newRow("leak 2") << 2.0 << 1.0;
    QTest::newRow("leak 3, some") << 3.0 << 0.5;
}

void TestFailureModels::f4LatentShareAndWeibull()
{
    QFETCH(double, shape);
    QFETCH(double, ofShare);
    VersionModel model = version();
    model.latentMean = std::chrono::hours(6);
    model.latentShape = shape;
    model.latentShare = ofShare;
    const auto fates = drawn(m_fleet, fatesOf(model));
    QVERIFY(isNear(share(fates, [](const Fate& f) { return f.isBad(); }), ofShare, targets));
    const auto times = seconds(fates, &Fate::healthyFor);
    const double scale = 21'600.0 / std::tgamma(1.0 + 1.0 / shape);
    for (const double hour : {0.5, 3.0, 6.0, 12.0})
        QVERIFY(hasShareBelow(times, hour * 3600.0,
                              1.0 - std::exp(-std::pow(hour * 3600.0 / scale, shape))));
}

void TestFailureModels::f5Intermittent()
{
    VersionModel model = version();
    model.intermittentShare = 0.5;
    model.intermittentProbability = 0.1;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    std::map<std::uint32_t, int> errors;
    constexpr int reports = 40;
    for (int i = 1; i <= reports; ++i)
        for (const IndexedReport& report :
             simulatedReports(fleet, settings, 0, start + Seconds(20 + 10 * i)))
            errors[raw(report.target)] += static_cast<int>(report.reported.isError);
    double sum = 0;
    double never = 0;
    for (const auto& [target, count] : errors) {
        sum += count;
        never += count == 0 ? 1 : 0;
    }
    QVERIFY(isNear(sum / (double(targets) * reports), 0.05, double(targets) * 4)); // clustered
    QVERIFY(isNear(never / targets, 0.5 + 0.5 * std::pow(0.9, reports), targets));
}

/// Beta-binomial: the variance of a group's failures tells the correlation.
void TestFailureModels::f6CorrelatedByGroup()
{
    VersionModel model = version();
    model.failProbability = 0.3;
    model.failCorrelation = 0.1;
    constexpr int runs = 30;
    constexpr double size = double(targets) / groups;
    double sum = 0;
    double squares = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::map<std::string, int> failed;
        const auto fates = drawn(m_fleet, fatesOf(model, run));
        for (std::uint32_t i = 0; i < targets; ++i)
            failed[std::string(m_fleet.group(id(i)))] += fates[i].isBad() ? 1 : 0;
        for (const auto& [group, count] : failed) {
            const double p = count / size;
            sum += p;
            squares += (p - 0.3) * (p - 0.3);
        }
    }
    constexpr double samples = double(runs) * groups;
    // Var(share) = p q (ρ + (1 − ρ)/n).
    const double variance = 0.3 * 0.7 * (0.1 + 0.9 / size);
    QVERIFY(std::abs(sum / samples - 0.3) < 4.0 * std::sqrt(variance / samples));
    QVERIFY(std::abs(squares / samples / variance - 1.0) < 4.0 * std::sqrt(2.0 / samples));
}

void TestFailureModels::f6WholeGroups()
{
    VersionModel model = version();
    model.failProbability = 0.1;
    model.failCorrelation = 1.0;
    double bad = 0;
    constexpr int runs = 30;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::map<std::string, std::pair<int, int>> groupsOf; // bad, all
        const auto fates = drawn(m_fleet, fatesOf(model, run));
        for (std::uint32_t i = 0; i < targets; ++i) {
            auto& [failed, all] = groupsOf[std::string(m_fleet.group(id(i)))];
            failed += fates[i].isBad() ? 1 : 0;
            ++all;
        }
        for (const auto& [name, counts] : groupsOf) {
            QVERIFY(counts.first == 0 || counts.first == counts.second);
            bad += counts.first > 0 ? 1 : 0;
        }
    }
    QVERIFY(isNear(bad / (double(runs) * groups), 0.1, double(runs) * groups));
}

void TestFailureModels::f6CorrelatedByTags()
{
    VersionModel model = version();
    model.failProbability = 0.5;
    model.failCorrelation = 1.0;
    model.cluster = Cluster::Tags;
    std::map<std::string, bool> isBad;
    const auto fates = drawn(m_fleet, fatesOf(model, 3));
    for (std::uint32_t i = 0; i < targets; ++i) {
        const std::string tags(m_fleet.tags().at(m_fleet.target(id(i)).reported.tags));
        const auto [known, isNew] = isBad.emplace(tags, fates[i].isBad());
        QCOMPARE(fates[i].isBad(), known->second);
    }
    QCOMPARE(isBad.size(), std::size_t(6)); // zones with and without canary
}

void TestFailureModels::f7FallsSilent()
{
    VersionModel model = version();
    model.silentProbability = 0.2;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    const auto reports = simulatedReports(fleet, settings, 0, start + Seconds(30));
    QVERIFY(isNear(1.0 - double(reports.size()) / targets, 0.2, targets));
}

void TestFailureModels::modelsAddUpPerGroupAndTag()
{
    VersionModel everywhere = version();
    everywhere.failProbability = 0.1;
    VersionModel inGroup = version();
    inGroup.group = "g7";
    inGroup.failProbability = 1.0;
    VersionModel ofCanaries = version();
    ofCanaries.tag = "canary";
    ofCanaries.failProbability = 0.5;
    ofCanaries.adoption = Adoption{Seconds(3)};
    const VersionFates fates(settingsOf({everywhere, inGroup, ofCanaries}), 0, "v2");
    const auto kept = drawn(m_fleet, fates);
    double canaries = 0;
    double badCanaries = 0;
    double others = 0;
    double badOthers = 0;
    for (std::uint32_t i = 0; i < targets; ++i) {
        const bool isCanary = i % 10 == 0;
        QCOMPARE(kept[i].adoptDelay, Milliseconds(isCanary ? 3000 : 20'000));
        if (m_fleet.group(id(i)) == "g7") {
            QVERIFY(kept[i].isBad());
            continue;
        }
        (isCanary ? canaries : others) += 1;
        (isCanary ? badCanaries : badOthers) += kept[i].isBad() ? 1 : 0;
    }
    QVERIFY(isNear(badCanaries / canaries, 1.0 - 0.9 * 0.5, canaries));
    QVERIFY(isNear(badOthers / others, 0.1, others));
}

/// Knowing that a target has one fate says nothing of the others.
void TestFailureModels::modelsAreIndependent()
{
    VersionModel model = version();
    model.failProbability = 0.5;
    model.neverAdoptProbability = 0.5;
    model.silentProbability = 0.5;
    model.stuckProbability = 0.5;
    model.brokenProbability = 0.5;
    model.flappingShare = 0.5;
    model.flappingHalfPeriod = Seconds(1);
    std::map<int, int> counts;
    for (const Fate& f : drawn(m_fleet, fatesOf(model)))
        ++counts[(f.healthyFor == Milliseconds(0)) + 2 * (f.adoptDelay == forever)
                 + 4 * f.fallsSilent + 8 * f.leaving.isStuck + 16 * f.leaving.isBroken
                 + 32 * f.isRestless];
    QCOMPARE(counts.size(), std::size_t(64));
    for (const auto& [fates, count] : counts)
        QVERIFY(isNear(double(count) / targets, 1.0 / 64, targets));
}

QTEST_GUILESS_MAIN(TestFailureModels)
#include "tst_failure_models.moc"
