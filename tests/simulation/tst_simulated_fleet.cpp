#include <QTest>
#include <algorithm>
#include <cmath>

#include "simulation/simulated_fleet.h"

using namespace rollout;

namespace {

constexpr Time start{Milliseconds(1'000'000'000)};

/// A fleet that has run "v1" for a day.
Fleet fleetOf(int targets)
{
    Fleet fleet;
    Target target;
    target.reported.version = target.expectedVersion = fleet.versions().intern("v1");
    target.currentChangedAt = target.currentMessageAt = start - std::chrono::days(1);
    target.expectedChangedAt = target.expectedMessageAt = start - std::chrono::days(1);
    std::vector<std::string> names;
    for (int i = 0; i < targets; ++i)
        names.push_back(std::to_string(10'000 + i));
    std::vector<Fleet::Addition> additions;
    for (const std::string& name : names)
        additions.push_back({"", name, target});
    fleet.add(additions);
    fleet.reportTimes() = ReportTimes(start, {});
    return fleet;
}

void assign(Fleet& fleet, std::uint32_t number, std::string_view version, Time at)
{
    Target target = fleet.target(TargetId(number));
    target.expectedVersion = fleet.versions().intern(version);
    target.expectedChangedAt = target.expectedMessageAt = at;
    fleet.setTarget(TargetId(number), target);
}

void assignAll(Fleet& fleet, std::string_view version, Time at)
{
    for (std::uint32_t i = 0; i < fleet.slots(); ++i)
        assign(fleet, i, version, at);
}

SimulationSettings settingsOf(VersionModel model)
{
    SimulationSettings settings;
    settings.versions = {std::move(model)};
    return settings;
}

std::string_view versionReported(const Fleet& fleet, const std::vector<IndexedReport>& reports)
{
    return fleet.versions().at(reports.front().reported.version);
}

std::vector<IndexedReport> reportAt(Fleet& fleet, const SimulationSettings& settings, Time now)
{
    auto reports = simulatedReports(fleet, settings, 0, now);
    (void)recordReport(fleet, reports, RecordContext{now, Seconds(60), VersionId::None});
    return reports;
}

std::int64_t errors(const std::vector<IndexedReport>& reports)
{
    return std::count_if(reports.begin(), reports.end(),
                         [](const IndexedReport& r) { return r.reported.isError != 0; });
}

} // namespace

class TestSimulatedFleet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnReportingUntilItAdopts();
    void neverAdoptsInTheStepThatAssigned();
    void emptyVersionIsNeverAdopted();
    void removedTargetsDoNotReport();
    void failureSticksToTargetAndVersion();
    void failureIsGoneAfterRollback();
    void neverAdopting();
    void latentFailureCountsFromTheFirstReport();
    void falsePositivesAreDrawnForEveryReport();
    void silenceBeginsWithAdoptionAndLasts();
    void keptFatesReportTheSame_data();
    void keptFatesReportTheSame();
    void settledMeansThatLaterReportsAreTheSame();
};

void TestSimulatedFleet::goesOnReportingUntilItAdopts()
{
    Fleet fleet = fleetOf(1);
    const SimulationSettings settings; // 20 s
    assign(fleet, 0, "v2", start);
    const auto at = [&](Milliseconds later) {
        return versionReported(fleet, simulatedReports(fleet, settings, 0, start + later));
    };
    QCOMPARE(at(Milliseconds(19'999)), std::string_view("v1"));
    QCOMPARE(at(Milliseconds(20'000)), std::string_view("v2"));
    QCOMPARE(at(Milliseconds(90'000)), std::string_view("v2"));
}

void TestSimulatedFleet::neverAdoptsInTheStepThatAssigned()
{
    Fleet fleet = fleetOf(1);
    SimulationSettings settings;
    settings.adoption.median = Milliseconds(0);
    assign(fleet, 0, "v2", start);
    QCOMPARE(versionReported(fleet, simulatedReports(fleet, settings, 0, start)),
             std::string_view("v1"));
    QCOMPARE(versionReported(fleet, simulatedReports(fleet, settings, 0, start + Milliseconds(1))),
             std::string_view("v2"));
}

void TestSimulatedFleet::emptyVersionIsNeverAdopted()
{
    Fleet fleet = fleetOf(1);
    assign(fleet, 0, "", start);
    const auto reports =
        simulatedReports(fleet, SimulationSettings{}, 0, start + std::chrono::days(9));
    QCOMPARE(versionReported(fleet, reports), std::string_view("v1"));
}

void TestSimulatedFleet::removedTargetsDoNotReport()
{
    Fleet fleet = fleetOf(600); // more than one block
    fleet.remove(std::vector<TargetId>{TargetId(3), TargetId(599)});
    const auto reports = simulatedReports(fleet, SimulationSettings{}, 0, start);
    QCOMPARE(reports.size(), std::size_t(598));
    for (const IndexedReport& report : reports)
        QVERIFY(fleet.isLive(report.target));
}

void TestSimulatedFleet::failureSticksToTargetAndVersion()
{
    Fleet fleet = fleetOf(2000);
    const auto settings = settingsOf({.version = "v2", .failProbability = 0.3});
    QCOMPARE(errors(reportAt(fleet, settings, start)), 0); // nothing is wrong with v1
    assignAll(fleet, "v2", start);
    const auto first = reportAt(fleet, settings, start + Seconds(20));
    QVERIFY(std::abs(double(errors(first)) / 2000 - 0.3) < 4 * std::sqrt(0.21 / 2000));
    const auto later = reportAt(fleet, settings, start + Seconds(500));
    for (std::size_t i = 0; i < first.size(); ++i)
        QVERIFY(first[i].reported == later[i].reported);
    QCOMPARE(fleet.texts().at(fleet.target(TargetId(0)).reported.message).empty(),
             fleet.target(TargetId(0)).reported.isError == 0);
}

void TestSimulatedFleet::failureIsGoneAfterRollback()
{
    Fleet fleet = fleetOf(10);
    const auto settings = settingsOf({.version = "v2", .failProbability = 1.0});
    assignAll(fleet, "v2", start);
    QCOMPARE(errors(reportAt(fleet, settings, start + Seconds(20))), 10);
    assignAll(fleet, "v1", start + Seconds(20));
    QCOMPARE(errors(reportAt(fleet, settings, start + Seconds(30))), 10);
    const auto back = reportAt(fleet, settings, start + Seconds(40));
    QCOMPARE(errors(back), 0);
    QCOMPARE(versionReported(fleet, back), std::string_view("v1"));
    QVERIFY(back.front().reported.message == TextId::None);
}

void TestSimulatedFleet::neverAdopting()
{
    Fleet fleet = fleetOf(10);
    const auto settings = settingsOf({.version = "v2", .neverAdoptProbability = 1.0});
    assignAll(fleet, "v2", start);
    const auto reports = reportAt(fleet, settings, start + std::chrono::days(3650));
    QCOMPARE(versionReported(fleet, reports), std::string_view("v1"));
    QCOMPARE(reports.size(), std::size_t(10));
}

void TestSimulatedFleet::latentFailureCountsFromTheFirstReport()
{
    Fleet fleet = fleetOf(4000);
    const auto settings = settingsOf({.version = "v2", .latentMean = Seconds(100)});
    assignAll(fleet, "v2", start);
    QCOMPARE(errors(reportAt(fleet, settings, start + Seconds(50))), 0);
    const auto failed = errors(reportAt(fleet, settings, start + Seconds(150)));
    const double expected = 1.0 - std::exp(-1.0);
    QVERIFY(std::abs(double(failed) / 4000 - expected) < 4 * std::sqrt(0.24 / 4000));
    QVERIFY(errors(reportAt(fleet, settings, start + Seconds(160))) >= failed);
}

void TestSimulatedFleet::falsePositivesAreDrawnForEveryReport()
{
    Fleet fleet = fleetOf(5000);
    const auto settings = settingsOf({.version = "v2", .falsePositiveProbability = 0.1});
    assignAll(fleet, "v2", start);
    QCOMPARE(errors(reportAt(fleet, settings, start + Seconds(10))), 0); // still on v1
    const auto first = reportAt(fleet, settings, start + Seconds(20));
    const auto second = reportAt(fleet, settings, start + Seconds(30));
    int both = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        both += first[i].reported.isError != 0 && second[i].reported.isError != 0 ? 1 : 0;
    QVERIFY(std::abs(double(errors(first)) / 5000 - 0.1) < 4 * std::sqrt(0.09 / 5000));
    QVERIFY(std::abs(double(both) / 5000 - 0.01) < 4 * std::sqrt(0.0099 / 5000));
}

void TestSimulatedFleet::silenceBeginsWithAdoptionAndLasts()
{
    Fleet fleet = fleetOf(2);
    const auto settings = settingsOf({.version = "v2", .silentProbability = 1.0});
    QCOMPARE(reportAt(fleet, settings, start).size(), std::size_t(2));
    assign(fleet, 1, "v2", start);
    QCOMPARE(reportAt(fleet, settings, start + Seconds(10)).size(), std::size_t(2));
    QCOMPARE(reportAt(fleet, settings, start + Seconds(20)).size(), std::size_t(1));
    // Told to go back it cannot hear, not even later, and is forgotten 900 s after its last report.
    assign(fleet, 1, "v1", start + Seconds(30));
    for (int later = 30; later <= 910; later += 10) {
        QCOMPARE(reportAt(fleet, settings, start + Seconds(later)).size(), std::size_t(1));
        QVERIFY(fleet.isLive(TargetId(1)));
    }
    (void)reportAt(fleet, settings, start + Seconds(920));
    QVERIFY(!fleet.isLive(TargetId(1)));
}

void TestSimulatedFleet::keptFatesReportTheSame_data()
{
    QTest::addColumn<double>("sigma");
    QTest::addColumn<double>("p");
    QTest::addColumn<int>("latentSeconds");
    QTest::newRow("constant") << 0.0 << 0.0 << 0;
    QTest::newRow("failing") << 0.0 << 0.3 << 0;
    QTest::newRow("everything") << 0.7 << 0.1 << 300;
}

void TestSimulatedFleet::keptFatesReportTheSame()
{
    QFETCH(double, sigma);
    QFETCH(double, p);
    QFETCH(int, latentSeconds);
    Fleet fleet = fleetOf(1100);
    auto settings = settingsOf({.version = "v2",
                                .neverAdoptProbability = p,
                                .failProbability = p,
                                .latentMean = Seconds(latentSeconds),
                                .silentProbability = p,
                                .falsePositiveProbability = p});
    settings.adoption.sigma = sigma;
    SimulatedFleet simulated(fleet, settings, 7, VersionId::None);
    for (int step = 0; step < 30; ++step) {
        const Time now = start + Seconds(10) * step;
        const auto pure = simulatedReports(fleet, settings, 7, now);
        const auto kept = simulated.report(fleet, now, {}).reports;
        QCOMPARE(kept.size(), pure.size());
        for (std::size_t i = 0; i < pure.size(); ++i)
            QVERIFY(kept[i].target == pure[i].target && kept[i].reported == pure[i].reported);
        (void)recordReport(fleet, pure, RecordContext{now, Seconds(60), VersionId::None});
        if (step == 2)
            assignAll(fleet, "v2", now);
        if (step == 20)
            assignAll(fleet, "v1", now);
    }
}

void TestSimulatedFleet::settledMeansThatLaterReportsAreTheSame()
{
    Fleet fleet = fleetOf(10);
    const auto settings = settingsOf({.version = "v2", .failProbability = 0.5});
    SimulatedFleet simulated(fleet, settings, 0, VersionId::None);
    QVERIFY(simulated.report(fleet, start, {}).isSettled);
    assign(fleet, 4, "v2", start);
    QVERIFY(!simulated.report(fleet, start + Seconds(10), {}).isSettled);
    QVERIFY(simulated.report(fleet, start + Seconds(20), {}).isSettled); // adopts right now
    const auto noisy = settingsOf({.version = "v1", .falsePositiveProbability = 1e-9});
    QVERIFY(!SimulatedFleet(fleet, noisy, 0, VersionId::None).report(fleet, start, {}).isSettled);
    const auto ageing = settingsOf({.version = "v1", .latentMean = std::chrono::days(9000)});
    QVERIFY(!SimulatedFleet(fleet, ageing, 0, VersionId::None).report(fleet, start, {}).isSettled);
}

QTEST_GUILESS_MAIN(TestSimulatedFleet)
#include "tst_simulated_fleet.moc"
