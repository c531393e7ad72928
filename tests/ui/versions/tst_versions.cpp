// The version chart: its geometry as values, then the page.

#include <QAbstractItemModelTester>
#include <QCategoryAxis>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/ui/support/page_fixture.h"
#include "ui/common/time_axis.h"
#include "ui/versions/chart_marker.h"
#include "ui/versions/history_loader.h"
#include "ui/versions/stacked_bands.h"
#include "ui/versions/version_legend.h"
#include "ui/versions/version_table_model.h"
#include "ui/versions/versions_chart.h"
#include "ui/versions/versions_page.h"

using namespace rollout;

namespace {

Time at(int seconds)
{
    return Time(Seconds(seconds));
}

ShareSample sample(int seconds, std::int64_t onOld, std::int64_t onNew, std::int64_t failing = 0)
{
    return {at(seconds),
            std::uint64_t(seconds),
            {{"v1", 0, onOld, 0}, {"v2", onOld + onNew, onNew, failing}}};
}

VersionHistory historyOf(int samples)
{
    VersionHistory history;
    for (int second = 0; second < samples; ++second)
        history.append(sample(second, samples - second, second));
    return history;
}

double topAt(const Band& band, double x)
{
    double y = 0;
    for (const QPointF& point : band.upper)
        if (point.x() <= x)
            y = point.y();
    return y;
}

const Band* bandOf(const std::vector<Band>& bands, int age, bool isFailing)
{
    for (const Band& band : bands)
        if (band.age == age && band.isFailing == isFailing)
            return &band;
    return nullptr;
}

struct Stored
{
    std::vector<ShareSample> samples;
    std::size_t markers = 0;
};

Stored storedOf(PageFixture& fixture, EntityKey key)
{
    Stored stored;
    (void)fixture.run([&](Orchestrator& engine) {
        JournalFilter filter;
        filter.entity = key;
        filter.wholeEntityOnly = true;
        filter.kinds = markedKinds();
        stored.samples = engine.shares(key, Time(Milliseconds::min())).value();
        stored.markers = engine.journalAfter(filter, 0, 10000).value().size();
    });
    return stored;
}

} // namespace

class VersionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void historyIgnoresWhatSaysNothingNew()
    {
        VersionHistory history;
        QVERIFY(history.append(sample(0, 10, 0)));
        QVERIFY(!history.append(sample(5, 10, 0)));
        QVERIFY(history.append(sample(10, 8, 2)));
        QVERIFY(!history.append(sample(9, 9, 1)));
        QVERIFY(history.append(sample(10, 7, 3)));
        QCOMPARE(history.size(), std::size_t(2));
        QCOMPARE(history.pointAt(at(9)), std::size_t(0));
        QCOMPARE(history.pointAt(at(10)), std::size_t(1));
    }

    void bandsLieOnEachOther()
    {
        VersionHistory history;
        history.append(sample(0, 10, 0));
        history.append(sample(50, 6, 4, 1));
        const auto bands = stackedBands(history, SharesOf::Reported, {at(0), at(100)}, at(0), 100);
        QCOMPARE(bands.size(), std::size_t(3)); // v2 well, v2 failing, v1
        QCOMPARE(topAt(*bandOf(bands, 1, false), 60), 3.0);
        QCOMPARE(topAt(*bandOf(bands, 1, true), 60), 4.0);
        QCOMPARE(topAt(*bandOf(bands, 0, false), 60), 10.0);
        QCOMPARE(topAt(*bandOf(bands, 1, false), 49), 0.0); // counts hold until the next sample
        QCOMPARE(bandOf(bands, 0, false)->upper.back().x(), 100.0);
    }

    void toldCountsWhatTargetsWereTold()
    {
        VersionHistory history;
        history.append(sample(0, 10, 0));
        const auto bands = stackedBands(history, SharesOf::Told, {at(0), at(100)}, at(0), 100);
        QCOMPARE(bands.size(), std::size_t(1));
        QCOMPARE(bands.front().age, 1);
    }

    void atMostTwoPointsAPixel()
    {
        const auto history = historyOf(10000);
        const auto bands =
            stackedBands(history, SharesOf::Reported, {at(0), at(10000)}, at(0), 300);
        for (const Band& band : bands)
            QVERIFY2(band.upper.size() <= 2 * 300 + 4,
                     qPrintable(QString::number(band.upper.size())));
        QCOMPARE(topAt(*bandOf(bands, 1, false), 10000), 9999.0);
    }

    void labelsNeverOverlap()
    {
        std::vector<PlacedMarker> markers;
        for (int number = 0; number < 40; ++number) {
            PlacedMarker marker;
            marker.x = 10.0 * number;
            marker.labelWidth = 70;
            marker.weight = number % 7 == 0 ? MarkerWeight::Alarm : MarkerWeight::Milestone;
            markers.push_back(marker);
        }
        placeLabels(markers, 0, 400, 3, 8);
        int shown = 0;
        for (std::size_t a = 0; a < markers.size(); ++a) {
            shown += markers[a].lane >= 0 ? 1 : 0;
            for (std::size_t b = 0; b < a; ++b)
                if (markers[a].lane >= 0 && markers[a].lane == markers[b].lane)
                    QVERIFY(qAbs(markers[a].labelLeft - markers[b].labelLeft) >= 70 + 8);
            QVERIFY(markers[a].lane < 0 || markers[a].labelLeft + 70 <= 400);
        }
        QVERIFY(shown >= 9);
        QVERIFY(markers[0].lane == 0); // alarms come first
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("second");
        QTest::newRow("a minute") << 60 << 10;
        QTest::newRow("ten minutes") << 600 << 120;
        QTest::newRow("three hours") << 10800 << 1800;
    }
    void ticksAreRound()
    {
        QFETCH(int, seconds);
        QFETCH(int, second);
        const auto ticks = timeTicks({at(0), at(seconds)}, at(0), 6, TimeLabels::SimulationClock);
        QVERIFY(ticks.size() >= 2 && ticks.size() <= 7);
        QCOMPARE(ticks[1].x, double(second));
    }

    void labelsTellTicksApart_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("label");
        QTest::newRow("under a minute apart") << 60 << QStringLiteral("00:00:10");
        QTest::newRow("minutes apart") << 600 << QStringLiteral("01-01 00:02");
    }
    void labelsTellTicksApart()
    {
        QFETCH(int, seconds);
        const auto ticks = timeTicks({at(0), at(seconds)}, at(0), 6, TimeLabels::TimeOfDay);
        QTEST(ticks[1].label, "label");
    }

    void simulationsByTheCalendarHaveShortLabels()
    {
        constexpr int in2030 = 1'893'456'000;
        const auto ticks =
            timeTicks({at(in2030), at(in2030 + 600)}, at(in2030), 6, TimeLabels::SimulationClock);
        QCOMPARE(ticks[1].label, QStringLiteral("01-01 00:02"));
    }

    void wholeNumbersOnly()
    {
        QCOMPARE(roundInterval(50, 4), 20);
        QCOMPARE(roundInterval(3, 5), 1);
        QCOMPARE(roundInterval(100000, 10), 10000);
    }

    void tableAndCsvSayTheSame()
    {
        VersionTableModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto history = historyOf(3);
        model.setHistory(history);
        history.append(sample(10, 0, 3));
        model.setHistory(history);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(0, 3).data().toString(),
                 QStringLiteral("0")); // newest first: none reports v1 any more
        const auto lines = historyAsCsv(history).split('\n');
        QCOMPARE(lines.size(), 6); // header, four samples, the end
        QVERIFY(lines.first().startsWith("time_utc,step,v1 told_targets"));
        QVERIFY(lines.at(1).startsWith("1970-01-01T00:00:00Z,0,"));
    }

    void legendCountsEachTargetOnce()
    {
        VersionHistory history;
        history.append(sample(0, 200, 0));
        history.append(sample(50, 131, 69, 20));
        VersionLegend legend;
        legend.showBands(stackedBands(history, SharesOf::Reported, {at(0), at(100)}, at(0), 100),
                         history.versions());
        QCOMPARE(legend.words(),
                 (QStringList{QStringLiteral("v2: 49"), QStringLiteral("v2 in error: 20"),
                              QStringLiteral("v1: 131")}));
    }

    void legendHasRoomForEveryLine()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(20), Percent(100), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 50, 10, options, 1.0));
        QVERIFY(fixture.ask("web", "a-version-with-a-rather-long-name") && fixture.step(30));
        QVERIFY(fixture.ask("web", "another-version-with-a-long-name") && fixture.step(30));
        VersionsPage page(fixture.context());
        page.resize(360, 400);
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* legend = page.findChild<VersionLegend*>(QStringLiteral("versionLegend"));
        QTRY_VERIFY(legend->words().size() > 1);
        QTRY_VERIFY(legend->height() >= legend->heightForWidth(legend->width()));
        QVERIFY(legend->height() > 2 * legend->fontMetrics().height());
        page.resize(1200, 400);
        QTRY_VERIFY(legend->height() < 2 * legend->fontMetrics().height());
    }

    void catchesUpWithWhatItDidNotSee()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, {}, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(5));
        HistoryLoader loader(fixture.session);
        loader.showSnapshot(fixture.snapshot());
        QTRY_VERIFY(!loader.history().isEmpty());
        QVERIFY(fixture.step(300)); // hidden all the while
        loader.showSnapshot(fixture.snapshot());
        const auto stored = storedOf(fixture, *fixture.focus.entity());
        QVERIFY(stored.samples.size() > 50);
        QTRY_COMPARE(loader.history().size(), stored.samples.size());
        QTRY_COMPARE(loader.markers().size(), stored.markers);
        QCOMPARE(loader.history().timeAt(loader.history().size() - 1), stored.samples.back().at);
    }

    void keepsUpAtFullSpeed()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(20), Percent(100), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 50, 10, options, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        HistoryLoader loader(fixture.session);
        const EntityKey key = *fixture.focus.entity();
        connect(&fixture.session, &Session::entityChanged, &loader,
                [&] { loader.showSnapshot(fixture.session.snapshot(key)); });
        fixture.session.setSpeed(1000);
        fixture.session.setRunning(true);
        QTRY_COMPARE(versionsOf(fixture.snapshot()->state).lastKnownGood, std::string("v2"));
        fixture.session.setRunning(false);
        const auto stored = storedOf(fixture, key);
        QTRY_COMPARE(loader.history().size(), stored.samples.size());
        QTRY_COMPARE(loader.markers().size(), stored.markers);
    }

    void goingBackAndForthDoublesNothing()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, {}, 0.0));
        const SnapshotPtr web = fixture.snapshot();
        QVERIFY(fixture.addFleet("shop", 50, 10, {}, 0.0));
        const SnapshotPtr shop = fixture.snapshot();
        HistoryLoader loader(fixture.session);
        for (const SnapshotPtr& snapshot : {web, shop, web})
            loader.showSnapshot(snapshot);
        const auto stored = storedOf(fixture, web->key); // every question before is answered
        QTRY_COMPARE(loader.markers().size(), stored.markers);
        QVERIFY(fixture.run([](Orchestrator&) {}));
        QCOMPARE(loader.markers().size(), stored.markers);
        QCOMPARE(loader.history().size(), stored.samples.size());
    }

    void drawsARollout()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(20), Percent(100), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 50, 10, options, 1.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(30));
        VersionsPage page(fixture.context());
        page.resize(900, 500);
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* chart = page.findChild<VersionsChart*>(QStringLiteral("versionsChart"));
        QTRY_VERIFY(chart->isVisible());
        QTRY_VERIFY(!chart->chart()->series().isEmpty());
        const auto* legend = page.findChild<VersionLegend*>(QStringLiteral("versionLegend"));
        // Rolled back: what is drawn is listed, also when none is left of it.
        QTRY_COMPARE(legend->words(),
                     (QStringList{QStringLiteral("v2 in error: 0"), QStringLiteral("v1: 50")}));
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {},
                          QPoint(5, 5)); // outside of the plot
        for (const char* name : {"chart.png", "chart.svg", "chart.csv"}) {
            const QString path = fixture.folder.filePath(QLatin1String(name));
            page.exportTo(path);
            QVERIFY2(QFile(path).size() > 100, name);
            const auto* note = page.findChild<QLabel*>(QStringLiteral("exportNote"));
            QVERIFY(note->isVisible() && note->text().contains(path));
        }
    }

    void aStretchOfThePastIsShownAndLeft()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, {}, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(60));
        VersionsPage page(fixture.context());
        page.resize(900, 500);
        // Before the page has anything to show.
        fixture.focus.setStretch(
            Stretch{QStringLiteral("Rollout of v2"), 1, 2, Time(Seconds(200)), Time(Seconds(300))});
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* whole = page.findChild<QToolButton*>(QStringLiteral("wholeTime"));
        QTRY_VERIFY(whole->isEnabled());
        const auto words = [&] {
            QStringList labels;
            const auto* chart = page.findChild<VersionsChart*>(QStringLiteral("versionsChart"));
            const auto axes = chart->chart()->axes(Qt::Horizontal);
            for (const QString& label :
                 qobject_cast<QCategoryAxis*>(axes.front())->categoriesLabels())
                labels << label.trimmed();
            return labels.join(u' ');
        };
        QVERIFY2(words().contains(QStringLiteral("0:04:00")), qPrintable(words()));
        QVERIFY2(!words().contains(QStringLiteral("0:08:")), qPrintable(words()));
        QVERIFY(page.findChild<QWidget*>(QStringLiteral("stretchBar"))->isVisible());
        whole->click();
        QVERIFY(!fixture.focus.stretch());
        QVERIFY(!whole->isEnabled());
    }

    void brushLooksCloser()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, {}, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(20));
        VersionsPage page(fixture.context());
        page.resize(900, 500);
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* chart = page.findChild<VersionsChart*>(QStringLiteral("versionsChart"));
        auto* whole = page.findChild<QToolButton*>(QStringLiteral("wholeTime"));
        QTRY_VERIFY(chart->isVisible());
        QVERIFY(fixture.run([](Orchestrator&) {})); // the stored history has come by then
        QVERIFY(!whole->isEnabled());
        QSignalSpy brushed(chart, &VersionsChart::brushed);
        QTest::mousePress(chart->viewport(), Qt::LeftButton, {}, QPoint(300, 200));
        QTest::mouseMove(chart->viewport(), QPoint(500, 200));
        QTest::mouseRelease(chart->viewport(), Qt::LeftButton, {}, QPoint(500, 200));
        QCOMPARE(brushed.size(), 1);
        QVERIFY(whole->isEnabled());
        QTest::keyClick(chart, Qt::Key_0);
        QVERIFY(!whole->isEnabled());
    }
};

QTEST_MAIN(VersionsTest)
#include "tst_versions.moc"
