// The event log: pages by key, follow, the pill, filter.

#include <QAbstractItemModelTester>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>

#include "tests/ui/support/page_fixture.h"
#include "ui/events/events_model.h"
#include "ui/events/events_page.h"
#include "ui/events/export_bar.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

std::vector<JournalRow> rowsDown(std::int64_t from, int count)
{
    std::vector<JournalRow> rows;
    for (int number = 0; number < count; ++number) {
        JournalRow row;
        row.id = from - number;
        row.kind = JournalKind::BatchAssigned;
        row.version = "v2";
        rows.push_back(row);
    }
    return rows;
}

} // namespace

class EventsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void modelFetchesByKey()
    {
        EventsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy wanted(&model, &EventsModel::olderWanted);
        model.reset(rowsDown(100, 10), true);
        wanted.clear();
        if (model.canFetchMore({}))
            model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // one question at a time
        model.appendOlder(rowsDown(90, 5), false);
        QCOMPARE(model.rowCount(), 15);
        QCOMPARE(model.oldestId(), 86);
        QVERIFY(!model.canFetchMore({}));
        auto newer = rowsDown(102, 2);
        std::reverse(newer.begin(), newer.end());
        model.prependNewer(newer);
        QCOMPARE(model.rowAt(0).id, 102);
        QCOMPARE(model.rowAt(2).id, 100);
    }

    void modelLetsTheOldestGo()
    {
        EventsModel model;
        model.reset(rowsDown(EventsModel::most, EventsModel::most), false);
        model.prependNewer(rowsDown(EventsModel::most + 1, 1));
        QCOMPARE(model.rowCount(), EventsModel::most);
        QCOMPARE(model.oldestId(), 2);
        QVERIFY(model.canFetchMore({}));
    }

    void followsOrWaitsBehindThePill()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        EventsPage page(fixture.context());
        page.resize(800, 300);
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("eventsTable"));
        QTRY_VERIFY(table->model()->rowCount() > 0);
        const int before = table->model()->rowCount();
        QVERIFY(fixture.ask("web", "v2"));
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(table->model()->rowCount(), before + 1);
        auto* pill = page.findChild<QPushButton*>(QStringLiteral("newEvents"));
        QVERIFY(!pill->isVisible());

        page.findChild<QToolButton*>(QStringLiteral("eventFollow"))->setChecked(false);
        QVERIFY(fixture.ask("web", "v3"));
        page.showSnapshot(fixture.snapshot());
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(table->model()->rowCount(), before + 1);
        pill->click();
        QCOMPARE(table->model()->rowCount(), before + 2);
        QVERIFY(!pill->isVisible());
        QVERIFY(table->model()->index(0, 3).data().toString().contains(QStringLiteral("v3")));
    }

    void filters()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        EventsPage page(fixture.context());
        page.resize(800, 300);
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("eventsTable"));
        QTRY_VERIFY(table->model()->rowCount() > 1);
        const int milestones = table->model()->rowCount();
        page.findChild<QToolButton*>(QStringLiteral("eventTargets"))->setChecked(true);
        QTRY_VERIFY(table->model()->rowCount() > milestones);
        page.findChild<QLineEdit*>(QStringLiteral("eventFilter"))->setText(QStringLiteral("v2"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        page.findChild<QLineEdit*>(QStringLiteral("eventFilter"))
            ->setText(QStringLiteral("nowhere"));
        QTRY_COMPARE(table->model()->rowCount(), 0);
        QTRY_VERIFY(page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
        page.findChild<QPushButton*>(QStringLiteral("hintButton"))->click();
        QTRY_VERIFY(table->model()->rowCount() > milestones);
    }

    void exportsWhatTheFilterLetsThrough_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("CSV") << QStringLiteral("events.csv");
        QTest::newRow("JSON lines") << QStringLiteral("events.jsonl");
    }

    void exportsWhatTheFilterLetsThrough()
    {
        QFETCH(const QString, file);
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        EventsPage page(fixture.context());
        auto* button = page.findChild<QToolButton*>(QStringLiteral("exportEvents"));
        QVERIFY(!button->isEnabled());
        page.showSnapshot(fixture.snapshot());
        QVERIFY(button->isEnabled());
        page.findChild<QLineEdit*>(QStringLiteral("eventFilter"))->setText(QStringLiteral("v2"));
        const QString path = fixture.folder.filePath(file);
        fixture.prompts.answers = {path};
        QSignalSpy finished(page.findChild<ExportBar*>(), &ExportBar::finished);
        button->click();
        QVERIFY(finished.wait());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray content = written.readAll();
        QCOMPARE(content.count("version-asked"), 1);
        QVERIFY(!content.contains("rolling-started"));
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("exportEventsNote"))
                    ->text()
                    .endsWith(QStringLiteral(" to ") + file));
    }

    void anExportCanBeCancelledAndFails()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        EventsPage page(fixture.context());
        page.showSnapshot(fixture.snapshot());
        auto* bar = page.findChild<ExportBar*>();
        bar->exportTo(fixture.folder.filePath(QStringLiteral("a.csv")));
        QVERIFY(bar->isBusy());
        page.findChild<QToolButton*>(QStringLiteral("exportEvents"))->click();
        QVERIFY(!bar->isBusy());
        QSignalSpy failed(&fixture.session, &Session::failed);
        bar->exportTo(fixture.folder.filePath(QStringLiteral("a.txt")));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!bar->isBusy());
    }

    void columnsHoldTheirLongestWords()
    {
        PageFixture fixture;
        EventsPage page(fixture.context());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("eventsTable"));
        const QFontMetrics metrics(table->font());
        const auto width = [table](EventColumn column) {
            return table->horizontalHeader()->sectionSize(static_cast<int>(column));
        };
        QVERIFY(width(EventColumn::When)
                > metrics.horizontalAdvance(QStringLiteral("2026-11-25 09:20:00")));
        QVERIFY(width(EventColumn::Kind)
                > metrics.horizontalAdvance(QStringLiteral("version asked for")) + 20);
    }

    void findsWhatAPersonDid()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 20, 10, tenPercent, 0.0));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            const auto key = *fixture.focus.entity();
            (void)engine.apply(key, verb::Pause{}, {"ada", "database migration"});
            (void)engine.apply(key, verb::Resume{}, {"grace", ""});
        }));
        EventsPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* table = page.findChild<QTableView*>(QStringLiteral("eventsTable"));
        QTRY_VERIFY(table->model()->rowCount() > 2);
        page.findChild<QLineEdit*>(QStringLiteral("eventFilter"))->setText(QStringLiteral("ada"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 3).data().toString(),
                 QStringLiteral("paused by ada: database migration"));
    }

    void aStretchOfThePastIsShownAndLeft()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 20, 10,
                                 {Percent(20), Percent(100), Seconds(60), Seconds(120)}, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(80));
        EventsPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* model = page.findChild<QTableView*>(QStringLiteral("eventsTable"))->model();
        const auto* bar = page.findChild<QWidget*>(QStringLiteral("stretchBar"));
        QTRY_VERIFY(model->rowCount() > 4);
        QVERIFY(!bar->isVisible());
        const int all = model->rowCount();
        std::vector<JournalRow> rows;
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            JournalFilter filter;
            filter.kinds = {JournalKind::VersionAsked};
            rows = engine.journalAfter(filter, 0, 10).value_or(rows);
        }));
        QCOMPARE(rows.size(), std::size_t(2));
        fixture.focus.setStretch(
            Stretch{QStringLiteral("Rollout of v2"), rows[1].id, {}, rows[1].at, {}});
        QTRY_VERIFY(model->rowCount() > 1 && model->rowCount() < all);
        QVERIFY(bar->isVisible());
        const int some = model->rowCount();
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("stretchWords"))
                    ->text()
                    .startsWith(QStringLiteral("Rollout of v2: since ")));
        fixture.focus.setStretch(Stretch{QStringLiteral("Rollout of v1"), rows[0].id,
                                         rows[1].id - 1, rows[0].at, rows[1].at});
        QTRY_VERIFY(model->rowCount() != some && model->rowCount() < all);
        QVERIFY(model->rowCount() + some <= all);
        QSignalSpy asked(&fixture.focus, &Focus::pageAsked);
        page.findChild<QToolButton*>(QStringLiteral("stretchBack"))->click();
        QCOMPARE(asked.value(0).value(0).toString(), QStringLiteral("history"));
        page.findChild<QToolButton*>(QStringLiteral("stretchAll"))->click();
        QTRY_COMPARE(model->rowCount(), all);
        QVERIFY(!bar->isVisible());
    }

    void ownTimeIsInTheTip()
    {
        EventsModel model;
        auto rows = rowsDown(1, 1);
        rows.front().at = Time(Seconds(600));
        rows.front().entityAt = Time(Seconds(480));
        model.reset(rows, false);
        QVERIFY(
            model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0:08:00")));
        rows.front().entityAt = rows.front().at;
        model.reset(rows, false);
        QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).isValid());
    }
};

QTEST_MAIN(EventsTest)
#include "tst_events.moc"
