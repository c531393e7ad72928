// The overview: figures and bars as values, then the page.

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <numeric>

#include "tests/ui/support/page_fixture.h"
#include "ui/common/sentences.h"
#include "ui/overview/gauge_bar.h"
#include "ui/overview/gauge_geometry.h"
#include "ui/overview/overview_page.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(95), Seconds(60), Seconds(120)};

struct Shown
{
    explicit Shown(PageFixture& fixture)
        : page(fixture.context())
    {
        page.show();
        page.showSnapshot(fixture.snapshot());
    }
    [[nodiscard]] QString words(const char* name) const
    {
        return page.findChild<QLabel*>(QLatin1String(name))->text();
    }
    [[nodiscard]] QString gauge(const char* name) const
    {
        return page.findChild<GaugeBar*>(QLatin1String(name))->words();
    }

    OverviewPage page;
};

} // namespace

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
        QCOMPARE(waveOf(state, Adopting::ToCome), Seconds(61)); // live: the window only
        state.simulation = SimulationSettings{};
        QCOMPARE(waveOf(state, Adopting::ToCome),
                 Seconds(20 + 70)); // 20 s to adopt, then the first step after 61 s
        QCOMPARE(waveOf(state, Adopting::Done), Seconds(70));
        state.simulation->adoption.median = Milliseconds(5000);
        QCOMPARE(waveOf(state, Adopting::ToCome), Seconds(10 + 70));
    }

    void anAskedVersionIsNotWhatIsRolling()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 100, 25, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(200));
        Shown shown(fixture);
        QCOMPARE(shown.words("timeLeft"), QStringLiteral("Nothing left to do."));
        QVERIFY(fixture.ask("web", "v9"));
        QTRY_VERIFY(beginsWithNextStep(fixture.snapshot()->state.rollout));
        shown.page.showSnapshot(fixture.snapshot());
        QCOMPARE(shown.words("overviewHeadline"),
                 QStringLiteral("v9 asked for; begins with the next step"));
        QCOMPARE(shown.words("waitsFor"), QStringLiteral("Begins with the next step."));
        QVERIFY(shown.words("timeLeft").contains(QStringLiteral("10 batches")));
        QCOMPARE(shown.gauge("succeededGauge"), QStringLiteral("100 of 95 needed")); // of v2

        QVERIFY(fixture.step(1)); // v9 rolls now; that step was still about v2
        shown.page.showSnapshot(fixture.snapshot());
        QVERIFY(shown.words("overviewHeadline").startsWith(QStringLiteral("rolling out v9")));
        QCOMPARE(shown.gauge("succeededGauge"), QStringLiteral("0 of 95 needed"));
        QCOMPARE(shown.gauge("inRolloutGauge"), QStringLiteral("0 of 10"));
    }

    void goodIsNotYetDone()
    {
        PageFixture fixture;
        const RolloutOptions half{Percent(50), Percent(50), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 100, 25, half, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        SnapshotPtr snapshot;
        for (int steps = 0; steps < 40; ++steps) {
            QVERIFY(fixture.step(1));
            snapshot = fixture.snapshot();
            if (rolloutPhase(snapshot->state) == RolloutPhase::Settled && snapshot->lastPlan
                && snapshot->lastPlan->figures.inRollout > 0
                && snapshot->lastPlan->figures.available == 0)
                break;
        }
        QCOMPARE(rolloutPhase(snapshot->state), RolloutPhase::Settled);
        const auto figures = overviewOf(*snapshot, summarise(*snapshot));
        QVERIFY(figures.timeLeft); // the second half still bakes
        QCOMPARE(figures.timeLeft->waves, 1);
        // Once all have been told, the step knows to the second.
        QVERIFY(figures.timeLeft->total <= *snapshot->lastPlan->allDecided - snapshot->now);
    }

    void whoReportsTheVersionNeedNotAdoptIt()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 100, 25, tenPercent, 0.0));
        const SnapshotPtr settled = fixture.snapshot();
        auto fresh = std::make_shared<EntitySnapshot>(*settled);
        fresh->lastPlan.reset();
        fresh->state.rollout = {};
        fresh->state.rollout.target = *fresh->state.fleet.versions().find("v1");
        const auto figures = overviewOf(*fresh, summarise(*fresh));
        QVERIFY(figures.timeLeft);
        QCOMPARE(figures.timeLeft->wave, Seconds(70));
        QCOMPARE(figures.inRollout.value, 0); // nobody was told anything yet
    }

    void figuresOutliveTheConsole()
    {
        PageFixture fixture;
        const QString url =
            QLatin1String("sqlite:") + fixture.folder.filePath(QStringLiteral("store.db"));
        QSignalSpy opened(&fixture.session, &Session::opened);
        fixture.session.open(url);
        QVERIFY(opened.wait());
        QVERIFY(fixture.addFleet("web", 100, 25, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(12));
        Shown shown(fixture);
        const QString before = shown.gauge("inRolloutGauge") + shown.gauge("succeededGauge");
        opened.clear();
        fixture.session.open(url);
        QVERIFY(opened.wait());
        QTRY_VERIFY(fixture.session.snapshot(*fixture.focus.entity()));
        QVERIFY(!fixture.snapshot()->lastPlan); // the engine starts afresh
        shown.page.showSnapshot(fixture.snapshot());
        QTRY_VERIFY2(shown.words("lastStep").contains(QStringLiteral("of 95 needed")),
                     qPrintable(shown.words("lastStep")));
        QCOMPARE(shown.gauge("inRolloutGauge") + shown.gauge("succeededGauge"), before);
        QVERIFY2(shown.words("waitsFor").startsWith(QStringLiteral("Waits for the windows of 10")),
                 qPrintable(shown.words("waitsFor")));
        QVERIFY(fixture.step(1));
        shown.page.showSnapshot(fixture.snapshot());
        QVERIFY(!shown.words("lastStep").contains(QStringLiteral("before the console")));
    }

    void gaugesSayAllOfTheirWords()
    {
        GaugeBar gauge(QStringLiteral("Succeeded"), TargetPhase::Succeeded);
        const QString words = QStringLiteral("100,000 of 100,000 needed");
        gauge.setGauge({100000, 100000, 100000}, words);
        QFont bold = gauge.font();
        bold.setBold(true);
        QVERIFY(gauge.minimumSizeHint().width() >= QFontMetrics(bold).horizontalAdvance(words));
    }

    void showsARolloutUnderWay()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 100, 25, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(12));
        const Shown shown(fixture);
        const auto words = [&](const char* name) { return shown.words(name); };
        const auto gauge = [&](const char* name) { return shown.gauge(name); };
        QCOMPARE(words("targetVersion"), QStringLiteral("v2"));
        QCOMPARE(words("rollingVersion"), QStringLiteral("v2"));
        QCOMPARE(words("lastKnownGood"), QStringLiteral("v1"));
        QCOMPARE(words("lastKnownBad"), QStringLiteral("–"));
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

    void offersToImportAFleet()
    {
        PageFixture fixture;
        std::optional<EntityKey> key;
        QVERIFY(fixture.run(
            [&](Orchestrator& engine) { key = engine.createEntity("prod", "web").value(); }));
        fixture.focus.setEntity(key);
        QWidget window;
        QAction import(&window);
        import.setObjectName(QStringLiteral("import"));
        QSignalSpy triggered(&import, &QAction::triggered);
        auto* page = new OverviewPage(fixture.context());
        page->setParent(&window);
        window.show();
        page->showSnapshot(fixture.snapshot());
        page->findChild<QPushButton*>(QStringLiteral("hintButton"))->click();
        QCOMPARE(triggered.size(), 1);
    }

    void saysWhoHoldsItAndWhy()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        QVERIFY(fixture.step(2));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Pause{}, {"ada", "migration"});
        }));
        QTRY_VERIFY(fixture.snapshot()->state.control.pause);
        const Shown shown(fixture);
        QVERIFY2(shown.words("waitsFor").startsWith(QStringLiteral("Paused by ada at")),
                 qPrintable(shown.words("waitsFor")));
        QVERIFY(shown.words("waitsFor").contains(QStringLiteral("migration")));
        QCOMPARE(shown.words("timeLeft"), QStringLiteral("Timers stand still."));
    }

    void namesTheWaveItWaitsFor()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            const auto key = *fixture.focus.entity();
            Policy policy = engine.snapshot(key).value()->state.policy();
            Wave wave;
            wave.name = "canary";
            wave.size = {false, 2};
            policy.waves = {wave};
            (void)engine.setPolicy(key, policy);
        }));
        QVERIFY(fixture.ask("web", "v2"));
        QVERIFY(fixture.step(3));
        const Shown shown(fixture);
        QVERIFY2(shown.words("waitsFor").contains(QStringLiteral("“canary”: 0 of 2 succeeded")),
                 qPrintable(shown.words("waitsFor")));
    }
};

QTEST_MAIN(OverviewTest)
#include "tst_overview.moc"
