// The event log: pages by key, follow, the pill, filter.

#include <QAbstractItemModelTester>
#include <QHeaderView>
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
};

QTEST_MAIN(EventsTest)
#include "tst_events.moc"
