// Batches out of journal rows, their bars, and the page.

#include <QAbstractItemModelTester>
#include <QTableView>
#include <QTest>

#include "tests/ui/support/page_fixture.h"
#include "ui/batches/batches_model.h"
#include "ui/batches/batches_page.h"

using namespace rollout;

namespace {

Time at(int seconds)
{
    return Time(Seconds(seconds));
}

JournalRow row(JournalKind kind, int seconds, std::string target = {}, std::string version = "v2")
{
    JournalRow row;
    row.kind = kind;
    row.at = at(seconds);
    row.step = std::uint64_t(seconds / 10);
    row.target = std::move(target);
    row.version = std::move(version);
    return row;
}

BatchBuilder twoBatches()
{
    BatchBuilder builder;
    builder.add(row(JournalKind::RollingStarted, 0));
    builder.add(row(JournalKind::Assigned, 10, "a"));
    builder.add(row(JournalKind::Assigned, 10, "b"));
    builder.add(row(JournalKind::TargetSucceeded, 90, "a"));
    builder.add(row(JournalKind::Assigned, 90, "c"));
    builder.add(row(JournalKind::TargetFailed, 140, "b"));
    return builder;
}

} // namespace

class BatchesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void aStepIsABatch()
    {
        const auto builder = twoBatches();
        const auto& batches = builder.batches();
        QCOMPARE(batches.size(), std::size_t(2));
        QCOMPARE(batches[0].assigned, 2);
        QCOMPARE(batches[0].succeeded, 1);
        QCOMPARE(batches[0].failed, 1);
        QCOMPARE(batches[0].open(), 0);
        QCOMPARE(batches[1].open(), 1);
        QCOMPARE(batches[0].outcomes, (std::vector<BatchOutcome>{{at(90), 1, 0}, {at(140), 0, 1}}));
    }

    void rollingBackClosesWhatWasOpen()
    {
        auto builder = twoBatches();
        builder.add(row(JournalKind::RollbackBegun, 150, {}, "v1"));
        builder.add(row(JournalKind::Assigned, 150, "c", "v1"));
        const auto& batches = builder.batches();
        QCOMPARE(batches.size(), std::size_t(3));
        QCOMPARE(batches[1].open(), 0);
        QCOMPARE(batches[1].superseded, 1);
        QVERIFY(batches[2].isRollback);
        QVERIFY(!batches[0].isRollback);
    }

    void aFailedTargetMayStillSucceed()
    {
        auto builder = twoBatches();
        builder.add(row(JournalKind::TargetSucceeded, 200, "b"));
        QCOMPARE(builder.batches()[0].failed, 0);
        QCOMPARE(builder.batches()[0].succeeded, 2);
    }

    void barsLieInTime()
    {
        const auto batches = twoBatches().batches();
        const GanttScale scale{{at(0), at(200)}, at(160), Seconds(119)};
        const auto first = ganttBar(batches[0], scale, QRectF(0, 0, 400, 20));
        QCOMPARE(first.whole, QRectF(20, 0, 260, 20)); // told at 10 s, judged at 140 s
        QCOMPARE(*first.deadline, 260.0); // 10 + 119 + 1 s
        QCOMPARE(first.failed.height(), 10.0);
        QCOMPARE(first.succeeded.bottom(), first.failed.top());
        const auto second = ganttBar(batches[1], scale, QRectF(0, 0, 400, 20));
        QCOMPARE(second.whole.right(), 320.0); // open: until now
        QVERIFY(!second.deadline); // beyond what is shown
        QVERIFY(rangeOf(batches, at(160), Seconds(119)).to >= at(210)); // the open deadline is seen
    }

    void modelGrowsInPlace()
    {
        BatchesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto builder = twoBatches();
        model.show(builder.batches(), {});
        const QPersistentModelIndex first = model.index(0, 0);
        builder.add(row(JournalKind::Assigned, 300, "d"));
        model.show(builder.batches(), {});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(first.isValid());
        QVERIFY(batchSentence(model.batchAt(0), Seconds(120))
                    .contains(QStringLiteral("1 failed after 2 min 10 s")));
        model.show({}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void showsARollout()
    {
        PageFixture fixture;
        const RolloutOptions options{Percent(20), Percent(100), Seconds(60), Seconds(120)};
        QVERIFY(fixture.addFleet("web", 50, 10, options, 0.0));
        QVERIFY(fixture.ask("web", "v2") && fixture.step(12));
        BatchesPage page(fixture.context());
        page.resize(900, 400);
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* table = page.findChild<QTableView*>(QStringLiteral("batchesTable"));
        QTRY_VERIFY(table->model()->rowCount() > 0);
        QCOMPARE(table->model()->index(0, static_cast<int>(BatchColumn::Targets)).data().toString(),
                 QStringLiteral("10"));
        page.showSnapshot(nullptr);
        QCOMPARE(table->model()->rowCount(), 0);
    }
};

QTEST_MAIN(BatchesTest)
#include "tst_batches.moc"
