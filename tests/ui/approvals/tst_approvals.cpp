// Requests for approval: the model by id, ten thousand of them, and decisions of the page.

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <numeric>

#include "core/record.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/approvals/approvals_model.h"
#include "ui/approvals/approvals_page.h"
#include "ui/common/settings.h"

using namespace rollout;

namespace {

const Time now(std::chrono::hours(1));

/// `count` targets; those whose number `waits` says so have been asked for.
template <typename Waits>
SnapshotPtr waiting(int count, Waits waits)
{
    auto snapshot = std::make_shared<EntitySnapshot>();
    snapshot->clock = now + Seconds(60);
    snapshot->now = now;
    EntityState& state = snapshot->state;
    state.simulation = SimulationSettings{};
    state.clock = EntityClock({{Time(Seconds(10)), Seconds(60)}}, std::nullopt); // was paused once
    std::vector<ClientState> report;
    std::vector<TargetId> asked;
    for (int number = 0; number < count; ++number) {
        report.push_back({PageFixture::nameOf(number),
                          "zone-" + std::to_string(number / 10),
                          "",
                          "v1",
                          {},
                          false});
        if (waits(number))
            asked.push_back(static_cast<TargetId>(number));
    }
    if (!recordReport(state.fleet, report, {now, Seconds(60), VersionId::None}))
        return nullptr;
    state.approval.required = 2;
    state.approvals.ask(state.fleet.versions().intern("v2"), false, asked, now - Seconds(30));
    return snapshot;
}

const RolloutOptions tenPercent{Percent(20), Percent(100), Seconds(60), Seconds(120)};

bool makeWait(PageFixture& fixture)
{
    return fixture.addFleet("web", 20, 10, tenPercent, 0.0)
        && fixture.run([&](Orchestrator& engine) {
               Policy policy = engine.snapshot(*fixture.focus.entity()).value()->state.policy();
               policy.approval.required = 1;
               (void)engine.setPolicy(*fixture.focus.entity(), policy);
               (void)engine.setTargetVersion("prod", "web", "v2");
           })
        && fixture.step(2);
}

} // namespace

class ApprovalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void modelKeepsItsPromises()
    {
        ApprovalsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(waiting(40, [](int number) { return number % 2 == 0; }));
        QCOMPARE(model.rowCount(), 20);
        model.show(waiting(40, [](int number) { return number % 3 == 0; }));
        QCOMPARE(model.rowCount(), 14);
        model.setFilter("ZONE-1", std::nullopt); // web-012, 015, 018
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.waiting(), 14);
        model.setFilter("5", std::string("zone-1"));
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({}, std::nullopt);
        model.show(waiting(1000, [](int number) { return number % 7 == 0; })); // begins anew
        QCOMPARE(model.rowCount(), 143);
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsFollowTheirTarget()
    {
        ApprovalsModel model;
        model.show(waiting(20, [](int number) { return number >= 5; }));
        const QPersistentModelIndex kept = model.index(3, 0); // web-008
        const QPersistentModelIndex gone = model.index(0, 0);
        model.show(waiting(20, [](int number) { return number == 2 || number >= 7; }));
        QCOMPARE(kept.row(), 2);
        QCOMPARE(kept.data().toString(), QStringLiteral("web-008"));
        QVERIFY(!gone.isValid());
    }

    void timesAreTheClocks()
    {
        ApprovalsModel model;
        model.show(waiting(1, [](int) { return true; }));
        const auto cell = [&](ApprovalColumn column) {
            return model.index(0, static_cast<int>(column)).data().toString();
        };
        QCOMPARE(cell(ApprovalColumn::Asked), QStringLiteral("1:00:30")); // a minute was paused
        QCOMPARE(cell(ApprovalColumn::Waiting), QStringLiteral("30 s"));
        QCOMPARE(cell(ApprovalColumn::Votes), QStringLiteral("0 of 2"));
    }

    void tenThousandAreQuick()
    {
        const auto all = waiting(10000, [](int) { return true; });
        const auto half = waiting(10000, [](int number) { return number % 2 == 0; });
        ApprovalsModel model;
        QTableView view;
        view.setModel(&model);
        view.show();
        std::vector<qint64> times;
        for (int round = 0; round < 9; ++round) {
            QElapsedTimer timer;
            timer.start();
            model.show(round % 2 == 0 ? all : half);
            model.setFilter(round % 2 == 0 ? "zone" : "web-1", std::nullopt);
            times.push_back(timer.elapsed());
        }
        std::nth_element(times.begin(), times.begin() + 4, times.end());
        qInfo("10,000 requests shown in %lld ms", static_cast<long long>(times[4]));
        QVERIFY(times[4] < 100); // generous: machines under load
    }

    void tenThousandSelectedAreQuick()
    {
        PageFixture fixture;
        ApprovalsPage page(fixture.context());
        page.show();
        const auto all = waiting(10000, [](int) { return true; });
        const auto most = waiting(10000, [](int number) { return number % 100 != 0; });
        auto* table = page.findChild<QTableView*>(QStringLiteral("approvalsTable"));
        page.showSnapshot(all);
        std::vector<qint64> times;
        for (int round = 0; round < 5; ++round) {
            table->selectAll();
            QElapsedTimer timer;
            timer.start();
            page.showSnapshot(round % 2 == 0 ? most : all);
            times.push_back(timer.elapsed());
            QCOMPARE(table->selectionModel()->selectedRows().size(), 9900);
        }
        std::nth_element(times.begin(), times.begin() + 2, times.end());
        qInfo("10,000 selected, updated in %lld ms", static_cast<long long>(times[2]));
        QVERIFY(times[2] < 100); // generous: machines under load
    }

    void decidesOnTheSelectionWithARemark()
    {
        PageFixture fixture;
        setOperatorName(fixture.settings, QStringLiteral("ada"));
        QVERIFY(makeWait(fixture));
        ApprovalsPage page(fixture.context());
        page.resize(900, 300);
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* table = page.findChild<QTableView*>(QStringLiteral("approvalsTable"));
        auto* reject = page.findChild<QPushButton*>(QStringLiteral("rejectChosen"));
        auto* approve = page.findChild<QPushButton*>(QStringLiteral("approveChosen"));
        auto* remark = page.findChild<QLineEdit*>(QStringLiteral("approvalRemark"));
        QCOMPARE(table->model()->rowCount(), 4);
        QVERIFY(!approve->isEnabled()); // nothing is selected
        table->selectRow(0);
        QVERIFY2(reject->text().contains(QStringLiteral("1 target")), qPrintable(reject->text()));
        remark->setText(QStringLiteral("flaky disk"));
        reject->click();
        const auto votes = [&](std::size_t request) {
            return fixture.snapshot()->state.approvals.requests[request].votes;
        };
        QTRY_COMPARE(votes(0).size(), std::size_t(1));
        QCOMPARE(votes(0).front().by, std::string("ada"));
        QCOMPARE(votes(0).front().remark, std::string("flaky disk"));
        QVERIFY(!votes(0).front().isApproval);
        QVERIFY(remark->text().isEmpty());
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QVERIFY(!approve->isEnabled()); // what was selected is decided
        page.findChild<QToolButton*>(QStringLiteral("selectAllApprovals"))->click();
        QVERIFY(approve->text().contains(QStringLiteral("3 targets")));
        approve->click();
        QTRY_COMPARE(votes(3).size(), std::size_t(1));
        QVERIFY(votes(3).front().isApproval);
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(table->model()->rowCount(), 0);
    }

    void aSelectionOutlivesANewBeginning()
    {
        PageFixture fixture;
        ApprovalsPage page(fixture.context());
        page.show();
        page.showSnapshot(waiting(1000, [](int) { return true; }));
        auto* table = page.findChild<QTableView*>(QStringLiteral("approvalsTable"));
        table->selectRow(6);
        table->selectionModel()->select(table->model()->index(7, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QString name = table->model()->index(6, 0).data().toString();
        page.showSnapshot(waiting(1000, [](int number) { return number % 2 == 0; }));
        const auto rows = table->selectionModel()->selectedRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.front().data().toString(), name);
    }

    void saysWhenNobodyIsAsked()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 5, 5, tenPercent, 0.0));
        ApprovalsPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        QVERIFY(page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
        QVERIFY(!page.findChild<QTableView*>()->isVisible());
    }
};

QTEST_MAIN(ApprovalsTest)
#include "tst_approvals.moc"
