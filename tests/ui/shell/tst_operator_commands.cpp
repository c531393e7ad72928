// The operators' commands in the window: enabled when they make sense, with the reason when not;
// notices with buttons; what is live and grave is asked twice.

#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/common/settings.h"
#include "ui/shell/standard_pages.h"

using namespace rollout;

namespace {

void beginRolloutAsAda(WindowBench& bench)
{
    setOperatorName(bench.settings, QStringLiteral("ada"));
    beginRollout(bench);
}

QAction* action(WindowBench& bench, Command command)
{
    return bench.window->actions()[command];
}

QString noticeText(WindowBench& bench)
{
    for (const QLabel* label : bench.window->findChildren<QLabel*>(QStringLiteral("noticeText")))
        if (label->isVisible())
            return label->text();
    return {};
}

} // namespace

class OperatorCommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void everyActHasItsCommand()
    {
        WindowBench bench;
        for (std::size_t number = 0; number < actCount; ++number) {
            const auto act = static_cast<Act>(number);
            QCOMPARE(action(bench, commandOf(act))->objectName(), actName(act));
            QVERIFY2(!action(bench, commandOf(act))->icon().isNull(), qPrintable(actName(act)));
            QVERIFY(!action(bench, commandOf(act))->isEnabled()); // nothing is in focus
        }
    }

    void noSingleKeyDoesIt()
    {
        WindowBench bench;
        for (std::size_t number = 0; number < actCount; ++number) {
            const auto keys = action(bench, commandOf(static_cast<Act>(number)))->shortcuts();
            for (const QKeySequence& key : keys)
                QVERIFY(key[0].keyboardModifiers() != Qt::NoModifier);
        }
    }

    void saysWhyNot()
    {
        WindowBench bench;
        bench.importFleet(10);
        QTRY_VERIFY(action(bench, Command::PauseRollout)->isEnabled());
        QVERIFY(!action(bench, Command::PromoteRollout)->isEnabled());
        QVERIFY(action(bench, Command::PromoteRollout)
                    ->toolTip()
                    .contains(QStringLiteral("No version is being rolled out")));
        QVERIFY(!action(bench, Command::ExcludeSelected)->isEnabled());
        bench.window->focusedEntity().setTargets({TargetId(2)});
        QVERIFY(action(bench, Command::ExcludeSelected)->isEnabled());
        QVERIFY(!action(bench, Command::IncludeSelected)->isEnabled());
        beginRolloutAsAda(bench);
        QTRY_VERIFY(action(bench, Command::PromoteRollout)->isEnabled());
        QVERIFY(!action(bench, Command::PromoteRollout)
                     ->toolTip()
                     .contains(QStringLiteral("No version")));
    }

    void aPauseIsSeenAndEnded()
    {
        WindowBench bench;
        bench.importFleet(10);
        beginRolloutAsAda(bench);
        auto* bar = bench.find<QWidget>("noticeBar");
        QVERIFY(!bar->isVisible());
        bench.prompts.answers = {QStringLiteral("database migration")};
        bench.trigger(Command::PauseRollout);
        QTRY_VERIFY(bar->isVisible());
        const QString text = noticeText(bench);
        QVERIFY2(text.startsWith(QStringLiteral("Paused by ada at ")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("database migration")), qPrintable(text));
        auto* button = bench.find<QToolButton>("pauseButton");
        QCOMPARE(button->defaultAction(), action(bench, Command::ResumeRollout));
        auto* resume = bench.find<QToolButton>("notice_resumeRollout");
        QCOMPARE(resume->accessibleName(), resume->defaultAction()->text());
        resume->click();
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(button->defaultAction(), action(bench, Command::PauseRollout));
        bench.prompts.answers = {QStringLiteral("again")};
        button->click();
        QTRY_COMPARE(button->defaultAction(), action(bench, Command::ResumeRollout));
    }

    void aLockLeavesNothingButItsEnd()
    {
        WindowBench bench;
        bench.importFleet(10);
        beginRolloutAsAda(bench);
        bench.window->focusedEntity().setTargets({TargetId(2)});
        bench.prompts.answers = {QStringLiteral("audit")};
        bench.trigger(Command::LockEntity);
        QTRY_VERIFY(bench.find<QWidget>("noticeBar")->isVisible());
        for (std::size_t number = 0; number < actCount; ++number) {
            const auto act = static_cast<Act>(number);
            const bool may = act == Act::Unlock || act == Act::Review;
            QVERIFY2(action(bench, commandOf(act))->isEnabled() == may, qPrintable(actName(act)));
            QVERIFY2(
                may || action(bench, commandOf(act))->toolTip().contains(QStringLiteral("audit")),
                qPrintable(actName(act)));
        }
        QVERIFY(!action(bench, Command::SetVersion)->isEnabled());
        bench.trigger(Command::UnlockEntity);
        QTRY_VERIFY(!bench.find<QWidget>("noticeBar")->isVisible());
    }

    void liveAndGraveTakesTheName_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QString>("count");
        QTest::newRow("roll back") << static_cast<int>(Command::AbortRollout)
                                   << QStringLiteral("Going back to v1: 1 target.");
        QTest::newRow("promote") << static_cast<int>(Command::PromoteRollout)
                                 << QStringLiteral("remaining 9 targets");
    }
    void liveAndGraveTakesTheName()
    {
        QFETCH(int, command);
        QFETCH(QString, count);
        WindowBench bench;
        bench.importFleet(10, true);
        beginRolloutAsAda(bench);
        const auto before = bench.snapshot()->state.rollout;
        bench.prompts.answers = {QStringLiteral("shoe"), QStringLiteral("too many errors")};
        QTRY_VERIFY(action(bench, static_cast<Command>(command))->isEnabled());
        bench.trigger(static_cast<Command>(command));
        QVERIFY(bench.prompts.sentences.back().startsWith(QStringLiteral("shop is LIVE.")));
        QVERIFY2(bench.prompts.sentences.back().contains(count),
                 qPrintable(bench.prompts.sentences.back()));
        bench.session.attempt([](Orchestrator&) -> Result<void> { return {}; });
        QCOMPARE(bench.snapshot()->state.rollout, before); // the name was wrong
        bench.prompts.answers = {QStringLiteral("shop"), QStringLiteral("too many errors")};
        bench.trigger(static_cast<Command>(command));
        QTRY_VERIFY(bench.snapshot()->state.rollout != before
                    || bench.snapshot()->state.progress.promoted != VersionId::None);
    }

    void theNoticeExcludesWhatFails()
    {
        WindowBench bench;
        bench.importFleet(10);
        beginRolloutAsAda(bench);
        const auto fail = [key = bench.snapshot()->key](Orchestrator& engine) -> Result<void> {
            const SnapshotPtr snapshot = engine.snapshot(key).value();
            Policy policy = snapshot->state.policy();
            policy.guards.stopWhileUnhealthy = true;
            const Fleet& fleet = snapshot->state.fleet;
            ClientState report{"", "g", "", "v2", "no disk", true};
            for (const TargetId id : fleet.order())
                if (fleet.target(id).expectedVersion == snapshot->state.rollout.rolling)
                    report.name = fleet.name(id);
            return engine.setPolicy(key, policy).and_then([&] {
                return engine.record(snapshot->namespaceName, snapshot->entityName, {{report}});
            });
        };
        bench.session.attempt(fail);
        QTRY_VERIFY2(noticeText(bench).startsWith(QStringLiteral("1 target fails on v2")),
                     qPrintable(noticeText(bench)));
        bench.prompts.answers = {QStringLiteral("disk is replaced")};
        bench.find<QToolButton>("notice_excludeFailing")->click();
        QTRY_COMPARE(bench.snapshot()->state.fleet.excluded(), std::size_t(1));
        QTRY_VERIFY(noticeText(bench).isEmpty());
        QTRY_VERIFY(action(bench, Command::Undo)->isEnabled());
        bench.trigger(Command::Undo);
        QTRY_COMPARE(bench.snapshot()->state.fleet.excluded(), std::size_t(0));
    }

    void simulatedRollbackAsksOnlyWhy()
    {
        WindowBench bench;
        bench.importFleet(10);
        beginRolloutAsAda(bench);
        QTRY_VERIFY(action(bench, Command::AbortRollout)->isEnabled());
        bench.prompts.answers = {QStringLiteral("wrong build")};
        bench.trigger(Command::AbortRollout);
        QTRY_VERIFY(bench.snapshot()->state.rollout.isRollingBack());
        QTRY_VERIFY(action(bench, Command::RetryVersion)->isEnabled());
        bench.prompts.answers = {QStringLiteral("fixed")};
        bench.trigger(Command::RetryVersion);
        QTRY_VERIFY(!bench.snapshot()->state.rollout.isRollingBack());
        QTRY_VERIFY(bench.window->messages().sentence().contains(QStringLiteral("tried again")));
    }

    void thePagesOfferThem()
    {
        WindowBench bench;
        bench.window = std::make_unique<MainWindow>(
            WindowParts{bench.session, bench.prompts, bench.settings, bench.secrets, bench.clock,
                        standardPages(), [] {}});
        bench.window->show();
        bench.importFleet(10);
        const auto has = [&](const char* widget, Command command) {
            return bench.find<QWidget>(widget)->actions().contains(action(bench, command));
        };
        QVERIFY(has("targetsTable", Command::ExcludeSelected));
        QVERIFY(has("fleetTree", Command::PauseRollout));
        bench.trigger(Command::ReviewApprovals);
        auto* dock = bench.find<QDockWidget>("dock_approvals");
        QTRY_VERIFY(!dock->visibleRegion().isEmpty());
        auto* events = bench.find<QDockWidget>("dock_events");
        QVERIFY(bench.window->tabifiedDockWidgets(events).contains(dock));
    }
};

QTEST_MAIN(OperatorCommandsTest)
#include "tst_operator_commands.moc"
