// The overview: figures and bars as values, then the page.

#include <QLabel>
#include <QTest>

#include <numeric>

#include "tests/ui/support/page_fixture.h"
#include "ui/overview/gauge_bar.h"
#include "ui/overview/gauge_geometry.h"
#include "ui/overview/overview_page.h"

using namespace rollout;

class OverviewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void markStandsWhereTheThresholdIs()
    {
        const auto geometry = gaugeGeometry(QRectF(0, 0, 200, 10), {25, 50, 100});
        QCOMPARE(geometry.fill.width(), 50.0);
        QCOMPARE(*geometry.mark, 100.0);
        QVERIFY(!gaugeGeometry(QRectF(0, 0, 200, 10), {25, 100, 100}).mark);
        QCOMPARE(gaugeGeometry(QRectF(0, 0, 200, 10), {500, 1, 0}).fill.width(), 200.0);
    }

    void segmentsFillTheBar()
    {
        PhaseCounts counts{};
        counts[static_cast<std::size_t>(TargetPhase::Old)] = 99999;
        counts[static_cast<std::size_t>(TargetPhase::Failed)] = 1;
        const auto segments = phaseSegments(QRectF(10, 0, 300, 20), counts, 4);
        QCOMPARE(segments.size(), std::size_t(2));
        QCOMPARE(segments.front().phase, TargetPhase::Failed);
        QCOMPARE(segments.front().rect.width(), 4.0); // one of a hundred thousand is still seen
        QCOMPARE(segments.back().rect.right(), 310.0);
        QVERIFY(phaseSegments(QRectF(0, 0, 300, 20), PhaseCounts{}, 4).empty());
    }

    void waveIsAdoptionAndWindow()
    {
        EntityState state;
        QCOMPARE(waveOf(state), Seconds(61)); // live: the window only
        state.simulation = SimulationSettings{};
        QCOMPARE(waveOf(state), Seconds(20 + 70)); // 20 s to adopt, then the first step after 61 s
        state.simulation->adoptMedian = Milliseconds(5000);
        QCOMPARE(waveOf(state), Seconds(10 + 70));
    }

    void showsARolloutUnderWay()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(10), Percent(95), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 100, 25, options, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(12));
        OverviewPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto words = [&](const char* name) {
            return page.findChild<QLabel*>(QLatin1String(name))->text();
        };
        QCOMPARE(words("targetVersion"), QStringLiteral("v2"));
        QCOMPARE(words("rollingVersion"), QStringLiteral("v2"));
        QCOMPARE(words("lastKnownGood"), QStringLiteral("v1"));
        QCOMPARE(words("lastKnownBad"), QStringLiteral("–"));
        const auto gauge = [&](const char* name) {
            return page.findChild<GaugeBar*>(QLatin1String(name))->words();
        };
        QCOMPARE(gauge("inRolloutGauge"), QStringLiteral("10 of 10"));
        QVERIFY(gauge("succeededGauge").endsWith(QStringLiteral("of 95 needed")));
        QCOMPARE(gauge("failedGauge"), QStringLiteral("0 of 5 tolerated"));
        QVERIFY2(words("timeLeft").startsWith(QStringLiteral("About ")),
                 qPrintable(words("timeLeft")));
        QVERIFY(!words("lastStep").isEmpty());
        QVERIFY(!words("waitsFor").isEmpty());
    }

    void saysWhatIsMissing()
    {
        PageFixture fixture;
        OverviewPage page(fixture.context());
        page.show();
        page.showSnapshot(nullptr);
        QVERIFY(page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
    }
};

QTEST_MAIN(OverviewTest)
#include "tst_overview.moc"
