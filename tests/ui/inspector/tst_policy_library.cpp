// The policy library of the inspector: into the editor, into the store and into files.

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "io/policy_yaml.h"
#include "tests/ui/support/page_fixture.h"
#include "ui/inspector/inspector_page.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

struct Library
{
    PageFixture fixture;
    InspectorPage page{fixture.context()};
    QLabel* note = page.findChild<QLabel*>(QStringLiteral("libraryNote"));
    QSpinBox* batch = page.findChild<QSpinBox*>(QStringLiteral("batchPercent"));

    bool open()
    {
        if (!fixture.addFleet("web", 50, 10, tenPercent, 0.0))
            return false;
        page.resize(320, 800);
        page.show();
        page.showSnapshot(fixture.snapshot());
        return true;
    }
    [[nodiscard]] QAction* action(const QString& name) const
    {
        return page.findChild<QAction*>(name);
    }
    /// False: there is no such command (yet).
    [[nodiscard]] bool trigger(const char* name) const
    {
        QAction* found = action(QLatin1String(name));
        if (found)
            found->trigger();
        return found != nullptr;
    }
    std::vector<std::string> names()
    {
        std::vector<std::string> names;
        (void)fixture.run(
            [&](Orchestrator& engine) { names = engine.policyNames().value_or(names); });
        return names;
    }
    [[nodiscard]] QString file(const char* name) const
    {
        return fixture.folder.filePath(QLatin1String(name));
    }
};

bool writeText(const QString& path, const char* content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) > 0;
}

} // namespace

class PolicyLibraryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void aPresetIsNotAppliedUntilApply()
    {
        Library library;
        QVERIFY(library.open());
        QVERIFY(library.trigger("preset_kubernetes-rolling-update"));
        QCOMPARE(library.batch->value(), 25);
        QVERIFY2(library.note->text().startsWith(QStringLiteral(
                     "kubernetes-rolling-update is in the editor, not applied yet.")),
                 qPrintable(library.note->text()));
        QCOMPARE(library.fixture.snapshot()->state.options, tenPercent);
        library.page.findChild<QPushButton*>(QStringLiteral("applyOptions"))->click();
        QVERIFY(library.note->text().isEmpty()); // it does not wait any more
        QTRY_COMPARE(library.fixture.snapshot()->state.options.batch, Percent(25));
    }

    void whatIsNoLongerInTheEditorIsNotSaidToBe()
    {
        Library library;
        QVERIFY(library.open());
        QVERIFY(library.trigger("preset_kubernetes-rolling-update"));
        QVERIFY(!library.note->text().isEmpty());
        library.page.findChild<QPushButton*>(QStringLiteral("revertOptions"))->click();
        QVERIFY(library.note->text().isEmpty());
        QCOMPARE(library.batch->value(), 10);
    }

    void savesChoosesAndDeletesWithUndo()
    {
        Library library;
        QVERIFY(library.open());
        library.batch->setValue(40);
        library.fixture.prompts.answers = {QStringLiteral("careful")};
        QVERIFY(library.trigger("savePolicy"));
        QTRY_VERIFY(library.action(QStringLiteral("saved_careful")));
        QCOMPARE(library.names(), std::vector<std::string>{"careful"});
        library.batch->setValue(7);
        QVERIFY(library.trigger("saved_careful"));
        QTRY_COMPARE(library.batch->value(), 40);
        QVERIFY(library.trigger("delete_careful"));
        QTRY_VERIFY(!library.action(QStringLiteral("saved_careful")));
        QVERIFY(library.names().empty());
        library.fixture.undo.undo();
        QTRY_VERIFY(library.action(QStringLiteral("saved_careful")));
        library.fixture.undo.undo(); // the saving
        QTRY_VERIFY(!library.action(QStringLiteral("saved_careful")));
        library.fixture.undo.redo();
        QTRY_VERIFY(library.action(QStringLiteral("saved_careful")));
    }

    void replacingIsUndone()
    {
        Library library;
        QVERIFY(library.open());
        const NamedPolicy old{"careful", "One at a time.", Policy()};
        QVERIFY(library.fixture.run([&](Orchestrator& engine) { (void)engine.savePolicy(old); }));
        library.fixture.prompts.answers = {QStringLiteral("careful")};
        QVERIFY(library.trigger("savePolicy"));
        QTRY_COMPARE(library.note->text(), QStringLiteral("careful is replaced in this store."));
        library.fixture.undo.undo();
        std::optional<NamedPolicy> saved;
        QVERIFY(library.fixture.run([&](Orchestrator& engine) {
            if (const auto found = engine.policy("careful"))
                saved = *found;
        }));
        QVERIFY(saved == old);
    }

    void whatAnotherProgramSavesIsThereUnasked()
    {
        Library library;
        const std::string url = "sqlite:" + library.file("shared.db").toStdString();
        QSignalSpy opened(&library.fixture.session, &Session::opened);
        library.fixture.session.open(QString::fromStdString(url));
        QVERIFY(opened.wait());
        const SystemClock clock;
        VirtualClock simulation;
        const auto other = Orchestrator::open(url, clock, simulation);
        QVERIFY(other.has_value());
        QVERIFY((*other)->savePolicy({"theirs", "", {}}).has_value());
        QTRY_VERIFY(library.action(QStringLiteral("saved_theirs")));
        QVERIFY((*other)->deletePolicy("theirs").has_value());
        QTRY_VERIFY(!library.action(QStringLiteral("saved_theirs")));
    }

    void namesAreChecked()
    {
        Library library;
        QVERIFY(library.open());
        library.fixture.prompts.answers = {QStringLiteral("  ")};
        QVERIFY(library.trigger("savePolicy"));
        QCOMPARE(library.fixture.prompts.complaints.size(), 1);
        QVERIFY(library.names().empty());
    }

    void filesGoOutAndIn()
    {
        Library library;
        QVERIFY(library.open());
        const QString path = library.file("mine.yaml");
        library.batch->setValue(30);
        library.fixture.prompts.answers = {path, path};
        QVERIFY(library.trigger("exportPolicy"));
        QTRY_COMPARE(library.note->text(), QStringLiteral("mine.yaml is written."));
        const auto read = readPolicy(path.toStdString());
        QVERIFY(read && read->policy.options.batch == Percent(30));
        library.batch->setValue(1);
        QVERIFY(library.trigger("importPolicy"));
        QTRY_COMPARE(library.batch->value(), 30);
        QVERIFY(library.note->text().startsWith(QStringLiteral("mine is in the editor")));
    }

    void aWrongFileIsSaidWithItsPlace()
    {
        Library library;
        QVERIFY(library.open());
        const QString path = library.file("wrong.yaml");
        QVERIFY(writeText(path, "name: wrong\nbatch: many\n"));
        library.fixture.prompts.answers = {path};
        QVERIFY(library.trigger("importPolicy"));
        QTRY_VERIFY2(library.note->text().startsWith(QStringLiteral("⚠ wrong.yaml:2:8: ")),
                     qPrintable(library.note->text()));
        QCOMPARE(library.batch->value(), 10);
        QCOMPARE(library.fixture.prompts.asked.size(), 1); // no box but the file's
        QVERIFY(library.fixture.undo.count() == 0);
    }
};

QTEST_MAIN(PolicyLibraryTest)
#include "tst_policy_library.moc"
