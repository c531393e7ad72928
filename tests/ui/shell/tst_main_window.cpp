#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/shell/actions.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/panes.h"
#include "ui/shell/standard_pages.h"
#include "ui/shell/window_commands.h"

using namespace rollout;

namespace {

/// A page that notes what it is shown.
class NotingPage : public EntityPage
{
public:
    QString title() const override { return QStringLiteral("Noting"); }
    void showSnapshot(const SnapshotPtr& snapshot) override { shown.push_back(snapshot); }
    std::vector<SnapshotPtr> shown;
};

struct Bench
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Session session;
    ScriptedPrompts prompts;
    SystemClock clock;
    int samplesAsked = 0;
    NotingPage* page = nullptr;
    NotingPage* dock = nullptr;
    std::unique_ptr<MainWindow> window;

    Bench()
    {
        makeWindow();
        session.open(QStringLiteral("memory:"));
        QTRY_VERIFY(!session.storeUrl().isEmpty()); // opening clears what the message bar says
    }
    void makeWindow()
    {
        const auto make = [](NotingPage*& slot) {
            return [&slot](const PageContext&) { return slot = new NotingPage; };
        };
        window = std::make_unique<MainWindow>(
            WindowParts{session, prompts, settings, clock,
                        PageRegistry{{QStringLiteral("noting"), QStringLiteral("overview"),
                                      PagePlace::Tab, make(page)},
                                     {QStringLiteral("docked"), QStringLiteral("events"),
                                      PagePlace::BottomDock, make(dock)}},
                        [this] { ++samplesAsked; }});
        window->show();
    }
    void trigger(Command command) { window->actions()[command]->trigger(); }
    template <typename Widget>
    Widget* find(const char* name)
    {
        return window->findChild<Widget*>(QLatin1String(name));
    }
    QString writeFleet(int targets)
    {
        const QString path = folder.filePath(QStringLiteral("shop.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("name,group,tags,version\n");
        for (int i = 0; i < targets; ++i)
            file.write(QStringLiteral("t%1,g,,v1\n").arg(i).toUtf8());
        return path;
    }
    void importFleet(int targets, bool live = false)
    {
        window->commands().importFile(writeFleet(targets));
        if (live)
            find<QRadioButton>("importLive")->setChecked(true);
        find<QPushButton>("importVerb")->click();
        QTRY_VERIFY(window->focusedEntity().entity().has_value());
        QTRY_VERIFY(session.snapshot(*window->focusedEntity().entity()));
    }
    SnapshotPtr snapshot() { return session.snapshot(*window->focusedEntity().entity()); }
};

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void anEmptyStoreWelcomes();
    void importsAFileAndFocusesIt();
    void aBadFileIsOneSentence();
    void liveIsFramedAndNamed();
    void setVersionThenStep();
    void aBadVersionCannotBeSet();
    void exportsWhatIsReported();
    void onlyVisiblePagesAreShownSnapshots();
    void runTogglesWithItsKey();
    void everyActionHasWordsAndNoTwoShareAKey();
    void paletteFindsCommandsAndEntities();
    void layoutIsRestoredAndReset();
    void droppedFilesAreRecognised();
    void standardPagesComposeTheWindow();
};

void MainWindowTest::anEmptyStoreWelcomes()
{
    Bench bench;
    QVERIFY(bench.find<QWidget>("welcomePage")->isVisible());
    bench.find<QPushButton>("welcome_openSample")->click();
    QCOMPARE(bench.samplesAsked, 1);
    bench.session.attempt([](Orchestrator& engine) { return engine.createNamespace("x"); });
    QTRY_VERIFY(!bench.find<QWidget>("welcomePage")->isVisible());
}

void MainWindowTest::importsAFileAndFocusesIt()
{
    Bench bench;
    bench.importFleet(30);
    QTRY_COMPARE(bench.snapshot()->state.fleet.size(), std::size_t(30));
    QVERIFY(bench.snapshot()->state.isSimulated());
    QVERIFY(bench.window->messages().sentence().contains(QStringLiteral("30 targets")));
    QTRY_VERIFY(bench.find<QLabel>("entityPath")->text().contains(QStringLiteral("shop")));
}

void MainWindowTest::aBadFileIsOneSentence()
{
    Bench bench;
    const QString path = bench.writeFleet(3);
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("t0,g,,v1\n"); // twice
    file.close();
    bench.window->commands().importFile(path);
    bench.find<QPushButton>("importVerb")->click();
    QTRY_VERIFY2(bench.window->messages().sentence().contains(QStringLiteral("shop.csv:5")),
                 qPrintable(bench.window->messages().sentence()));
    QVERIFY(bench.session.directory()->empty());
    bench.window->commands().importFile(QStringLiteral("/tmp/picture.png"));
    QVERIFY(!bench.window->messages().sentence().isEmpty());
}

void MainWindowTest::liveIsFramedAndNamed()
{
    Bench bench;
    bench.importFleet(2, true);
    QTRY_VERIFY(bench.find<QLabel>("clock")->text().startsWith(QStringLiteral("LIVE")));
}

void MainWindowTest::setVersionThenStep()
{
    Bench bench;
    bench.importFleet(10);
    bench.trigger(Command::SetVersion);
    bench.find<QComboBox>("versionBox")->setCurrentText(QStringLiteral("v1"));
    QVERIFY(bench.find<QPushButton>("versionVerb")->text().contains(QStringLiteral("10 targets")));
    bench.find<QPushButton>("versionVerb")->click();
    QTRY_VERIFY(bench.snapshot()->state.rollout.target != VersionId::None);
    const auto before = bench.snapshot()->state.step;
    bench.trigger(Command::Step);
    QTRY_COMPARE(bench.snapshot()->state.step, before + 1);
    QTRY_VERIFY(bench.find<QLabel>("entityFigures")->text().contains(QStringLiteral("needed")));
}

void MainWindowTest::aBadVersionCannotBeSet()
{
    Bench bench;
    bench.importFleet(1);
    bench.trigger(Command::ForceVersion);
    auto* verb = bench.find<QPushButton>("versionVerb");
    QVERIFY(!verb->isEnabled());
    bench.find<QComboBox>("versionBox")->setCurrentText(QString(2000, u'v'));
    QVERIFY(!verb->isEnabled());
    QVERIFY(!bench.find<QLabel>("versionNote")->text().isEmpty());
}

void MainWindowTest::exportsWhatIsReported()
{
    Bench bench;
    bench.importFleet(7);
    const QString path = bench.folder.filePath(QStringLiteral("out.csv"));
    bench.prompts.answers = {path};
    bench.trigger(Command::Export);
    QTRY_VERIFY(bench.window->messages().sentence().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 8);
}

void MainWindowTest::onlyVisiblePagesAreShownSnapshots()
{
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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

void MainWindowTest::paletteFindsCommandsAndEntities()
{
    Bench bench;
    bench.importFleet(1);
    bench.window->focusedEntity().setEntity(std::nullopt);
    bench.trigger(Command::Palette);
    auto* list = bench.find<QListWidget>("paletteList");
    auto* edit = bench.find<QLineEdit>("paletteEdit");
    const int all = list->count();
    edit->setText(QStringLiteral("layout reset"));
    QCOMPARE(list->count(), 1);
    edit->setText(QStringLiteral("@shop"));
    QCOMPARE(list->count(), 1);
    QVERIFY(all > 15);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(bench.window->focusedEntity().entity().has_value());
    QVERIFY(matchesWords(QStringLiteral("Set version…"), QStringLiteral("VER set")));
    QVERIFY(!matchesWords(QStringLiteral("Set version…"), QStringLiteral("unset")));
}

void MainWindowTest::layoutIsRestoredAndReset()
{
    Bench bench;
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
    Bench bench;
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
