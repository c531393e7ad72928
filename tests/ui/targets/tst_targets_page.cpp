// The targets table: updates by id, filters, selection.

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "core/record.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/targets/targets_model.h"
#include "ui/targets/targets_page.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

struct Shown
{
    explicit Shown(PageFixture& fixture)
        : page(fixture.context())
        , table(page.findChild<QTableView*>(QStringLiteral("targetsTable")))
    {
        page.resize(900, 500);
        page.show();
        page.showSnapshot(fixture.snapshot());
    }
    [[nodiscard]] int rows() const { return table->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }

    TargetsPage page;
    QTableView* table;
};

SnapshotPtr fleetOf(int count, const std::string& version)
{
    auto snapshot = std::make_shared<EntitySnapshot>();
    snapshot->now = Time(std::chrono::hours(1));
    std::vector<ClientState> report;
    for (int number = 0; number < count; ++number)
        report.push_back({PageFixture::nameOf(number),
                          "zone-" + std::to_string(number % 50),
                          "",
                          version,
                          {},
                          false});
    if (!recordReport(snapshot->state.fleet, report, {snapshot->now, Seconds(60), VersionId::None}))
        return nullptr;
    return snapshot;
}

ArrangementPtr arranged(const SnapshotPtr& snapshot, const std::string& text,
                        const ArrangementPtr& previous)
{
    TargetQuery query;
    query.text = text;
    const std::atomic<bool> cancelled{false};
    return arrange(snapshot, query, previous, cancelled);
}

} // namespace

class TargetsPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void modelKeepsItsPromises()
    {
        TargetsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto few = arranged(fleetOf(20, "v1"), {}, nullptr);
        model.show(few);
        const auto some =
            arranged(fleetOf(20, "v1"), "zone-1", few); // zone-1 and zone-10 to zone-19
        model.show(some);
        QCOMPARE(model.rowCount(), 11);
        model.show(arranged(fleetOf(40, "v2"), {}, some));
        QCOMPARE(model.rowCount(), 40);
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void persistentRowsFollowTheirTarget()
    {
        TargetsModel model;
        const auto all = arranged(fleetOf(20, "v1"), {}, nullptr);
        model.show(all);
        const TargetId id = model.targetAt(12);
        const QPersistentModelIndex kept = model.index(12, 1);
        const QPersistentModelIndex gone = model.index(0, 1); // web-000 of zone-0
        model.show(arranged(fleetOf(20, "v1"), "zone-1", all));
        QCOMPARE(kept.row(), model.rowOf(id));
        QVERIFY(!gone.isValid());
    }

    void announcesOnlyVisibleRowsThatChanged()
    {
        TargetsModel model;
        auto before = std::make_shared<EntitySnapshot>(*fleetOf(30, "v1"));
        const auto first = arranged(before, {}, nullptr);
        model.show(first);
        model.setVisibleRows(0, 9);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto report = [](const SnapshotPtr& snapshot, TargetId id) {
            auto after = std::make_shared<EntitySnapshot>(*snapshot);
            const Fleet& fleet = snapshot->state.fleet;
            const std::vector<ClientState> hot{{std::string(fleet.name(id)),
                                                std::string(fleet.group(id)), "", "v1", "hot",
                                                false}};
            const RecordContext context{after->now, Seconds(60), VersionId::None};
            return recordReport(after->state.fleet, hot, context) ? after : nullptr;
        };
        const auto second = arranged(report(before, model.targetAt(4)), {}, first);
        model.show(second);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 4);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 4);
        model.show(arranged(report(second->snapshot, model.targetAt(20)), {}, second));
        QCOMPARE(changed.size(), 1); // nobody sees row 20
    }

    void filtersAndCounts()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 0.0));
        const Shown shown(fixture);
        QTRY_COMPARE(shown.rows(), 40);
        auto* edit = shown.page.findChild<QLineEdit*>(QStringLiteral("targetFilter"));
        QCOMPARE(shown.page.filterEdit(), static_cast<QWidget*>(edit));
        QTest::keyClicks(edit, QStringLiteral("zone-2"));
        QTRY_COMPARE(shown.rows(), 10);
        QCOMPARE(shown.page.findChild<QLabel*>(QStringLiteral("targetCount"))->text(),
                 QStringLiteral("10 of 40"));
        edit->clear();
        QTRY_COMPARE(shown.rows(), 40);
        shown.page.findChild<QToolButton*>(QStringLiteral("phaseChip4"))->click(); // failed
        QTRY_COMPARE(shown.rows(), 0);
    }

    void namesCanBeRead()
    {
        PageFixture fixture;
        TargetsPage page(fixture.context());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("targetsTable"));
        const QFontMetrics metrics(table->font());
        const int width =
            table->horizontalHeader()->sectionSize(static_cast<int>(TargetColumn::Name));
        QVERIFY(width >= metrics.horizontalAdvance(QStringLiteral("checkout-eu-west-001")) + 8);
    }

    void selectionAndScrollSurviveSteps()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 200, 50, tenPercent, 0.0));
        Shown shown(fixture);
        QTRY_COMPARE(shown.rows(), 200);
        shown.table->horizontalHeader()->setSortIndicator(static_cast<int>(TargetColumn::Phase),
                                                          Qt::DescendingOrder);
        shown.table->selectRow(120);
        const auto selected = shown.page.selectedTargets();
        QCOMPARE(selected.size(), std::size_t(1));
        QCOMPARE(fixture.focus.targets(), selected);
        QVERIFY(fixture.ask("web", "v2"));
        for (int round = 0; round < 5; ++round) {
            QVERIFY(fixture.step(4));
            shown.page.showSnapshot(fixture.snapshot());
        }
        const auto* model = qobject_cast<TargetsModel*>(shown.table->model());
        QTRY_COMPARE(model->arrangement()->snapshot->state.step, fixture.snapshot()->state.step);
        QCOMPARE(shown.page.selectedTargets(), selected);
    }

    void takesOverTheSelectionOfOtherViews()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 0.0));
        const Shown shown(fixture);
        QTRY_COMPARE(shown.rows(), 40);
        fixture.focus.setTargets({TargetId(7), TargetId(21)});
        QCOMPARE(shown.page.selectedTargets(), (std::vector<TargetId>{TargetId(7), TargetId(21)}));
        // In any order, and as few ranges as there can be: a lasso selects thousands.
        fixture.focus.setTargets({TargetId(9), TargetId(8), TargetId(30), TargetId(7)});
        QCOMPARE(shown.page.selectedTargets(),
                 (std::vector<TargetId>{TargetId(7), TargetId(8), TargetId(9), TargetId(30)}));
        QCOMPARE(shown.table->selectionModel()->selection().size(), 2);
    }

    void hundredThousandTargets()
    {
        PageFixture fixture;
        TargetsPage page(fixture.context());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("targetsTable"));
        page.show();
        const auto snapshot = fleetOf(100000, "v1");
        QElapsedTimer timer;
        timer.start();
        page.showSnapshot(snapshot);
        const auto shown = timer.elapsed();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 100000, 20000);
        QElapsedTimer sorting;
        sorting.start();
        TargetQuery query;
        query.order = TargetOrder::ByColumn;
        query.column = TargetColumn::Name;
        const std::atomic<bool> cancelled{false};
        QCOMPARE_EQ(arrange(snapshot, query, nullptr, cancelled)->rows->size(),
                    std::size_t(100000));
        qInfo("showSnapshot %lld ms, sorting by name %lld ms", static_cast<long long>(shown),
              static_cast<long long>(sorting.elapsed()));
        QVERIFY2(shown < 100, "the window's thread must not sort"); // generous: machines under load
    }

    void saysWhatIsMissing()
    {
        PageFixture fixture;
        TargetsPage page(fixture.context());
        page.show();
        QVERIFY(page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
    }
};

QTEST_MAIN(TargetsPageTest)
#include "tst_targets_page.moc"
