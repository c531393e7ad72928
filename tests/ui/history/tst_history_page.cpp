// The rollouts of an entity as a table with details.

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

#include "tests/ui/support/page_fixture.h"
#include "ui/history/history_model.h"
#include "ui/history/history_page.h"

using namespace rollout;
using namespace Qt::StringLiterals;

namespace {

RolloutRecord record(std::int64_t row, std::string version, RolloutOutcome outcome)
{
    RolloutRecord one;
    one.firstRow = row;
    one.version = std::move(version);
    one.outcome = outcome;
    one.began = {Time(Seconds(60)), Time(Seconds(60))};
    return one;
}

const Moment now{Time(Seconds(200)), Time(Seconds(170))};

} // namespace

class HistoryPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin)"_s)); }

    void modelKeepsItsRows()
    {
        HistoryModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.show({record(5, "v1", RolloutOutcome::UnderWay)}, now, TimeLabels::SimulationClock);
        QCOMPARE(reset.count(), 1);
        model.show({record(5, "v1", RolloutOutcome::Done)}, now, TimeLabels::SimulationClock);
        model.show(
            {record(9, "v2", RolloutOutcome::UnderWay), record(5, "v1", RolloutOutcome::Done)}, now,
            TimeLabels::SimulationClock);
        QCOMPARE(reset.count(), 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.cell(0, HistoryColumn::Version), u"v2"_s);
        QCOMPARE(model.cell(1, HistoryColumn::Outcome), u"done"_s);
        model.show({record(7, "w", RolloutOutcome::Done)}, now, TimeLabels::SimulationClock);
        model.show({}, now, TimeLabels::SimulationClock);
        QCOMPARE(reset.count(), 3);
    }

    void outcomesHaveWordsAndMarks_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("expected");
        const auto row = [](RolloutOutcome outcome, const char* words) {
            QTest::newRow(words) << int(outcome) << QString::fromLatin1(words);
        };
        row(RolloutOutcome::UnderWay, "under way");
        row(RolloutOutcome::Good, "good");
        row(RolloutOutcome::Done, "done");
        row(RolloutOutcome::RollingBack, "rolling back");
        row(RolloutOutcome::RolledBack, "rolled back");
        row(RolloutOutcome::Superseded, "replaced");
    }

    void outcomesHaveWordsAndMarks()
    {
        QFETCH(const int, outcome);
        QFETCH(const QString, expected);
        QCOMPARE(outcomeText(RolloutOutcome(outcome)), expected);
        QVERIFY(!outcomeGlyph(RolloutOutcome(outcome)).isNull());
        QVERIFY(outcomeColour(RolloutOutcome(outcome), Scheme::Dark).isValid());
    }

    void tellsDetails()
    {
        RolloutRecord one = record(5, "v2<b>", RolloutOutcome::RolledBack);
        one.asked =
            PersonalDeed{4, JournalKind::VersionAsked, {}, "ada", "faster & better", "v2", 0};
        one.cause = BadCause::Threshold;
        one.failed = 3;
        one.tolerated = 2;
        one.batches = {4, 12, 2, 5};
        one.failedTargets = 3;
        one.reasons = {{FailedBy::TimeOut, Seconds(120), "disk full", 2},
                       {FailedBy::Monitoring, Seconds(0), "no route", 1}};
        one.deeds = {{6, JournalKind::Paused, {}, "bob", "lunch", "v2", 0}};
        const QString html = rolloutDetails(one, now, TimeLabels::SimulationClock);
        for (const auto& words :
             {u"v2&lt;b&gt;"_s, u"faster &amp; better"_s,
              u"too many targets failed: 3 of 2 tolerated"_s, u"4 of 2 to 5 targets"_s,
              u"2 min 20 s, of which it stood still for 30 s"_s,
              u"2 targets: no success within 2 min; last said “disk full”"_s,
              u"1 target: monitoring says “no route”"_s, u"paused by bob: “lunch”"_s})
            QVERIFY2(html.contains(words), qPrintable(words + u" is not in "_s + html));
    }

    void showsTheRolloutsOfAnEntity()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("fleet", 20, 10,
                                 {Percent(20), Percent(90), Seconds(60), Seconds(120)}, 1.0));
        HistoryPage page(fixture.context());
        page.resize(900, 600);
        page.show();
        const auto* table = page.findChild<QTableView*>(u"historyTable"_s);
        const auto* details = page.findChild<QTextBrowser*>(u"rolloutDetails"_s);
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QVERIFY(table->isVisible());
        QVERIFY(fixture.ask("fleet", "v2"));
        QVERIFY(fixture.step(60));
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const auto cell = [&](int row, HistoryColumn column) {
            return table->model()->index(row, int(column)).data().toString();
        };
        QTRY_COMPARE(cell(0, HistoryColumn::Outcome), u"rolled back"_s);
        QCOMPARE(cell(0, HistoryColumn::Version), u"v2"_s);
        QVERIFY(cell(0, HistoryColumn::Failed).toInt() > 0);
        // The selected one stays so when another comes before it.
        QCOMPARE(table->currentIndex().row(), 1);
        QVERIFY(details->toPlainText().startsWith(u"v1 after no version"_s));
        QTest::keyClick(page.findChild<QTableView*>(u"historyTable"_s), Qt::Key_Up);
        QTRY_VERIFY(details->toPlainText().contains(u"too many targets failed"_s));
        page.findChild<QAction*>(u"copyRollout"_s)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"v2\trolled back\t"_s));
    }

    void aRolloutIsShownElsewhere_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("page");
        QTest::newRow("its events") << u"rolloutEvents"_s << u"events"_s;
        QTest::newRow("its versions") << u"rolloutVersions"_s << u"versions"_s;
    }
    void aRolloutIsShownElsewhere()
    {
        QFETCH(const QString, action);
        QFETCH(const QString, page);
        PageFixture fixture;
        QVERIFY(fixture.addFleet("fleet", 20, 10,
                                 {Percent(20), Percent(100), Seconds(60), Seconds(120)}, 0.0));
        QVERIFY(fixture.ask("fleet", "v2") && fixture.step(80));
        QVERIFY(fixture.ask("fleet", "v3") && fixture.step(2));
        HistoryPage history(fixture.context());
        history.show();
        history.showSnapshot(fixture.snapshot());
        auto* table = history.findChild<QTableView*>(u"historyTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QSignalSpy asked(&fixture.focus, &Focus::pageAsked);
        table->selectRow(1);
        history.findChild<QAction*>(action)->trigger();
        QCOMPARE(asked.value(0).value(0).toString(), page);
        const auto done = fixture.focus.stretch();
        QVERIFY(done && done->to && done->lastRow);
        QCOMPARE(done->words, u"Rollout of v2"_s);
        QVERIFY(done->from < *done->to && done->firstRow < *done->lastRow);
        table->selectRow(0); // under way
        history.findChild<QAction*>(action)->trigger();
        const auto running = fixture.focus.stretch();
        QVERIFY(running && !running->to && !running->lastRow);
        QVERIFY(running->firstRow >= *done->lastRow);
        fixture.focus.setEntity(std::nullopt); // of another entity it says nothing
        QVERIFY(!fixture.focus.stretch());
    }

    void showsThePastAsItWas()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 20, 5,
                                 {Percent(50), Percent(100), Seconds(60), Seconds(120)}, 0.0));
        HistoryPage page(fixture.context());
        const auto* table = page.findChild<QTableView*>(u"historyTable"_s);
        const auto outcomes = [&] {
            QStringList words;
            for (int row = 0; row < table->model()->rowCount(); ++row)
                words << table->model()
                             ->index(row, static_cast<int>(HistoryColumn::Outcome))
                             .data()
                             .toString();
            return words;
        };
        // The present, looked at later.
        const auto keep = [&] {
            auto past = std::make_shared<PastView>();
            past->snapshot = fixture.snapshot();
            (void)fixture.run([&](Orchestrator& engine) {
                JournalFilter filter;
                filter.entity = past->snapshot->key;
                past->lastRow = engine.journalBefore(filter, 1'000'000, 1).value().front().id;
            });
            return past;
        };
        const PastViewPtr settled = keep();
        QVERIFY(fixture.ask("web", "v2") && fixture.step(4));
        const PastViewPtr underWay = keep();
        QVERIFY(fixture.step(30));
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(outcomes(), (QStringList{u"done"_s, u"done"_s}));
        for (const auto& [past, expected] :
             std::initializer_list<std::pair<PastViewPtr, QStringList>>{
                 {underWay, {u"under way"_s, u"done"_s}}, {settled, {u"done"_s}}}) {
            fixture.focus.setPast(past);
            page.showSnapshot(past->snapshot);
            QTRY_COMPARE(outcomes(), expected);
        }
        fixture.focus.setPast(nullptr);
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(outcomes(), (QStringList{u"done"_s, u"done"_s}));
    }

    void saysWhatToDoWhenThereIsNone()
    {
        PageFixture fixture;
        HistoryPage page(fixture.context());
        page.show();
        page.showSnapshot(nullptr);
        QVERIFY(!page.findChild<QTableView*>(u"historyTable"_s)->isVisible());
    }

    void everythingHasANameAndTheKeyboard()
    {
        PageFixture fixture;
        HistoryPage page(fixture.context());
        for (const auto& name : {u"historyTable"_s, u"rolloutDetails"_s}) {
            const auto* widget = page.findChild<QWidget*>(name);
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->focusPolicy() & Qt::TabFocus);
        }
    }
};

QTEST_MAIN(HistoryPageTest)
#include "tst_history_page.moc"
