// The window in the past: what it shows, what it refuses, and what going on from there does.

#include <QLabel>
#include <QTest>
#include <QWidget>

#include "ui/timeline/timeline_axis.h"
#include "window_bench.h"

using namespace rollout;

class TimeCommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void pagesShowThePast();
    void steppingInThePastBranches();

private:
    /// Five steps of a simulated fleet, the second of them looked at.
    static void goBack(WindowBench& bench);
};

void TimeCommandsTest::goBack(WindowBench& bench)
{
    bench.importFleet(20);
    for (int i = 0; i < 5; ++i)
        bench.trigger(Command::Step);
    QTRY_COMPARE(bench.snapshot()->state.step, std::uint64_t(5));
    auto* axis = bench.find<TimelineAxis>("timelineAxis");
    QTRY_VERIFY(axis->maximum() >= 5 && axis->value() == axis->maximum());
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(axis, Qt::Key_Left);
    QTRY_VERIFY(bench.window->focusedEntity().past());
    QTRY_COMPARE(bench.window->focusedEntity().past()->snapshot->state.step, std::uint64_t(2));
}

void TimeCommandsTest::pagesShowThePast()
{
    WindowBench bench;
    goBack(bench);
    QCOMPARE(bench.page->shown.back()->state.step, std::uint64_t(2));
    QVERIFY(!bench.window->actions()[Command::SetVersion]->isEnabled());
    QVERIFY(!bench.window->actions()[Command::PauseRollout]->isEnabled());
    QVERIFY(bench.window->actions()[Command::BackToNow]->isEnabled());
    bench.trigger(Command::BackToNow);
    QCOMPARE(bench.page->shown.back()->state.step, std::uint64_t(5));
    QVERIFY(bench.window->actions()[Command::SetVersion]->isEnabled());
    QVERIFY(!bench.window->actions()[Command::BackToNow]->isEnabled());
}

void TimeCommandsTest::steppingInThePastBranches()
{
    WindowBench bench;
    goBack(bench);
    const EntityKey original = *bench.window->focusedEntity().entity();
    bench.trigger(Command::Step);
    QTRY_VERIFY(bench.snapshot() && bench.snapshot()->key != original);
    QTRY_COMPARE(bench.snapshot()->state.step, std::uint64_t(3));
    QCOMPARE(bench.snapshot()->entityName, std::string("shop · branch 1"));
    QVERIFY(!bench.window->focusedEntity().past());
    QTRY_VERIFY(bench.window->messages().sentence().startsWith(
        QStringLiteral("You are on shop · branch 1 now, a branch from step 2 of shop")));
    // The namesake in the fleet is what is in focus.
    QTRY_COMPARE(*bench.window->focusedEntity().entity(), bench.snapshot()->key);
}

QTEST_MAIN(TimeCommandsTest)
#include "tst_time_commands.moc"
