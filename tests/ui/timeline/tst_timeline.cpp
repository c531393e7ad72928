// The timeline: where marks stand, where the keyboard and the mouse take one, and what is seen
// there.

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <limits>
#include <memory>

#include "tests/ui/support/page_fixture.h"
#include "ui/timeline/compare_dialog.h"
#include "ui/timeline/fork_dialog.h"
#include "ui/timeline/time_travel.h"
#include "ui/timeline/timeline_axis.h"
#include "ui/timeline/timeline_bar.h"

using namespace rollout;
using namespace Qt::StringLiterals;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

/// A rollout of v2 under way, 30 steps old.
struct Bench
{
    Bench()
    {
        isReady = fixture.addFleet("web", 40, 10, tenPercent, 0.0) && fixture.ask("web", "v2")
            && fixture.step(20);
        travel = std::make_unique<TimeTravel>(fixture.context());
        bar = std::make_unique<TimelineBar>(*travel);
        bar->resize(900, 80);
        isReady = isReady && settle();
    }
    /// Once the timeline knows what the engine does.
    bool settle()
    {
        const SnapshotPtr newest = fixture.snapshot();
        return QTest::qWaitFor([&] {
            return !travel->past().moments.empty() && !travel->isOnTheWay()
                && travel->past().moments.back().step == newest->state.step;
        });
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return bar->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] TimelineAxis* axis() { return find<TimelineAxis>("timelineAxis"); }
    [[nodiscard]] std::uint64_t shownStep()
    {
        const SnapshotPtr shown = shownSnapshot(fixture.focus, fixture.session);
        return shown ? shown->state.step : 0;
    }
    bool fork()
    {
        QSignalSpy forked(travel.get(), &TimeTravel::forked);
        travel->branch();
        return forked.wait() && QTest::qWaitFor([&] {
                   return fixture.session.snapshot(*fixture.focus.entity()) != nullptr;
               });
    }

    PageFixture fixture;
    std::unique_ptr<TimeTravel> travel;
    std::unique_ptr<TimelineBar> bar;
    bool isReady = false;
};

} // namespace

class Timelines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void momentsLieEvenly_data();
    void momentsLieEvenly();
    void theGravestMarkStays();
    void namesBranches_data();
    void namesBranches();
    void keysGoThroughTime();
    void theMouseDrags();
    void thePastIsShownWhole();
    void theSimulationGoesOnMeanwhile();
    void forksHere();
    void anotherEntityIsSeenAsItIsNow();
    void asksHowALiveEntityIsSimulated();
    void comparesABranchWithItsOriginal();
    void readsEarlierFromTheJournal();
};

void Timelines::momentsLieEvenly_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("x");
    QTest::addColumn<int>("index");
    QTest::newRow("the first") << 11 << 10.0 << 0;
    QTest::newRow("the last") << 11 << 110.0 << 10;
    QTest::newRow("the nearest") << 11 << 54.0 << 4;
    QTest::newRow("left of all") << 11 << -50.0 << 0;
    QTest::newRow("right of all") << 11 << 500.0 << 10;
    QTest::newRow("one only") << 1 << 50.0 << 0;
    QTest::newRow("none") << 0 << 50.0 << 0;
}

void Timelines::momentsLieEvenly()
{
    QFETCH(int, count);
    QFETCH(double, x);
    QFETCH(int, index);
    const TimelineScale scale{static_cast<std::size_t>(count), 10, 110};
    QCOMPARE(scale.indexAt(x), static_cast<std::size_t>(index));
    if (count > 1)
        QCOMPARE(scale.indexAt(scale.xOf(scale.indexAt(x))), static_cast<std::size_t>(index));
}

void Timelines::theGravestMarkStays()
{
    Past past;
    for (std::uint64_t number = 5; number < 105; ++number)
        past.moments.push_back({number, number, {}, true});
    past.marks = {{10, JournalKind::VersionAsked},
                  {11, JournalKind::BecameBad},
                  {12, JournalKind::RollingStarted},
                  {80, JournalKind::RolloutDone}};
    const TimelineScale scale{100, 0, 198};
    const std::vector<PlacedMark> wide{{12, 6, JournalKind::BecameBad},
                                       {150, 75, JournalKind::RolloutDone}};
    QVERIFY(placeMarks(past, scale, 10) == wide);
    QCOMPARE(placeMarks(past, scale, 1).size(), std::size_t(4));
}

void Timelines::namesBranches_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("name");
    QTest::newRow("the first") << u"web"_s << QStringList{} << u"web · branch 1"_s;
    QTest::newRow("the next") << u"web"_s << QStringList{u"web · branch 1"_s}
                              << u"web · branch 2"_s;
    QTest::newRow("of a branch") << u"web · branch 1"_s << QStringList{u"web · branch 1"_s}
                                 << u"web · branch 2"_s;
    QTest::newRow("a gap") << u"web"_s << QStringList{u"web · branch 2"_s} << u"web · branch 1"_s;
}

void Timelines::namesBranches()
{
    QFETCH(QString, original);
    QFETCH(QStringList, taken);
    QFETCH(QString, name);
    QCOMPARE(branchName(original, [&](const QString& one) { return taken.contains(one); }), name);
}

void Timelines::keysGoThroughTime()
{
    Bench bench;
    QVERIFY(bench.isReady);
    QCOMPARE(bench.shownStep(), std::uint64_t(30));
    QVERIFY(bench.find<QWidget>("pastNotice")->isHidden());
    QTest::keyClick(bench.axis(), Qt::Key_Left);
    QTRY_COMPARE(bench.shownStep(), std::uint64_t(29));
    QTest::keyClick(bench.axis(), Qt::Key_Left);
    QTRY_COMPARE(bench.shownStep(), std::uint64_t(28));
    QVERIFY(!bench.find<QWidget>("pastNotice")->isHidden());
    QVERIFY(bench.find<QLabel>("pastSentence")->text().startsWith(u"You see step 28 of 30 ("_s));
    QTest::keyClick(bench.axis(), Qt::Key_Right);
    QTRY_COMPARE(bench.shownStep(), std::uint64_t(29));
    QTest::keyClick(bench.axis(), Qt::Key_Home);
    QTRY_COMPARE(bench.shownStep(), std::uint64_t(0));
    QTest::keyClick(bench.axis(), Qt::Key_End);
    QTRY_COMPARE(bench.shownStep(), std::uint64_t(30));
    QVERIFY(!bench.fixture.focus.past());
    QTest::keyClick(bench.axis(), Qt::Key_PageUp);
    QTRY_VERIFY(bench.fixture.focus.past());
    bench.find<QToolButton>("backToNow")->click();
    QVERIFY(!bench.fixture.focus.past());
    QVERIFY(bench.find<QWidget>("pastNotice")->isHidden());
}

void Timelines::theMouseDrags()
{
    Bench bench;
    QVERIFY(bench.isReady);
    TimelineAxis* axis = bench.axis();
    const QPoint middle = axis->rect().center();
    QTest::mousePress(axis, Qt::LeftButton, {}, middle);
    QTest::mouseMove(axis, QPoint(40, middle.y()));
    QTest::mouseMove(axis, QPoint(4, middle.y()));
    QTest::mouseRelease(axis, Qt::LeftButton, {}, QPoint(4, middle.y()));
    // The newest wish counts, however many there were on the way.
    QTRY_VERIFY(bench.fixture.focus.past() && !bench.travel->isOnTheWay());
    QCOMPARE(bench.fixture.focus.past()->moment, bench.travel->past().moments.front());
}

void Timelines::thePastIsShownWhole()
{
    Bench bench;
    QVERIFY(bench.isReady);
    const SnapshotPtr then = bench.fixture.snapshot();
    const std::size_t index = bench.travel->index();
    QVERIFY(bench.fixture.step(10) && bench.settle());
    bench.travel->goTo(index);
    QTRY_VERIFY(bench.fixture.focus.past());
    const PastViewPtr past = bench.fixture.focus.past();
    QCOMPARE(past->snapshot->state.step, then->state.step);
    QCOMPARE(past->snapshot->clock, then->clock);
    QVERIFY(*past->snapshot->lastPlan == *then->lastPlan);
    QVERIFY(past->summary->phases == summarise(*then).phases);
    std::uint64_t lastStep = 0;
    QVERIFY(bench.fixture.run([&](Orchestrator& engine) {
        JournalFilter filter;
        filter.entity = then->key;
        filter.lastRow = past->lastRow;
        const auto rows =
            engine.journalBefore(filter, std::numeric_limits<std::int64_t>::max(), 1).value();
        lastStep = rows.front().step;
    }));
    QVERIFY(lastStep > 20 && lastStep <= then->state.step);
}

void Timelines::theSimulationGoesOnMeanwhile()
{
    Bench bench;
    QVERIFY(bench.isReady);
    QTest::keyClick(bench.axis(), Qt::Key_Home);
    QTRY_VERIFY(bench.fixture.focus.past());
    QVERIFY(bench.fixture.step(5) && bench.settle());
    QCOMPARE(bench.shownStep(), std::uint64_t(0));
    QVERIFY(bench.find<QLabel>("pastSentence")->text().contains(u"of 35"_s));
}

void Timelines::forksHere()
{
    Bench bench;
    QVERIFY(bench.isReady);
    const EntityKey original = *bench.fixture.focus.entity();
    QSignalSpy forked(bench.travel.get(), &TimeTravel::forked);
    bench.travel->goTo(bench.travel->index() - 5);
    QTRY_VERIFY(bench.fixture.focus.past());
    bench.find<QToolButton>("forkHere")->click();
    QVERIFY(forked.wait());
    const auto branch = forked.front().front().value<EntityKey>();
    QVERIFY(branch != original);
    QCOMPARE(*bench.fixture.focus.entity(), branch);
    QVERIFY(!bench.fixture.focus.past());
    QTRY_VERIFY(bench.fixture.session.snapshot(branch));
    const SnapshotPtr made = bench.fixture.session.snapshot(branch);
    QCOMPARE(made->entityName, std::string("web · branch 1"));
    QCOMPARE(made->state.step, std::uint64_t(25));
    QCOMPARE(bench.fixture.session.snapshot(original)->state.step, std::uint64_t(30));
    QVERIFY(forked.front().back().toString().contains(u"step 25 of web"_s));
}

void Timelines::anotherEntityIsSeenAsItIsNow()
{
    Bench bench;
    QVERIFY(bench.isReady);
    QTest::keyClick(bench.axis(), Qt::Key_Home);
    QTRY_VERIFY(bench.fixture.focus.past());
    bench.fixture.focus.setEntity(std::nullopt);
    QVERIFY(!bench.fixture.focus.past());
    QVERIFY(bench.travel->past().moments.empty());
    QVERIFY(bench.bar->isHidden());
}

void Timelines::asksHowALiveEntityIsSimulated()
{
    Bench bench;
    QVERIFY(bench.fixture.run(
        [](Orchestrator& engine) { (void)engine.setTargetVersion("prod", "real", "v1"); }));
    Session& session = bench.fixture.session;
    QTRY_VERIFY(session.find(u"prod"_s, u"real"_s));
    const EntityKey live = *session.find(u"prod"_s, u"real"_s);
    QTRY_VERIFY(session.snapshot(live));
    bench.fixture.focus.setEntity(live);
    QSignalSpy asked(bench.travel.get(), &TimeTravel::forkAsked);
    bench.travel->branch();
    QCOMPARE(asked.size(), 1);
    ForkDialog dialog(session, session.snapshot(live), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("forkName"));
    auto* verb = dialog.findChild<QPushButton*>(QStringLiteral("forkVerb"));
    QCOMPARE(name->text(), u"real · branch 1"_s);
    QVERIFY(verb->isEnabled());
    QVERIFY(dialog.place().simulation.has_value()); // a live fleet has no behaviour of its own
    name->setText(u"web"_s);
    QVERIFY(!verb->isEnabled());
    QVERIFY(!dialog.findChild<QLabel*>(QStringLiteral("forkNote"))->text().isEmpty());
}

void Timelines::comparesABranchWithItsOriginal()
{
    Bench bench;
    QVERIFY(bench.isReady);
    const EntityKey original = *bench.fixture.focus.entity();
    QVERIFY(bench.fork());
    const EntityKey branch = *bench.fixture.focus.entity();
    QVERIFY(bench.fixture.step(5));
    std::optional<std::uint64_t> first;
    const auto compare = [&](Orchestrator& engine) {
        first =
            firstDifference(readSide(engine, original).value(), readSide(engine, branch).value());
    };
    QVERIFY(bench.fixture.run(compare));
    QVERIFY(!first);
    QVERIFY(bench.fixture.run([&](Orchestrator& engine) {
        (void)engine.apply(branch, verb::Abort{}, {"ann", {}});
    }));
    QVERIFY(bench.fixture.step(5) && bench.fixture.run(compare));
    QCOMPARE(first.value_or(0), std::uint64_t(36));
    CompareDialog dialog(bench.fixture.session, branch, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QTRY_COMPARE(dialog.findChild<QLabel*>(QStringLiteral("compareSentence"))->text(),
                 u"They differ from step 36 on."_s);
    const auto* table = dialog.findChild<QTableWidget*>(QStringLiteral("compareTable"));
    QVERIFY(table->rowCount() > 10);
    QCOMPARE(table->horizontalHeaderItem(0)->text(), u"web · branch 1"_s);
    QCOMPARE(table->horizontalHeaderItem(1)->text(), u"web"_s);
}

void Timelines::readsEarlierFromTheJournal()
{
    const QTemporaryDir folder;
    const QString url = folder.filePath(u"store.db"_s);
    PageFixture fixture;
    const auto open = [&] {
        QSignalSpy opened(&fixture.session, &Session::opened);
        fixture.session.open(url);
        return opened.wait();
    };
    QVERIFY(open());
    QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 0.0));
    QVERIFY(fixture.ask("web", "v2") && fixture.step(20));
    QVERIFY(open()); // as another day's console does
    QTRY_VERIFY(fixture.session.find(u"prod"_s, u"web"_s));
    fixture.focus.setEntity(fixture.session.find(u"prod"_s, u"web"_s));
    TimeTravel travel(fixture.context());
    TimelineBar bar(travel);
    auto* earlier = bar.findChild<QToolButton*>(u"readEarlier"_s);
    QTRY_VERIFY(travel.hasEarlier());
    QVERIFY(!bar.isHidden() && !earlier->isHidden());
    earlier->click();
    QTRY_VERIFY(travel.past().moments.size() > 10);
    QVERIFY(earlier->isHidden() && !travel.readPart());
    const auto moment =
        std::find_if(travel.past().moments.begin(), travel.past().moments.end(),
                     [](const PastMoment& each) { return each.isStep && each.step > 12; });
    QVERIFY(moment != travel.past().moments.end() && moment->isRetold);
    travel.goTo(static_cast<std::size_t>(moment - travel.past().moments.begin()));
    QTRY_VERIFY(fixture.focus.past());
    QCOMPARE(shownSnapshot(fixture.focus, fixture.session)->state.step, moment->step);
    QVERIFY(bar.findChild<QLabel*>(u"pastSentence"_s)->text().contains(u"journal"_s));
    // Nothing goes on from there.
    QVERIFY(!travel.canBranch() && !bar.findChild<QToolButton*>(u"forkHere"_s)->isEnabled());
    QSignalSpy failed(&fixture.session, &Session::failed);
    travel.branch();
    QCOMPARE(failed.size(), 1);
    travel.goToNow();
    QVERIFY(travel.canBranch());
}

QTEST_MAIN(Timelines)
#include "tst_timeline.moc"
