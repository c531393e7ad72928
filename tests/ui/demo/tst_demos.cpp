// The demos that ship, played in the window to their end, as fast as it goes; and what is left when
// one is over.

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "io/demo_presets.h"
#include "tests/ui/support/fake_secrets.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/demo/demo_player.h"
#include "ui/shell/actions.h"
#include "ui/shell/demo_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/standard_pages.h"

using namespace rollout;

namespace {

/// A short one: 20 targets, all of which fail.
DemoScript shortDemo()
{
    DemoScript script;
    script.name = "short";
    script.title = "Short";
    script.scenario.targets = 20;
    script.scenario.options.batch = Percent(25);
    VersionModel bad;
    bad.version = newVersion;
    bad.failProbability = 1.0;
    script.scenario.fleet.versions.push_back(bad);
    const auto add = [&](const char* caption) -> DemoScene& {
        script.scenes.emplace_back().caption = caption;
        return script.scenes.back();
    };
    add("one").steps = 3;
    DemoScene& paused = add("two");
    paused.acts.push_back({Seconds(0), "", bad}); // so that the rollout is another simulation then
    paused.acts.push_back({Seconds(0), "look", OperatorAction{}}); // pause
    paused.steps = 2;
    DemoScene& resumed = add("three");
    OperatorAction resume;
    resume.action = Action::Resume;
    resumed.acts.push_back({Seconds(0), "go on", resume});
    resumed.until = DemoGoal::RolledBack;
    return script;
}

struct Theatre
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Session session;
    ScriptedPrompts prompts;
    FakeSecrets secrets;
    SystemClock clock;
    MainWindow window{
        WindowParts{session, prompts, settings, secrets, clock, standardPages(), [] {}}};
    DemoPlayer& player = window.demos().player();

    Theatre()
    {
        window.arrange(QSize(1366, 768));
        window.show();
        window.activateWindow();
        player.setPace(0);
    }
    bool activate() { return QTest::qWaitForWindowActive(&window); }
    bool playToTheEnd(const DemoScript& script)
    {
        window.demos().play(script);
        return QTest::qWaitFor([this] { return player.isPlaying() && player.progress().isOver(); },
                               120'000);
    }
    void press(Qt::Key key) { QTest::keyClick(&window, key); }
    bool waitForScene(std::size_t scene)
    {
        return QTest::qWaitFor([&] { return player.progress().scene() == scene; });
    }
    SnapshotPtr shown() { return shownSnapshot(window.focusedEntity(), session); }
    QString caption() const
    {
        return window.findChild<QLabel*>(QStringLiteral("demoCaption"))->text();
    }
    /// A store in a file, with one entity that wants a version; live unless it is simulated.
    QString makeStore(const std::optional<SimulationSettings>& simulation = std::nullopt)
    {
        const QString url = QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("live.db"));
        session.open(url);
        if (!QTest::qWaitFor([&] { return session.storeUrl() == url; }))
            return {};
        session.attempt([simulation](Orchestrator& engine) -> Result<void> {
            if (auto made = engine.createEntity("prod", "shop", simulation); !made)
                return tl::unexpected(made.error());
            return engine.setTargetVersion("prod", "shop", "v1");
        });
        const bool isThere = QTest::qWaitFor([&] {
            return session.find(QStringLiteral("prod"), QStringLiteral("shop")).has_value();
        });
        return isThere ? url : QString();
    }
};

} // namespace

class DemosTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }
    void thoseThatShipComeToTheirEnd_data();
    void thoseThatShipComeToTheirEnd();
    void actsAreDoneByThePeopleOfTheDemo();
    void keysSteerIt();
    void keysAreThePagesAgainWhenItIsOver();
    void goingBackShowsThePast();
    void aLiveStoreIsLeftAloneAndComesBack();
    void anotherStoreEndsIt();
    void aStoreThatIsOpenedMeanwhileIsNotStepped();
    void memoryIsNotLostUnasked();
    void aRunIsNotStoppedUnasked();
    void aDemoIsChosenFromAList();
};

void DemosTest::thoseThatShipComeToTheirEnd_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const DemoPreset& preset : demoPresets())
        QTest::addRow("%s", std::string(preset.name).c_str())
            << QByteArray(preset.name.data(), qsizetype(preset.name.size()));
    QVERIFY(demoPresets().size() >= 2);
}

void DemosTest::thoseThatShipComeToTheirEnd()
{
    QFETCH(QByteArray, name);
    const auto script = demoNamed(name.toStdString());
    QVERIFY2(script, script ? "" : script.error().message.c_str());
    QVERIFY(script->scenes.size() >= 6 && script->scenes.size() <= 9);
    QVERIFY(!script->title.empty() && !script->description.empty());
    Theatre theatre;
    QVERIFY(theatre.playToTheEnd(*script));
    QCOMPARE(theatre.player.progress().missed(), std::vector<std::size_t>{});
    QCOMPARE(theatre.window.messages().sentence(), QString());
}

void DemosTest::actsAreDoneByThePeopleOfTheDemo()
{
    Theatre theatre;
    QVERIFY(theatre.playToTheEnd(shortDemo()));
    QCOMPARE(theatre.player.progress().missed(), std::vector<std::size_t>{});
    QVERIFY(theatre.shown());
    JournalFilter filter;
    filter.entity = theatre.shown()->key;
    filter.wholeEntityOnly = true;
    QStringList reasons;
    bool isRead = false;
    theatre.session.attempt(
        &theatre.window,
        [filter](Orchestrator& engine) { return engine.journalAfter(filter, 0, 1000); },
        [&](const std::vector<JournalRow>& rows) {
            for (const JournalRow& row : rows)
                if (row.by == "operator")
                    reasons << QString::fromStdString(row.text);
            isRead = true;
        });
    QTRY_VERIFY(isRead);
    QCOMPARE(reasons, QStringList({QStringLiteral("look"), QStringLiteral("go on")}));
}

void DemosTest::keysSteerIt()
{
    Theatre theatre;
    QVERIFY(theatre.activate());
    theatre.player.setPace(100); // stands still for minutes
    theatre.window.demos().play(shortDemo());
    QTRY_COMPARE(theatre.caption(), QStringLiteral("one"));
    QTRY_VERIFY(theatre.shown());
    QCOMPARE(theatre.window.actions()[Command::LayoutPresent]->isChecked(), true);
    theatre.press(Qt::Key_Right);
    QTRY_COMPARE(theatre.caption(), QStringLiteral("two"));
    theatre.press(Qt::Key_Space);
    QVERIFY(theatre.player.progress().isPaused());
    theatre.press(Qt::Key_Right);
    QTRY_COMPARE(theatre.caption(), QStringLiteral("three"));
    theatre.press(Qt::Key_Left);
    QTRY_COMPARE(theatre.caption(), QStringLiteral("two"));
    theatre.press(Qt::Key_Space);
    QVERIFY(!theatre.player.progress().isPaused());
    theatre.press(Qt::Key_Escape);
    QVERIFY(!theatre.player.isPlaying());
    QVERIFY(!theatre.window.actions()[Command::LayoutPresent]->isChecked());
    QVERIFY(theatre.shown()); // what was played is there to be looked at
    QVERIFY(theatre.window.messages().sentence().contains(QStringLiteral("demo is over")));
}

void DemosTest::keysAreThePagesAgainWhenItIsOver()
{
    Theatre theatre;
    QVERIFY(theatre.activate());
    QVERIFY(theatre.playToTheEnd(shortDemo()));
    theatre.press(Qt::Key_Escape);
    const QString before = theatre.window.messages().sentence();
    QSignalSpy ended(&theatre.player, &DemoPlayer::ended);
    theatre.press(Qt::Key_Escape);
    theatre.press(Qt::Key_Space);
    QCOMPARE(ended.size(), 0);
    QCOMPARE(theatre.window.messages().sentence(), before);
}

void DemosTest::goingBackShowsThePast()
{
    Theatre theatre;
    QVERIFY(theatre.activate());
    QVERIFY(theatre.playToTheEnd(shortDemo()));
    // News come ten times a second at most.
    QTRY_COMPARE(rolloutPhase(theatre.shown()->state), RolloutPhase::RolledBack);
    const std::uint64_t newest = theatre.shown()->state.step;
    QVERIFY(newest > 5);
    theatre.player.setPace(100);
    theatre.press(Qt::Key_Left);
    QTRY_VERIFY(theatre.window.focusedEntity().past());
    QTRY_COMPARE(theatre.shown()->state.step, std::uint64_t(3)); // where scene two began
    QCOMPARE(theatre.caption(), QStringLiteral("two"));
    theatre.press(Qt::Key_Right);
    QTRY_COMPARE(theatre.shown()->state.step, std::uint64_t(5));
    theatre.press(Qt::Key_Escape);
    QTRY_VERIFY(!theatre.window.focusedEntity().past());
    QTRY_COMPARE(theatre.shown()->state.step, newest);
}

void DemosTest::aLiveStoreIsLeftAloneAndComesBack()
{
    Theatre theatre;
    QVERIFY(theatre.activate());
    const QString url = theatre.makeStore();
    QVERIFY(!url.isEmpty());
    const auto shop = [&] {
        return theatre.session.find(QStringLiteral("prod"), QStringLiteral("shop"));
    };
    QTRY_VERIFY(theatre.session.snapshot(*shop()));
    const std::uint64_t steps = theatre.session.snapshot(*shop())->state.step;
    QVERIFY(theatre.playToTheEnd(shortDemo()));
    QCOMPARE(theatre.session.storeUrl(), QStringLiteral("memory:"));
    theatre.press(Qt::Key_Escape);
    auto* back = theatre.window.findChild<QPushButton*>(QStringLiteral("messageButton"));
    QVERIFY(back->text().contains(QStringLiteral("live.db")));
    back->click();
    QTRY_COMPARE(theatre.session.storeUrl(), url);
    QTRY_VERIFY(shop() && theatre.session.snapshot(*shop()));
    QCOMPARE(theatre.session.snapshot(*shop())->state.step, steps);
    QVERIFY(!theatre.session.find(QStringLiteral("demo"), QStringLiteral("short")));
}

void DemosTest::anotherStoreEndsIt()
{
    Theatre theatre;
    theatre.player.setPace(100);
    theatre.window.demos().play(shortDemo());
    QTRY_VERIFY(theatre.shown());
    const QString url = theatre.makeStore();
    QVERIFY(!url.isEmpty());
    QVERIFY(!theatre.player.isPlaying());
    QVERIFY(!theatre.window.actions()[Command::LayoutPresent]->isChecked());
    QCOMPARE(theatre.session.storeUrl(), url);
}

void DemosTest::aStoreThatIsOpenedMeanwhileIsNotStepped()
{
    Theatre theatre;
    const QString url = theatre.makeStore(SimulationSettings{});
    QVERIFY(!url.isEmpty());
    DemoScript script = shortDemo();
    script.scenes = {script.scenes.front()};
    script.scenes.front().steps = 3000; // as fast as it goes
    theatre.window.demos().play(script);
    QTRY_VERIFY(theatre.shown() && theatre.shown()->state.step > 5);
    theatre.session.open(url);
    QTRY_COMPARE(theatre.session.storeUrl(), url);
    QTRY_VERIFY(!theatre.player.isPlaying());
    std::optional<std::uint64_t> steps;
    theatre.session.request(
        &theatre.window,
        [](Orchestrator& engine) {
            const auto node = engine.directory()->front();
            return (*engine.snapshot(node.entities.front().key))->state.step;
        },
        [&](std::uint64_t taken) { steps = taken; });
    QTRY_VERIFY(steps);
    QCOMPARE(*steps, std::uint64_t(0));
    QCOMPARE(theatre.window.messages().sentence().contains(QStringLiteral("gone")), false);
}

void DemosTest::memoryIsNotLostUnasked()
{
    Theatre theatre;
    theatre.session.open(QStringLiteral("memory:"));
    theatre.session.attempt([](Orchestrator& engine) { return engine.createEntity("my", "work"); });
    QTRY_VERIFY(theatre.session.find(QStringLiteral("my"), QStringLiteral("work")));
    theatre.window.actions()[Command::PlayDemo]->trigger();
    theatre.window.findChild<QPushButton*>(QStringLiteral("demoPlay"))->click();
    QCOMPARE(theatre.prompts.asked, QStringList{QStringLiteral("Play demo")}); // and not answered
    QVERIFY(!theatre.player.isPlaying());
}

void DemosTest::aRunIsNotStoppedUnasked()
{
    const QTemporaryDir folder;
    Theatre theatre;
    theatre.session.open(QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("live.db")));
    QTRY_VERIFY(theatre.session.storeUrl().endsWith(QStringLiteral("live.db")));
    theatre.session.setRunning(true);
    theatre.window.actions()[Command::PlayDemo]->trigger();
    theatre.window.findChild<QPushButton*>(QStringLiteral("demoPlay"))->click();
    QCOMPARE(theatre.prompts.asked, QStringList{QStringLiteral("Play demo")}); // and not answered
    QVERIFY(!theatre.player.isPlaying() && theatre.session.isRunning());
}

void DemosTest::aDemoIsChosenFromAList()
{
    Theatre theatre;
    theatre.player.setPace(100);
    theatre.window.actions()[Command::PlayDemo]->trigger();
    QVERIFY(theatre.window.findChild<QDialog*>(QStringLiteral("demoDialog")));
    theatre.window.findChild<QPushButton*>(QStringLiteral("demoPlay"))->click();
    QVERIFY(theatre.player.isPlaying());
    QCOMPARE(QString::fromStdString(theatre.player.progress().script().name),
             QString::fromUtf8(demoPresets().front().name.data(),
                               qsizetype(demoPresets().front().name.size())));
    QTRY_VERIFY(theatre.shown());
}

QTEST_MAIN(DemosTest)
#include "tst_demos.moc"
