#include <QAction>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>

#include "ui/common/focus.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/fleet/fleet_editor.h"
#include "ui/fleet/fleet_panel.h"

using namespace rollout;

namespace {

/// A panel on an empty store in memory, with all that it needs.
struct Bench
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Session session;
    Focus focus;
    QUndoStack undo;
    ScriptedPrompts prompts;
    FleetEditor editor{session, undo};
    QAction newNamespace, newEntity, rename, remove, setVersion, import;
    FleetPanel panel{{session, focus, undo, prompts, settings},
                     editor,
                     {&newNamespace, &newEntity, &rename, &remove, &setVersion, &import}};

    Bench() { session.open(QStringLiteral("memory:")); }
    [[nodiscard]] QTreeView& tree()
    {
        return *panel.findChild<QTreeView*>(QStringLiteral("fleetTree"));
    }
    [[nodiscard]] int namespaces() { return tree().model()->rowCount(); }
    [[nodiscard]] int entities() { return tree().model()->rowCount(tree().model()->index(0, 0)); }
    void makeEntity()
    {
        prompts.answers = {QStringLiteral("demo"), QStringLiteral("checkout")};
        newNamespace.trigger();
        QTRY_COMPARE(panel.currentNamespace(), QStringLiteral("demo"));
        newEntity.trigger();
        QTRY_VERIFY(focus.entity().has_value());
    }
};

} // namespace

class FleetPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void createsAndFocuses();
    void undoAndRedoOfCreation();
    void deleteCanBeUndone();
    void liveDeleteAsksForTheName();
    void renameCanBeUndone();
    void aRefusedNameLeavesNothingToUndo();
    void cancelDoesNothing();
    void filterNarrowsTheTree();
};

void FleetPanelTest::createsAndFocuses()
{
    Bench bench;
    bench.makeEntity();
    QCOMPARE(bench.entities(), 1);
    QCOMPARE(bench.undo.count(), 2);
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
}

void FleetPanelTest::undoAndRedoOfCreation()
{
    Bench bench;
    bench.makeEntity();
    bench.undo.undo();
    QTRY_COMPARE(bench.entities(), 0);
    QVERIFY(!bench.focus.entity());
    bench.undo.undo();
    QTRY_COMPARE(bench.namespaces(), 0);
    bench.undo.redo();
    bench.undo.redo();
    QTRY_COMPARE(bench.namespaces(), 1);
    QTRY_COMPARE(bench.entities(), 1);
}

void FleetPanelTest::deleteCanBeUndone()
{
    Bench bench;
    bench.makeEntity();
    bench.remove.trigger();
    QTRY_COMPARE(bench.entities(), 0);
    QVERIFY(
        !bench.prompts.asked.contains(QStringLiteral("Delete checkout"))); // nothing live was in it
    bench.undo.undo();
    QTRY_COMPARE(bench.entities(), 1);
}

void FleetPanelTest::liveDeleteAsksForTheName()
{
    Bench bench;
    bench.makeEntity();
    bench.session.attempt([](Orchestrator& engine) {
        const std::vector<ClientState> fleet{{"t1", {}, {}, "v1", {}, false}};
        return engine.record("demo", "checkout", fleet);
    });
    QTRY_COMPARE(bench.session.summary(*bench.focus.entity())->total, 1);
    bench.remove.trigger();
    QCOMPARE(bench.prompts.asked.back(), QStringLiteral("Delete checkout"));
    QCOMPARE(bench.undo.count(), 2); // the question was not answered
    bench.prompts.answers = {QStringLiteral("checkout")};
    bench.remove.trigger();
    QTRY_COMPARE(bench.entities(), 0);
}

void FleetPanelTest::renameCanBeUndone()
{
    Bench bench;
    bench.makeEntity();
    QAbstractItemModel& model = *bench.tree().model();
    (void)model.setData(bench.tree().currentIndex(), QStringLiteral("cart"));
    QTRY_COMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("cart"));
    bench.undo.undo();
    QTRY_COMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
}

void FleetPanelTest::aRefusedNameLeavesNothingToUndo()
{
    Bench bench;
    bench.makeEntity();
    QString sentence;
    connect(&bench.session, &Session::failed, this, [&](const QString& said) { sentence = said; });
    bench.prompts.answers = {QStringLiteral("checkout")};
    bench.newEntity.trigger();
    QTRY_VERIFY(!sentence.isEmpty());
    QCOMPARE(bench.undo.count(), 2);
}

void FleetPanelTest::cancelDoesNothing()
{
    Bench bench;
    bench.newNamespace.trigger(); // no answer is scripted
    QCOMPARE(bench.prompts.asked, QStringList{QStringLiteral("New namespace")});
    QCOMPARE(bench.namespaces(), 0);
}

void FleetPanelTest::filterNarrowsTheTree()
{
    Bench bench;
    bench.makeEntity();
    auto* edit = bench.panel.findChild<QLineEdit*>(QStringLiteral("fleetFilter"));
    edit->setText(QStringLiteral("nothing like it"));
    QCOMPARE(bench.namespaces(), 0);
    edit->clear();
    QCOMPARE(bench.namespaces(), 1);
}

QTEST_MAIN(FleetPanelTest)
#include "tst_fleet_panel.moc"
