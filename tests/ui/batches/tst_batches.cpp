// Batches out of journal rows, their bars, and the page.

#include <QAbstractItemModelTester>
#include <QLabel>
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
    row.entityAt = at(seconds);
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

    /// Told at 10 s, paused at 50 s for an hour, judged at 90 s of the entity's time.
    void aPauseHasNoWidth()
    {
        const auto paused = [](JournalKind kind, int seconds, const char* target) {
            auto one = row(kind, seconds, target);
            one.at += Seconds(seconds > 50 ? 3600 : 0);
            return one;
        };
        BatchBuilder builder;
        builder.add(paused(JournalKind::Assigned, 10, "a"));
        builder.add(paused(JournalKind::Assigned, 10, "b"));
        builder.add(paused(JournalKind::TargetSucceeded, 90, "a"));
        builder.add(paused(JournalKind::TargetFailed, 90, "b"));
        const auto& batches = builder.batches();
        const EntityClock clock({{at(50), Seconds(3600)}}, {});
        const TimeRange range{at(0), at(200)};
        const GanttScale scale{range, at(100), Seconds(119), pausesIn(range, clock, at(3700))};
        const auto bar = ganttBar(batches[0], scale, QRectF(0, 0, 400, 20));
        QCOMPARE(bar.whole, QRectF(20, 0, 160, 20));
        QCOMPARE(*bar.deadline, 260.0);
        QCOMPARE(scale.pauses, (std::vector<PauseMark>{{at(50), Seconds(3600), true}}));
        QCOMPARE(pausedDuring(batches[0], scale), Milliseconds(Seconds(3600)));
        const QString words = batchSentence(batches[0], scale);
        QVERIFY2(words.contains(QStringLiteral("1 succeeded after 1 min 20 s"))
                     && words.contains(QStringLiteral("paused or locked for 1 h")),
                 qPrintable(words));
    }

    void pausesOutsideAreNotMarked_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<bool>("isStopped");
        QTest::addColumn<int>("count");
        QTest::newRow("before") << 60 << 90 << false << 0;
        QTest::newRow("after") << 0 << 40 << false << 0;
        QTest::newRow("within") << 40 << 90 << false << 1;
        QTest::newRow("and one that goes on") << 40 << 90 << true << 2;
    }
    void pausesOutsideAreNotMarked()
    {
        QFETCH(const int, from);
        QFETCH(const int, to);
        QFETCH(const bool, isStopped);
        QFETCH(const int, count);
        const EntityClock clock({{at(50), Seconds(100)}},
                                isStopped ? std::optional(at(180)) : std::nullopt);
        const auto pauses = pausesIn({at(from), at(to)}, clock, at(190));
        QCOMPARE(std::ssize(pauses), count);
        if (isStopped)
            QCOMPARE(pauses.back(), (PauseMark{at(80), Seconds(10), false}));
    }

    void ticksSayWhatTheClockShowed()
    {
        const EntityClock clock({{at(60), Seconds(3590)}}, {});
        const auto ticks = clockTicks({at(0), at(120)}, clock, 4, TimeLabels::SimulationClock);
        QStringList words;
        for (const TimeTick& tick : ticks)
            words << QStringLiteral("%1 %2").arg(tick.x).arg(tick.label);
        QCOMPARE(words,
                 (QStringList{QStringLiteral("0 0:00:00"), QStringLiteral("30 0:00:30"),
                              QStringLiteral("60 0:01:00"), QStringLiteral("70 1:01:00"),
                              QStringLiteral("100 1:01:30")}));
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
        QVERIFY(batchSentence(model.batchAt(0), {{}, {}, Seconds(120)})
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
        const auto* summary = page.findChild<QLabel*>(QStringLiteral("batchSummary"));
        QVERIFY(!summary->text().contains(QStringLiteral("paused")));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Pause{}, {"ann", "lunch"});
        }));
        QVERIFY(fixture.step(30));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Resume{}, {"ann", {}});
        }));
        QVERIFY(fixture.step(1));
        page.showSnapshot(fixture.snapshot());
        QTRY_VERIFY2(summary->text().contains(QStringLiteral("paused or locked for 5 min")),
                     qPrintable(summary->text()));
        QVERIFY2(page.minimumSizeHint().width() < 500, "a small window has to hold it");
        page.showSnapshot(nullptr);
        QCOMPARE(table->model()->rowCount(), 0);
    }
};

QTEST_MAIN(BatchesTest)
#include "tst_batches.moc"
