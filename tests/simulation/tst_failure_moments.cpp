// What comes and goes, and what depends on others, against its distribution: within four standard
// errors.

#include <map>

#include "failure_bed.h"
#include "simulation/absence.h"

using namespace rollout;
using namespace rollout::test;

class TestFailureMoments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void f8BackgroundSilence();
    void f9Flapping();
    void f9FlappingJitter();
    void f10FalsePositives();
    void f11MissedErrors();
    void f12TheOldVersion();
    void f13Stuck();
    void f13StaysBroken();
    void f14SlowWayBack();
    void f15Joins();
    void f15Leaves();
    void f16Outages();
    void f17Load();
    void f19TimeOfDay_data();
    void f19TimeOfDay();

private:
    const Fleet m_fleet = fleetOf();
};

void TestFailureMoments::f8BackgroundSilence()
{
    SimulationSettings settings;
    settings.silence = {0.05, std::chrono::minutes(30)};
    const Absences absences(settings, 0);
    constexpr int samples = 50;
    double silent = 0;
    double still = 0; // silent, and silent ten minutes later
    for (int i = 0; i < samples; ++i) {
        const Time at = start + i * std::chrono::hours(37);
        for (std::uint32_t target = 0; target < 2000; ++target) {
            if (!absences.isSilent(id(target), at))
                continue;
            silent += 1;
            still += absences.isSilent(id(target), at + std::chrono::minutes(10)) ? 1 : 0;
        }
    }
    QVERIFY(isNear(silent / (2000.0 * samples), 0.05, 2000.0 * samples));
    // On/off in continuous time: P(on after t | on) = s + (1 − s)·exp(−t (1/on + 1/off)).
    const double rate = 1.0 / 30.0 + 0.05 / (30.0 * 0.95);
    QVERIFY(isNear(still / silent, 0.05 + 0.95 * std::exp(-10.0 * rate), silent));

    Fleet fleet = m_fleet;
    const auto reports = simulatedReports(fleet, settings, 0, start + Seconds(10));
    QVERIFY(isNear(double(reports.size()) / targets, 0.95, targets));
}

void TestFailureMoments::f9Flapping()
{
    VersionModel model = version();
    model.flappingShare = 1.0;
    model.flappingHalfPeriod = Seconds(30);
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    const std::vector<double> expected{0, 0, 0, 1, 1, 1, 0, 0, 0, 1};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(errorShare(fleet, settings, start + Seconds(20 + 10 * int(i))), expected[i]);
}

void TestFailureMoments::f9FlappingJitter()
{
    VersionModel model = version();
    model.flappingShare = 1.0;
    model.flappingHalfPeriod = Seconds(100);
    model.flappingJitter = 0.5;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    // Half periods are uniform in 50 to 150 s.
    const auto at = [&](int s) { return errorShare(fleet, settings, start + Seconds(20 + s)); };
    QCOMPARE(at(49), 0.0);
    QVERIFY(isNear(at(75), 0.25, targets));
    QVERIFY(isNear(at(90), 0.4, targets));
}

void TestFailureMoments::f10FalsePositives()
{
    VersionModel model = version();
    model.falsePositiveProbability = 0.05;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    QVERIFY(isNear(errorShare(fleet, settings, start + Seconds(30)), 0.05, targets));
    QVERIFY(!drawn(m_fleet, fatesOf(model)).front().isBad());
}

void TestFailureMoments::f11MissedErrors()
{
    VersionModel model = version();
    model.failProbability = 1.0;
    model.missedErrorProbability = 0.05;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    QVERIFY(isNear(errorShare(fleet, settings, start + Seconds(30)), 0.95, targets));
    SimulatedFleet simulated(fleet, settings, 0, fleet.versions().intern("v2"));
    QCOMPARE(simulated.report(fleet, start + Seconds(30), {}).failing, std::int64_t(targets));
}

void TestFailureMoments::f12TheOldVersion()
{
    VersionModel model = version("v1");
    model.failProbability = 0.005;
    Fleet fleet = m_fleet;
    QVERIFY(isNear(errorShare(fleet, settingsOf({model}), start + Seconds(10)), 0.005, targets));
}

void TestFailureMoments::f13Stuck()
{
    VersionModel model = version();
    model.stuckProbability = 0.1;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    adoptAll(fleet, settings, "v1"); // asked at `start` again: 20 s are over
    const VersionId v2 = fleet.versions().intern("v2");
    const auto reports = simulatedReports(fleet, settings, 0, start + std::chrono::days(30));
    const auto stuck = std::count_if(reports.begin(), reports.end(), [&](const IndexedReport& r) {
        return r.reported.version == v2;
    });
    QVERIFY(isNear(double(stuck) / targets, 0.1, targets));
}

void TestFailureMoments::f13StaysBroken()
{
    VersionModel model = version();
    model.brokenProbability = 0.3;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = m_fleet;
    adoptAll(fleet, settings, "v2");
    QCOMPARE(errorShare(fleet, settings, start + Seconds(40)), 0.0);
    adoptAll(fleet, settings, "v1");
    for (const int later : {20, 30, 86'400})
        QVERIFY(isNear(errorShare(fleet, settings, start + Seconds(later)), 0.3, targets));
    adoptAll(fleet, settings, "v3"); // a third version mends it
    QCOMPARE(errorShare(fleet, settings, start + Seconds(20)), 0.0);
}

void TestFailureMoments::f14SlowWayBack()
{
    VersionModel model = version();
    model.leavingFactor = 3.0;
    model.leavingSigma = 0.5;
    std::vector<double> factors;
    for (const Fate& fate : drawn(m_fleet, fatesOf(model)))
        factors.push_back(fate.leaving.factor);
    std::sort(factors.begin(), factors.end());
    QVERIFY(hasShareBelow(factors, 3.0, 0.5));
    QVERIFY(hasShareBelow(factors, 3.0 * std::exp(0.5), 0.8413447));

    model.leavingSigma = 0.0;
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = fleetOf(10);
    adoptAll(fleet, settings, "v2");
    for (std::uint32_t i = 0; i < 10; ++i) {
        Target target = fleet.target(id(i));
        target.expectedVersion = fleet.versions().intern("v1");
        target.expectedChangedAt = start + Seconds(100);
        fleet.setTarget(id(i), target);
    }
    const auto versionAt = [&](int later) {
        return simulatedReports(fleet, settings, 0, start + Seconds(later))
            .front()
            .reported.version;
    };
    QCOMPARE(versionAt(159), fleet.versions().intern("v2")); // three times 20 s
    QCOMPARE(versionAt(160), fleet.versions().intern("v1"));
}

void TestFailureMoments::f15Joins()
{
    SimulationSettings settings;
    settings.churn.joinsPerHour = 12.0;
    const Absences absences(settings, 0);
    double joined = 0;
    double squares = 0;
    constexpr int hours = 2000;
    for (int hour = 0; hour < hours; ++hour) {
        const Time from = start + std::chrono::hours(hour) + std::chrono::minutes(20);
        const auto count =
            double(absences.newcomers(m_fleet, from, from + std::chrono::minutes(30)).size());
        joined += count;
        squares += (count - 6.0) * (count - 6.0);
    }
    QVERIFY(std::abs(joined / hours - 6.0) < 4.0 * std::sqrt(6.0 / hours));
    // Poisson: the variance is the mean.
    QVERIFY(std::abs(squares / hours / 6.0 - 1.0) < 4.0 * std::sqrt(2.2 / hours));

    Fleet fleet = fleetOf(1000);
    RecordContext context{start + Seconds(600), Seconds(60), fleet.versions().intern("v1")};
    const auto created = takeNewcomers(fleet, absences, context, start + Seconds(600), {});
    QCOMPARE(created.size(), absences.newcomers(m_fleet, start, start + Seconds(600)).size());
    QCOMPARE(fleet.size(), 1000 + created.size());
    for (const TargetId target : created)
        QCOMPARE(fleet.target(target).reported.version, fleet.versions().intern("v1"));
}

void TestFailureMoments::f15Leaves()
{
    SimulationSettings settings;
    settings.churn.leavesPerHour = 50.0; // of 1,000
    Fleet fleet = m_fleet;
    for (int step = 1; step <= 120; ++step) { // two hours, and nobody is forgotten
        const Time now = start + Seconds(60 * step);
        (void)recordReport(
            fleet, simulatedReports(fleet, settings, 0, now),
            RecordContext{now, Seconds(60), VersionId::None, std::chrono::hours(9), {}});
    }
    const auto reports = simulatedReports(fleet, settings, 0, start + std::chrono::hours(2));
    QVERIFY(isNear(double(reports.size()) / targets, std::exp(-0.1), targets));
}

void TestFailureMoments::f16Outages()
{
    SimulationSettings settings;
    settings.outages = {2.0, std::chrono::minutes(30)};
    double out = 0;
    constexpr int samples = 4000;
    for (int run = 0; run < samples; ++run)
        out += Absences(settings, std::uint64_t(run)).isOut(start + std::chrono::hours(5)) ? 1 : 0;
    // On for half an hour, off for half a day on average.
    QVERIFY(isNear(out / samples, 0.5 / 12.5, samples));
}

void TestFailureMoments::f17Load()
{
    VersionModel model = version();
    model.loadThreshold = 0.5;
    model.loadProbability = 0.5;
    const SimulationSettings settings = settingsOf({model});
    Fleet half = m_fleet;
    const VersionId v2 = half.versions().intern("v2");
    const auto move = [&](std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) {
            Target target = half.target(id(i));
            target.reported.version = target.expectedVersion = v2;
            half.setTarget(id(i), target);
        }
    };
    move(targets / 2);
    QCOMPARE(errorShare(half, settings, start + Seconds(10)), 0.0); // not above
    move(targets / 2 + 1);
    QVERIFY(isNear(errorShare(half, settings, start + Seconds(10)), 0.25, targets / 2.0 * 4 / 3));
}

void TestFailureMoments::f19TimeOfDay_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("minute");
    QTest::addColumn<bool>("fails");
    QTest::newRow("before") << 17 * 60 << 18 * 60 << 17 * 60 - 1 << false;
    QTest::newRow("first minute") << 17 * 60 << 18 * 60 << 17 * 60 << true;
    QTest::newRow("last minute") << 17 * 60 << 18 * 60 << 18 * 60 - 1 << true;
    QTest::newRow("after") << 17 * 60 << 18 * 60 << 18 * 60 << false;
    QTest::newRow("over midnight, late") << 22 * 60 << 60 << 23 * 60 << true;
    QTest::newRow("over midnight, early") << 22 * 60 << 60 << 59 << true;
    QTest::newRow("over midnight, not") << 22 * 60 << 60 << 60 << false;
    QTest::newRow("another day") << 17 * 60 << 18 * 60 << 3 * 1440 + 17 * 60 << true;
}

void TestFailureMoments::f19TimeOfDay()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, minute);
    QFETCH(bool, fails);
    VersionModel model = version();
    model.failingHours = DayHours{std::chrono::minutes(from), std::chrono::minutes(to)};
    const SimulationSettings settings = settingsOf({model});
    Fleet fleet = fleetOf(100);
    adoptAll(fleet, settings, "v2");
    const Time now = start + std::chrono::days(1) + std::chrono::minutes(minute);
    QCOMPARE(errorShare(fleet, settings, now), fails ? 1.0 : 0.0);
}

QTEST_GUILESS_MAIN(TestFailureMoments)
#include "tst_failure_moments.moc"
