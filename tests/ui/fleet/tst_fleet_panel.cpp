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
#include "ui/fleet/fleet_model.h"
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
    void makeLiveEntity(int targets)
    {
        prompts.choice = 1;
        makeEntity();
        report(targets);
    }
    void report(int targets)
    {
        session.attempt([targets](Orchestrator& engine) {
            std::vector<ClientState> fleet;
            for (int i = 0; i < targets; ++i)
                fleet.push_back({"t" + std::to_string(i), {}, {}, "v1", {}, false});
            return engine.record("demo", "checkout", fleet);
        });
        QTRY_VERIFY(session.summary(*focus.entity())
                    && session.summary(*focus.entity())->total == targets);
    }
    [[nodiscard]] PastViewPtr present()
    {
        return std::make_shared<const PastView>(
            PastView{{}, session.snapshot(*focus.entity()), session.summary(*focus.entity()), 0});
    }
    [[nodiscard]] QString shownCount()
    {
        const QModelIndex first = tree().model()->index(0, 0);
        return tree().model()->index(0, FleetModel::CountColumn, first).data().toString();
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
    void thePastIsShownUntilItIsLeft();
    void theFocusIsMarkedAgainAfterAPastThatTheFilterHid();
    void whatIsDeletedIsWhatThereIsNow();
    void renameCanBeUndone();
    void aRefusedNameLeavesNothingToUndo();
    void cancelDoesNothing();
    void filterNarrowsTheTree();
    void filterLeavesTheFocus();
    void escapeClearsTheFilter();
    void awaitedEntityComesIntoFocus();
    void aSelectedNamespaceHasNoEntityInFocus();
    void undoOfADeleteBringsItBackIntoFocus();
    void newEntityIsWhatWasChosen_data();
    void newEntityIsWhatWasChosen();
    void takenNamesAreRefusedInThePrompt();
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
    bench.makeLiveEntity(1);
    bench.remove.trigger();
    QCOMPARE(bench.prompts.asked.back(), QStringLiteral("Delete checkout"));
    QCOMPARE(bench.undo.count(), 2); // the question was not answered
    bench.prompts.answers = {QStringLiteral("checkout")};
    bench.remove.trigger();
    QTRY_COMPARE(bench.entities(), 0);
}

void FleetPanelTest::thePastIsShownUntilItIsLeft()
{
    Bench bench;
    bench.makeLiveEntity(1);
    const PastViewPtr then = bench.present();
    bench.report(3);
    QCOMPARE(bench.shownCount(), QStringLiteral("3"));
    bench.focus.setPast(then);
    QCOMPARE(bench.shownCount(), QStringLiteral("1"));
    bench.report(4); // what is new is for the present
    QCOMPARE(bench.shownCount(), QStringLiteral("1"));
    bench.focus.setPast(nullptr);
    QCOMPARE(bench.shownCount(), QStringLiteral("4"));
    bench.focus.setPast(then);
    bench.focus.setEntity(std::nullopt);
    QCOMPARE(bench.shownCount(), QStringLiteral("4"));
}

void FleetPanelTest::theFocusIsMarkedAgainAfterAPastThatTheFilterHid()
{
    Bench bench;
    bench.makeLiveEntity(0);
    const PastViewPtr then = bench.present(); // of no version yet
    bench.session.attempt([](Orchestrator& engine) {
        return engine.setTargetVersion("demo", "checkout", "v7").and_then([&] {
            const std::vector<ClientState> fleet{{"t0", {}, {}, "v1", {}, false}};
            return engine.orchestrate("demo", "checkout", fleet);
        });
    });
    const auto shownVersion = [&] {
        return bench.tree()
            .currentIndex()
            .siblingAtColumn(FleetModel::VersionColumn)
            .data()
            .toString();
    };
    QTRY_COMPARE(shownVersion(), QStringLiteral("v7"));
    bench.panel.filterEdit()->setText(QStringLiteral("v7"));
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
    bench.focus.setPast(then);
    QCOMPARE(bench.namespaces(), 0);
    QVERIFY(bench.focus.past());
    bench.focus.setPast(nullptr);
    QCOMPARE(bench.entities(), 1);
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
    QVERIFY(bench.tree().isExpanded(bench.tree().model()->index(0, 0)));
    QVERIFY(bench.remove.isEnabled());
}

void FleetPanelTest::whatIsDeletedIsWhatThereIsNow()
{
    Bench bench;
    bench.makeLiveEntity(0);
    const PastViewPtr then = bench.present();
    bench.report(2);
    bench.focus.setPast(then);
    QCOMPARE(bench.shownCount(), QStringLiteral("0"));
    bench.remove.trigger();
    QCOMPARE(bench.prompts.asked.back(), QStringLiteral("Delete checkout"));
    QVERIFY(!bench.focus.past());
    QCOMPARE(bench.entities(), 1);
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
    bench.editor.createEntity(QStringLiteral("demo"), QStringLiteral("checkout"), std::nullopt);
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

void FleetPanelTest::filterLeavesTheFocus()
{
    Bench bench;
    bench.makeEntity();
    const auto before = bench.focus.entity();
    bench.session.attempt(
        [](Orchestrator& engine) { return engine.createEntity("demo", "zebra"); });
    QTRY_COMPARE(bench.entities(), 2);
    bench.panel.filterEdit()->setText(QStringLiteral("zebra"));
    QCOMPARE(bench.entities(), 1);
    QCOMPARE(bench.focus.entity(), before);
    bench.panel.filterEdit()->clear();
    QCOMPARE(bench.focus.entity(), before);
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
}

void FleetPanelTest::escapeClearsTheFilter()
{
    Bench bench;
    bench.panel.filterEdit()->setText(QStringLiteral("x"));
    QTest::keyClick(&bench.tree(), Qt::Key_Escape);
    QCOMPARE(bench.panel.filterEdit()->text(), QString());
}

void FleetPanelTest::awaitedEntityComesIntoFocus()
{
    Bench bench;
    bench.makeEntity();
    bench.panel.filterEdit()->setText(QStringLiteral("checkout")); // hides what is to come
    std::optional<EntityKey> key;
    bench.session.attempt(
        &bench.panel, [](Orchestrator& engine) { return engine.createEntity("other", "shop"); },
        [&](EntityKey made) { bench.panel.await(*(key = made)); });
    QTRY_VERIFY(key && bench.focus.entity() == key);
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("shop"));
    bench.session.attempt([](Orchestrator& engine) { return engine.createNamespace("later"); });
    QTRY_COMPARE(bench.namespaces(), 3);
    QCOMPARE(bench.focus.entity(), key); // other news does not take it back
}

void FleetPanelTest::aSelectedNamespaceHasNoEntityInFocus()
{
    Bench bench;
    bench.makeEntity();
    const auto entity = bench.focus.entity();
    bench.tree().setCurrentIndex(bench.tree().currentIndex().parent());
    QVERIFY(!bench.focus.entity());
    Q_EMIT bench.session.entityChanged(*entity);
    QVERIFY(!bench.focus.entity());
    QCOMPARE(bench.panel.currentNamespace(), QStringLiteral("demo"));
}

void FleetPanelTest::undoOfADeleteBringsItBackIntoFocus()
{
    Bench bench;
    bench.makeEntity();
    const auto entity = bench.focus.entity();
    bench.remove.trigger();
    QTRY_VERIFY(!bench.focus.entity());
    bench.undo.undo();
    QTRY_COMPARE(bench.focus.entity(), entity);
    QCOMPARE(bench.tree().currentIndex().data().toString(), QStringLiteral("checkout"));
}

void FleetPanelTest::newEntityIsWhatWasChosen_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("isSimulated");
    QTest::newRow("simulated, unless said otherwise") << 0 << true;
    QTest::newRow("live") << 1 << false;
}

void FleetPanelTest::newEntityIsWhatWasChosen()
{
    QFETCH(int, choice);
    QFETCH(bool, isSimulated);
    Bench bench;
    bench.prompts.choice = choice;
    bench.makeEntity();
    QTRY_VERIFY(bench.session.snapshot(*bench.focus.entity()));
    QTRY_COMPARE(bench.session.snapshot(*bench.focus.entity())->state.isSimulated(), isSimulated);
}

void FleetPanelTest::takenNamesAreRefusedInThePrompt()
{
    Bench bench;
    bench.makeEntity();
    bench.prompts.answers = {QStringLiteral("checkout"), QStringLiteral("demo ")};
    bench.newEntity.trigger();
    bench.newNamespace.trigger();
    QCOMPARE(bench.prompts.complaints,
             (QStringList{QStringLiteral("demo has an entity checkout already; choose another "
                                         "name."),
                          QStringLiteral("There is a namespace demo already; choose another "
                                         "name.")}));
}

QTEST_MAIN(FleetPanelTest)
#include "tst_fleet_panel.moc"
