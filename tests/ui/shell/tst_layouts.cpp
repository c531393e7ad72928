#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabWidget>
#include <QToolBar>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/shell/standard_pages.h"

using namespace rollout;

namespace {

/// A window with all pages, over settings that outlive it.
struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Session session;
    ScriptedPrompts prompts;
    FakeSecrets secrets;
    SystemClock clock;
    std::unique_ptr<MainWindow> window;

    Stage() { makeWindow(); }
    void makeWindow()
    {
        window = std::make_unique<MainWindow>(
            WindowParts{session, prompts, settings, secrets, clock, standardPages(), [] {}});
        window->arrange(QSize(1366, 768));
        window->show();
    }
    void trigger(Command command) const { window->actions()[command]->trigger(); }
    QDockWidget* dock(const QString& id) const
    {
        return window->findChild<QDockWidget*>(QStringLiteral("dock_") + id);
    }
    QStringList docks() const
    {
        QStringList open;
        for (const QDockWidget* dock : window->findChildren<QDockWidget*>())
            if (!dock->isHidden())
                open << dock->objectName().section(u'_', 1);
        open.sort();
        return open;
    }
    QString tab() const
    {
        auto* tabs = window->findChild<QTabWidget*>(QStringLiteral("tabs"));
        return tabs->tabText(tabs->currentIndex());
    }
    bool isFullScreen() const { return window->windowState().testFlag(Qt::WindowFullScreen); }
};

} // namespace

class LayoutsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void eachHasItsDocksAndItsTab_data();
    void eachHasItsDocksAndItsTab();
    void whatIsRearrangedComesBackInItsLayoutOnly();
    void resetIsOfTheLayoutInUse();
    void presentIsLeftAsItWasEntered_data();
    void presentIsLeftAsItWasEntered();
    void theTypeIsLargerOnlyWhilePresenting();
    void aProgramStartsInItsLastLayoutButNotFullScreen();
};

void LayoutsTest::eachHasItsDocksAndItsTab_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<QString>("docks");
    QTest::addColumn<QString>("tab");
    QTest::newRow("operate") << int(Command::LayoutOperate)
                             << "approvals events fleet inspector problems training"
                             << "Overview";
    QTest::newRow("analyse") << int(Command::LayoutAnalyse) << "events fleet inspector"
                             << "What-if";
    QTest::newRow("train") << int(Command::LayoutTrain) << "fleet inspector training"
                           << "Overview";
    QTest::newRow("present") << int(Command::LayoutPresent) << ""
                             << "Versions";
}

void LayoutsTest::eachHasItsDocksAndItsTab()
{
    QFETCH(int, command);
    const Stage stage;
    stage.trigger(Command::LayoutTrain); // so that there is something to change
    stage.trigger(static_cast<Command>(command));
    QTEST(stage.docks().join(u' '), "docks");
    QTEST(stage.tab(), "tab");
    QVERIFY(stage.window->actions()[static_cast<Command>(command)]->isChecked());
    const bool isPresent = static_cast<Command>(command) == Command::LayoutPresent;
    QCOMPARE(stage.isFullScreen(), isPresent);
    QCOMPARE(stage.window->findChild<QToolBar*>(QStringLiteral("presentBar"))->isHidden(),
             !isPresent);
    QCOMPARE(stage.window->findChild<QToolBar*>(QStringLiteral("toolBar"))->isHidden(), isPresent);
}

void LayoutsTest::whatIsRearrangedComesBackInItsLayoutOnly()
{
    const Stage stage;
    stage.trigger(Command::LayoutAnalyse);
    stage.dock(QStringLiteral("events"))->hide();
    stage.dock(QStringLiteral("problems"))->show();
    stage.window->findChild<QAction*>(QStringLiteral("show_history"))->trigger();
    const QString tab = stage.tab();
    stage.trigger(Command::LayoutOperate);
    QVERIFY(!stage.dock(QStringLiteral("events"))->isHidden());
    QCOMPARE(stage.tab(), QStringLiteral("Overview"));
    stage.trigger(Command::LayoutAnalyse);
    QCOMPARE(stage.docks().join(u' '), QStringLiteral("fleet inspector problems"));
    QCOMPARE(stage.tab(), tab);
}

void LayoutsTest::resetIsOfTheLayoutInUse()
{
    const Stage stage;
    stage.dock(QStringLiteral("problems"))->hide(); // in Operate
    stage.trigger(Command::LayoutTrain);
    stage.dock(QStringLiteral("training"))->hide();
    stage.trigger(Command::ResetLayout);
    QVERIFY(!stage.dock(QStringLiteral("training"))->isHidden());
    stage.trigger(Command::LayoutOperate);
    QVERIFY(stage.dock(QStringLiteral("problems"))->isHidden());
}

void LayoutsTest::presentIsLeftAsItWasEntered_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("escape") << int(Qt::Key_Escape);
    QTest::newRow("the key that enters it") << int(Qt::Key_F11);
}

void LayoutsTest::presentIsLeftAsItWasEntered()
{
    QFETCH(int, key);
    const Stage stage;
    stage.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
    stage.trigger(Command::LayoutAnalyse);
    stage.dock(QStringLiteral("events"))->hide();
    QTest::keyClick(stage.window.get(), Qt::Key_F11);
    QVERIFY(stage.isFullScreen());
    QVERIFY(stage.window->menuBar()->isHidden());
    QTest::keyClick(stage.window.get(), static_cast<Qt::Key>(key));
    QVERIFY(!stage.isFullScreen());
    QVERIFY(!stage.window->menuBar()->isHidden());
    QVERIFY(stage.window->actions()[Command::LayoutAnalyse]->isChecked());
    QCOMPARE(stage.docks().join(u' '), QStringLiteral("fleet inspector"));
}

void LayoutsTest::theTypeIsLargerOnlyWhilePresenting()
{
    const double plain = QApplication::font().pointSizeF();
    Stage stage;
    stage.trigger(Command::LayoutPresent);
    QVERIFY(QApplication::font().pointSizeF() > plain * 1.3);
    stage.trigger(Command::LayoutTrain);
    QCOMPARE(QApplication::font().pointSizeF(), plain);
    stage.trigger(Command::LayoutPresent);
    stage.window.reset(); // closed while presenting
    QCOMPARE(QApplication::font().pointSizeF(), plain);
}

void LayoutsTest::aProgramStartsInItsLastLayoutButNotFullScreen()
{
    Stage stage;
    stage.trigger(Command::LayoutTrain);
    stage.dock(QStringLiteral("inspector"))->hide();
    stage.trigger(Command::LayoutPresent);
    stage.window->close();
    stage.window = std::make_unique<MainWindow>(WindowParts{stage.session, stage.prompts,
                                                            stage.settings, stage.secrets,
                                                            stage.clock, standardPages(), [] {}});
    QVERIFY(!stage.isFullScreen());
    QVERIFY(stage.window->actions()[Command::LayoutTrain]->isChecked());
    QCOMPARE(stage.docks().join(u' '), QStringLiteral("fleet training"));
}

QTEST_MAIN(LayoutsTest)
#include "tst_layouts.moc"
