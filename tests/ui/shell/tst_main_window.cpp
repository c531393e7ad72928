#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QRegularExpression>
#include <QTableWidget>
#include <QUrl>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/panes.h"
#include "ui/shell/standard_pages.h"

using namespace rollout;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void anEmptyStoreWelcomes();
    void liveIsFramedAndNamed();
    void onlyVisiblePagesAreShownSnapshots();
    void runTogglesWithItsKey();
    void everyActionHasWordsAndNoTwoShareAKey();
    void layoutIsRestoredAndReset();
    void droppedFilesAreRecognised();
    void standardPagesComposeTheWindow();
};

void MainWindowTest::anEmptyStoreWelcomes()
{
    WindowBench bench;
    QVERIFY(bench.find<QWidget>("welcomePage")->isVisible());
    bench.find<QPushButton>("welcome_openSample")->click();
    QCOMPARE(bench.samplesAsked, 1);
    bench.session.attempt([](Orchestrator& engine) { return engine.createNamespace("x"); });
    QTRY_VERIFY(!bench.find<QWidget>("welcomePage")->isVisible());
}

void MainWindowTest::liveIsFramedAndNamed()
{
    WindowBench bench;
    bench.importFleet(2, true);
    QTRY_VERIFY(bench.find<QLabel>("clock")->text().startsWith(QStringLiteral("LIVE")));
}

void MainWindowTest::onlyVisiblePagesAreShownSnapshots()
{
    WindowBench bench;
    bench.find<QDockWidget>("dock_docked")->hide();
    bench.importFleet(3);
    QTRY_VERIFY(!bench.page->shown.empty() && bench.page->shown.back());
    const auto whileHidden = bench.dock->shown.size();
    bench.trigger(Command::Step);
    const auto pageBefore = bench.page->shown.size();
    QTRY_VERIFY(bench.page->shown.size() > pageBefore);
    QCOMPARE(bench.dock->shown.size(), whileHidden);
    bench.find<QDockWidget>("dock_docked")->show();
    QTRY_VERIFY(bench.dock->shown.size() > whileHidden);
    QVERIFY(bench.dock->shown.back());
}

void MainWindowTest::runTogglesWithItsKey()
{
    WindowBench bench;
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    QTest::keyClick(bench.window.get(), Qt::Key_F5);
    QVERIFY(bench.session.isRunning());
    QCOMPARE(bench.window->actions()[Command::RunPause]->text(), QStringLiteral("Pause"));
    QTest::keyClick(bench.window.get(), Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(!bench.session.isRunning());
}

void MainWindowTest::everyActionHasWordsAndNoTwoShareAKey()
{
    WindowBench bench;
    QHash<QKeySequence, QString> owners;
    for (const QAction* action : bench.window->actions().all()) {
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        for (const QKeySequence& key : action->shortcuts()) {
            QVERIFY2(!owners.contains(key),
                     qPrintable(key.toString() + owners.value(key) + action->text()));
            owners.insert(key, action->text());
        }
    }
    QVERIFY(owners.contains(QKeySequence(Qt::CTRL | Qt::Key_1)));
}

void MainWindowTest::layoutIsRestoredAndReset()
{
    WindowBench bench;
    bench.find<QDockWidget>("dock_docked")->hide();
    bench.window->close();
    bench.makeWindow();
    QVERIFY(bench.find<QDockWidget>("dock_docked")->isHidden());
    bench.trigger(Command::ResetLayout);
    QVERIFY(!bench.find<QDockWidget>("dock_docked")->isHidden());
}

void MainWindowTest::droppedFilesAreRecognised()
{
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/a.csv")),
                  QUrl::fromLocalFile(QStringLiteral("/x/b.png"))});
    QCOMPARE(droppedFile(data), QString());
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/x/b.NDJSON"))});
    QCOMPARE(droppedFile(data), QStringLiteral("/x/b.NDJSON"));
}

void MainWindowTest::standardPagesComposeTheWindow()
{
    WindowBench bench;
    MainWindow window(WindowParts{bench.session, bench.prompts, bench.settings, bench.clock,
                                  standardPages(), [] {}});
    window.show();
    QVERIFY2(window.minimumSizeHint().width() <= 1366 && window.minimumSizeHint().height() <= 700,
             "the window has to fit on a screen of 1366 by 768");
    QTest::keyClick(&window, Qt::Key_F6);
    bench.session.attempt([](Orchestrator& engine) { return engine.createEntity("a", "b"); });
    QTRY_VERIFY(window.focusedEntity().entity().has_value());
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
