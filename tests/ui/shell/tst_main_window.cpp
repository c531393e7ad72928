#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QRegularExpression>
#include <QScreen>
#include <QTableView>
#include <QToolBar>
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
    void withoutAStoreNothingCanBeDone();
    void theLiveClockCanBeRead();
    void theClockStaysInSight_data();
    void theClockStaysInSight();
    void whatIfComesToTheFront();
    void escapeIsLeftToThePaneWithTheKeyboard();
    void escapeInTheTargetsTableClearsItsFilter();
    void theEntityViewedLastIsViewedAgain();
    void firstStartFitsTheScreen();
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
    for (const Command command : {Command::Undo, Command::Redo})
        QVERIFY(!bench.window->actions()[command]->statusTip().isEmpty());
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
    MainWindow window(WindowParts{bench.session, bench.prompts, bench.settings, bench.secrets,
                                  bench.clock, standardPages(), [] {}});
    window.show();
    window.arrange(QSize(1366, 720));
    QVERIFY2(window.minimumSizeHint().width() <= 1100, "docks on both sides have to fit");
    window.arrange(QSize(683, 352));
    QTRY_VERIFY2(window.minimumSizeHint().width() <= 683
                     && window.minimumSizeHint().height() <= 352,
                 "at twice the scale the window has to fit on a screen of 1366 by 768");
    QTest::keyClick(&window, Qt::Key_F6);
    bench.session.attempt([](Orchestrator& engine) { return engine.createEntity("a", "b"); });
    QTRY_VERIFY(window.focusedEntity().entity().has_value());
}

void MainWindowTest::withoutAStoreNothingCanBeDone()
{
    WindowBench bench(QStringLiteral("sqlite:/nonexistent/folder/of/nobody.db"));
    const QString sentence = bench.window->messages().sentence();
    for (const Command command :
         {Command::Step, Command::RunPause, Command::NewEntity, Command::NewNamespace})
        QVERIFY(!bench.window->actions()[command]->isEnabled());
    bench.trigger(Command::RunPause);
    QVERIFY(!bench.session.isRunning());
    QVERIFY(bench.find<QLabel>("welcomeSentence")->text().contains(QStringLiteral("No store")));
    QVERIFY(!bench.find<QPushButton>("welcome_import")->isEnabled());
    QVERIFY(bench.find<QPushButton>("welcome_openSample")->isEnabled());
    QCOMPARE(bench.window->messages().sentence(), sentence); // with the button that helps
    bench.window->commands().importFile(bench.writeFleet(1));
    QVERIFY(!bench.find<QDialog>("importDialog"));
    bench.open(QStringLiteral("memory:"));
    QTRY_VERIFY(bench.window->actions()[Command::Step]->isEnabled());
    QVERIFY(bench.find<QPushButton>("welcome_import")->isEnabled());
    QVERIFY(bench.find<QLabel>("welcomeSentence")->text().contains(QStringLiteral("is empty")));
}

void MainWindowTest::theLiveClockCanBeRead()
{
    WindowBench bench;
    bench.importFleet(2, true);
    auto* clock = bench.find<QLabel>("clock");
    QTRY_VERIFY(clock->text().startsWith(QStringLiteral("LIVE")));
    const QPalette before = QApplication::palette();
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        QApplication::setPalette(consolePalette(scheme));
        const QImage picture = clock->grab().toImage();
        int readable = 0;
        for (int y = picture.height() / 4; y < picture.height() * 3 / 4; ++y)
            for (int x = 0; x < picture.width(); ++x)
                readable += contrast(picture.pixelColor(x, y), liveColour(scheme)) >= 4.5 ? 1 : 0;
        QVERIFY2(readable > 100, qPrintable(QString::number(readable))); // strokes of the letters
    }
    QApplication::setPalette(before);
}

void MainWindowTest::theClockStaysInSight_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasWords");
    QTest::newRow("narrow") << 1000 << false;
    QTest::newRow("just not enough") << 1279 << false;
    QTest::newRow("just enough") << 1280 << true;
    QTest::newRow("usual") << 1366 << true;
}

void MainWindowTest::theClockStaysInSight()
{
    QFETCH(int, width);
    QFETCH(bool, hasWords);
    WindowBench bench;
    bench.importFleet(2, true);
    QTRY_VERIFY(bench.find<QLabel>("clock")->text().startsWith(QStringLiteral("LIVE")));
    bench.window->resize(width, 700);
    const auto* bar = bench.find<QToolBar>("toolBar");
    QTRY_COMPARE(bar->width(), width);
    QCOMPARE(bar->toolButtonStyle() == Qt::ToolButtonTextBesideIcon, hasWords);
    const auto* clock = bench.find<QLabel>("clock");
    QTRY_VERIFY(clock->isVisible()
                && clock->mapTo(bar, clock->rect().topRight()).x() < bar->width());
}

void MainWindowTest::whatIfComesToTheFront()
{
    WindowBench bench;
    MainWindow window(WindowParts{bench.session, bench.prompts, bench.settings, bench.secrets,
                                  bench.clock, standardPages(), [] {}});
    window.show();
    bench.importFleet(2);
    const auto* page = window.findChild<QWidget*>(QStringLiteral("whatif"));
    QVERIFY(!page->isVisible());
    window.actions()[Command::WhatIf]->trigger();
    QTRY_VERIFY(page->isVisible());
}

void MainWindowTest::escapeIsLeftToThePaneWithTheKeyboard()
{
    WindowBench bench;
    bench.importFleet(2);
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    auto* edit = new QLineEdit(QStringLiteral("kept"), bench.dock); // no filter
    auto* filter = bench.find<QLineEdit>("fleetFilter");
    filter->setText(QStringLiteral("shop"));
    edit->show();
    edit->setFocus();
    bench.window->focusedEntity().setTargets({TargetId(1)});
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), QStringLiteral("kept"));
    QCOMPARE(filter->text(), QStringLiteral("shop"));
    QVERIFY(bench.window->focusedEntity().targets().empty());
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(filter->text(), QString());
    bench.page->setFocusPolicy(Qt::StrongFocus);
    bench.page->setFocus();
    QTest::keyClick(bench.page, Qt::Key_Escape);
    QCOMPARE(bench.page->escapes, 1);
}

void MainWindowTest::escapeInTheTargetsTableClearsItsFilter()
{
    WindowBench bench;
    bench.importFleet(3);
    MainWindow window(WindowParts{bench.session, bench.prompts, bench.settings, bench.secrets,
                                  bench.clock, standardPages(), [] {}});
    window.show();
    window.focusedEntity().setEntity(bench.window->focusedEntity().entity());
    window.findChild<QAction*>(QStringLiteral("show_targets"))->trigger();
    auto* table = window.findChild<QTableView*>(QStringLiteral("targetsTable"));
    auto* filter = window.findChild<QLineEdit*>(QStringLiteral("targetFilter"));
    auto* fleetFilter = window.findChild<QLineEdit*>(QStringLiteral("fleetFilter"));
    QTRY_COMPARE(table->model()->rowCount(), 3);
    filter->setText(QStringLiteral("t"));
    fleetFilter->setText(QStringLiteral("shop"));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    table->setFocus();
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_Escape);
    QCOMPARE(filter->text(), QString());
    QCOMPARE(fleetFilter->text(), QStringLiteral("shop"));
    QVERIFY(!window.focusedEntity().targets().empty());
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(window.focusedEntity().targets().empty());
}

void MainWindowTest::theEntityViewedLastIsViewedAgain()
{
    WindowBench bench;
    const QString url = QLatin1String("sqlite:") + bench.folder.filePath(QStringLiteral("s.db"));
    bench.open(url);
    bench.importFleet(1);
    bench.importFleet(1, false, QStringLiteral("a"));
    bench.importFleet(1);
    const auto viewed = bench.window->focusedEntity().entity();
    bench.open(QStringLiteral("memory:"));
    QTRY_VERIFY(!bench.window->focusedEntity().entity());
    bench.open(url);
    QTRY_COMPARE(bench.window->focusedEntity().entity(), viewed);
}

void MainWindowTest::firstStartFitsTheScreen()
{
    WindowBench bench;
    const QSize room = bench.window->screen()->availableSize();
    QCOMPARE(room.expandedTo(bench.window->size()), room);
    bench.window->arrange(QSize(1600, 900));
    QCOMPARE(bench.window->size(), QSize(1600, 900));
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
