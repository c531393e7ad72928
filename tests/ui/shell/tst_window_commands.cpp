// What the window's commands do: files in and out, versions, the command palette.

#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSpinBox>

#include "tests/ui/shell/window_bench.h"
#include "ui/common/icons.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/standard_pages.h"

using namespace rollout;

namespace {

const QString second = QStringLiteral("second");

void ask(WindowBench& bench, Command command, const QString& version)
{
    bench.trigger(command);
    bench.find<QComboBox>("versionBox")->setCurrentText(version);
}

} // namespace

class WindowCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void importsAFileAndFocusesIt();
    void theImportedEntityIsTheOneToSetAVersionOf();
    void importIntoAnEntityKeepsItsMode_data();
    void importIntoAnEntityKeepsItsMode();
    void theDialogShowsTheModeOfAnEntityThatExists();
    void aBadFileIsOneSentence();
    void aFileWithoutTargetsIsRefused();
    void notesGoWithTheirEntity();
    void setVersionThenStep();
    void aBadVersionCannotBeSet();
    void forcingALiveRolloutAsksForTheName();
    void forcingASimulatedRolloutOnlySaysWhatItDoes();
    void exportsWhatIsReported();
    void aSavedFileHasASuffix();
    void paletteFindsCommandsAndEntities();
    void paletteFindsTargets();
    void policiesAreInThePaletteAndTheMenus();
    void paletteTakesReturnInItsList();
};

void WindowCommandsTest::importsAFileAndFocusesIt()
{
    WindowBench bench;
    bench.importFleet(30);
    QTRY_COMPARE(bench.snapshot()->state.fleet.size(), std::size_t(30));
    QVERIFY(bench.snapshot()->state.isSimulated());
    QVERIFY(bench.window->messages().sentence().contains(QStringLiteral("30 targets")));
    QTRY_VERIFY(bench.find<QLabel>("entityPath")->text().contains(QStringLiteral("shop")));
}

void WindowCommandsTest::aBadFileIsOneSentence()
{
    WindowBench bench;
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

void WindowCommandsTest::setVersionThenStep()
{
    WindowBench bench;
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

void WindowCommandsTest::aBadVersionCannotBeSet()
{
    WindowBench bench;
    bench.importFleet(1);
    bench.trigger(Command::ForceVersion);
    auto* verb = bench.find<QPushButton>("versionVerb");
    QVERIFY(!verb->isEnabled());
    bench.find<QComboBox>("versionBox")->setCurrentText(QString(2000, u'v'));
    QVERIFY(!verb->isEnabled());
    QVERIFY(!bench.find<QLabel>("versionNote")->text().isEmpty());
}

void WindowCommandsTest::exportsWhatIsReported()
{
    WindowBench bench;
    bench.importFleet(7);
    const QString path = bench.folder.filePath(QStringLiteral("out.csv"));
    bench.prompts.answers = {path};
    bench.trigger(Command::Export);
    QTRY_VERIFY(bench.window->messages().sentence().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 8);
}

void WindowCommandsTest::paletteFindsCommandsAndEntities()
{
    WindowBench bench;
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

void WindowCommandsTest::theImportedEntityIsTheOneToSetAVersionOf()
{
    WindowBench bench;
    bench.importFleet(3);
    const auto first = bench.window->focusedEntity().entity();
    bench.importFleet(4, false, second);
    QVERIFY(bench.window->focusedEntity().entity() != first);
    bench.window->focusedEntity().setEntity(first); // the note goes, and its button with it
    QTRY_VERIFY(bench.window->messages().sentence().isEmpty());
    bench.importFleet(4, false, second);
    bench.find<QPushButton>("messageButton")->click();
    QVERIFY(bench.find<QPushButton>("versionVerb")->text().contains(QStringLiteral("4 targets")));
}

void WindowCommandsTest::importIntoAnEntityKeepsItsMode_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("live") << true;
    QTest::newRow("simulated") << false;
}

void WindowCommandsTest::importIntoAnEntityKeepsItsMode()
{
    QFETCH(bool, live);
    WindowBench bench;
    bench.importFleet(2, live);
    SimulationSettings settings;
    settings.seed = 12345678901;
    if (!live)
        bench.session.attempt([key = bench.snapshot()->key, settings](Orchestrator& engine) {
            return engine.setSimulation(key, settings);
        });
    bench.importFleet(5);
    QTRY_COMPARE(bench.snapshot()->state.fleet.size(), std::size_t(5));
    QCOMPARE(bench.snapshot()->state.isSimulated(), !live);
    if (!live)
        QCOMPARE(bench.snapshot()->state.simulation->seed, settings.seed);
}

void WindowCommandsTest::theDialogShowsTheModeOfAnEntityThatExists()
{
    WindowBench bench;
    bench.importFleet(2, true);
    bench.window->commands().importFile(bench.writeFleet(3));
    auto* live = bench.find<QRadioButton>("importLive");
    QVERIFY(live->isChecked() && !live->isEnabled());
    QVERIFY(!bench.find<QLineEdit>("importSeed")->isEnabled());
    QVERIFY(bench.find<QLabel>("importNote")->text().contains(QStringLiteral("stays LIVE")));
    bench.find<QLineEdit>("importEntity")->setText(QStringLiteral("new"));
    QVERIFY(live->isEnabled() && !live->isChecked());
    bench.find<QLineEdit>("importSeed")->setText(QStringLiteral("77"));
    bench.find<QLineEdit>("importEntity")->setText(QStringLiteral("shop"));
    bench.find<QLineEdit>("importEntity")->setText(QStringLiteral("newer"));
    QCOMPARE(bench.find<QLineEdit>("importSeed")->text(), QStringLiteral("77")); // typed before
}

void WindowCommandsTest::aFileWithoutTargetsIsRefused()
{
    WindowBench bench;
    bench.window->commands().importFile(bench.writeFleet(0));
    bench.find<QPushButton>("importVerb")->click();
    QTRY_VERIFY2(bench.window->messages().sentence().contains(QStringLiteral("names no target")),
                 qPrintable(bench.window->messages().sentence()));
    QVERIFY(bench.session.directory()->empty());
}

void WindowCommandsTest::notesGoWithTheirEntity()
{
    WindowBench bench;
    MessageBar& messages = bench.window->messages();
    bench.importFleet(2);
    const auto first = bench.window->focusedEntity().entity();
    QTRY_VERIFY(messages.sentence().contains(QStringLiteral("Imported")));
    Q_EMIT bench.session.failed(QStringLiteral("That went wrong."));
    bench.window->focusedEntity().setEntity(std::nullopt);
    QCOMPARE(messages.sentence(), QStringLiteral("That went wrong."));
    messages.showNote(*first, QStringLiteral("Written."));
    bench.window->focusedEntity().setEntity(first);
    QCOMPARE(messages.sentence(), QStringLiteral("Written."));
    bench.window->focusedEntity().setEntity(std::nullopt);
    QCOMPARE(messages.sentence(), QString());
}

void WindowCommandsTest::forcingALiveRolloutAsksForTheName()
{
    WindowBench bench;
    bench.importFleet(10, true);
    beginRollout(bench);
    ask(bench, Command::ForceVersion, QStringLiteral("v3"));
    auto* verb = bench.find<QPushButton>("versionVerb");
    QVERIFY(verb->text().contains(QStringLiteral("10 targets")));
    QVERIFY(!verb->isDefault());
    const QString note = bench.find<QLabel>("versionNote")->text();
    QVERIFY2(note.contains(QStringLiteral("go back to v1")), qPrintable(note));
    verb->click(); // and the question is not answered
    QCOMPARE(bench.prompts.asked.back(), QStringLiteral("Force v3 on shop"));
    QCOMPARE(bench.snapshot()->state.rollout.lastKnownBad, VersionId::None);
    QTRY_VERIFY(!bench.find<QComboBox>("versionBox"));

    ask(bench, Command::ForceVersion, QStringLiteral("v3"));
    bench.prompts.answers = {QStringLiteral("shop")};
    bench.find<QPushButton>("versionVerb")->click();
    QTRY_VERIFY(bench.snapshot()->state.rollout.lastKnownBad != VersionId::None);
}

void WindowCommandsTest::forcingASimulatedRolloutOnlySaysWhatItDoes()
{
    WindowBench bench;
    bench.importFleet(10);
    beginRollout(bench);
    ask(bench, Command::ForceVersion, QStringLiteral("v2"));
    QVERIFY(bench.find<QPushButton>("versionVerb")->isDefault()); // it is the one under way
    bench.find<QComboBox>("versionBox")->setCurrentText(QStringLiteral("v3"));
    bench.find<QPushButton>("versionVerb")->click();
    QTRY_VERIFY(bench.snapshot()->state.rollout.lastKnownBad != VersionId::None);
    QVERIFY(bench.prompts.asked.isEmpty());
}

void WindowCommandsTest::aSavedFileHasASuffix()
{
    QWidget parent;
    DialogPrompts prompts;
    prompts.saveFile(&parent, QStringLiteral("Export"), QStringLiteral("shop.csv"), {},
                     [](const QString&) {});
    auto* dialog = parent.findChild<QFileDialog*>();
    QCOMPARE(dialog->defaultSuffix(), QStringLiteral("csv"));
}

void WindowCommandsTest::policiesAreInThePaletteAndTheMenus()
{
    WindowBench bench;
    MainWindow window(WindowParts{bench.session, bench.prompts, bench.settings, bench.secrets,
                                  bench.clock, standardPages(), [] {}});
    window.show();
    const auto pick = [&](const QString& words) {
        window.actions()[Command::Palette]->trigger();
        auto* palette = window.findChild<CommandPalette*>();
        auto* edit = palette->findChild<QLineEdit*>(QStringLiteral("paletteEdit"));
        edit->setText(words);
        const int found = palette->findChild<QListWidget*>(QStringLiteral("paletteList"))->count();
        QTest::keyClick(edit, Qt::Key_Return);
        delete palette;
        return found;
    };
    auto* save = window.findChild<QAction*>(QStringLiteral("savePolicy"));
    const auto* menus = window.menuBar();
    const auto isInTheBar = [&](const QAction* policy) {
        for (const QAction* top : menus->actions())
            for (const QAction* entry : top->menu()->actions())
                if (entry->menu() && entry->menu()->actions().contains(policy))
                    return entry->isEnabled();
        return false;
    };
    QVERIFY(!isInTheBar(save)); // of which entity?
    bench.session.attempt([](Orchestrator& engine) { return engine.createEntity("a", "b"); });
    QTRY_VERIFY(window.focusedEntity().entity());
    QVERIFY(isInTheBar(save));
    window.findChild<QDockWidget*>(QStringLiteral("dock_inspector"))->hide();
    bench.prompts.answers = {QStringLiteral("careful")};
    QCOMPARE(pick(QStringLiteral("save policy")), 1);
    QVERIFY(window.findChild<QWidget*>(QStringLiteral("inspector"))->isVisible());
    QTRY_VERIFY(window.findChild<QAction*>(QStringLiteral("saved_careful")));
    for (const char* words : {"import policy", "export policy", "delete policy careful",
                              "choose preset policy kubernetes"}) {
        window.actions()[Command::Palette]->trigger();
        auto* palette = window.findChild<CommandPalette*>();
        palette->findChild<QLineEdit*>(QStringLiteral("paletteEdit"))
            ->setText(QLatin1String(words));
        QVERIFY2(palette->findChild<QListWidget*>(QStringLiteral("paletteList"))->count() > 0,
                 words);
        delete palette;
    }
    auto* batch = window.findChild<QSpinBox*>(QStringLiteral("batchPercent"));
    batch->setValue(33);
    QCOMPARE(pick(QStringLiteral("choose policy careful")), 1);
    QTRY_VERIFY(batch->value() != 33);
}

void WindowCommandsTest::paletteFindsTargets()
{
    WindowBench bench;
    bench.importFleet(300);
    bench.trigger(Command::Palette);
    auto* list = bench.find<QListWidget>("paletteList");
    auto* edit = bench.find<QLineEdit>("paletteEdit");
    edit->setText(QStringLiteral("@t"));
    QTRY_COMPARE(list->count(), 21); // twenty, and the entity "default/shop"
    edit->setText(QStringLiteral("@t299"));
    QTRY_COMPARE(list->count(), 1);
    QTest::keyClick(edit, Qt::Key_Return);
    const auto& targets = bench.window->focusedEntity().targets();
    QCOMPARE(targets.size(), std::size_t(1));
    QCOMPARE(bench.snapshot()->state.fleet.name(targets.front()), std::string_view("t299"));
}

void WindowCommandsTest::paletteTakesReturnInItsList()
{
    int runs = 0;
    CommandPalette palette({{QStringLiteral("do it"), {}, {}, [&runs] { ++runs; }}}, {}, nullptr);
    palette.setAttribute(Qt::WA_DeleteOnClose, false);
    palette.show();
    QTest::keyClick(palette.findChild<QListWidget*>(), Qt::Key_Return);
    QCOMPARE(runs, 1);
}

QTEST_MAIN(WindowCommandsTest)
#include "tst_window_commands.moc"
