// Demo files: everything is read, and what is wrong is said with its place.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "io/demo_presets.h"
#include "io/demo_yaml.h"
#include "io/scenario_presets.h"

using namespace rollout;

namespace {

constexpr const char* everything = R"yaml(
name: all
title: Everything
description: One of each.
scenario: crash-30
policy: {batch: 20 %, success: 90 %, success-timeout: 2 min, duration-timeout: 10 min}
seed: 7
speed: 120
scenes:
  - caption: A sentence.
    page: what-if
    pause: 4 s
  - {caption: Steps., steps: 12, speed: 600}
  - {caption: Until., until: rollback-begun}
  - {caption: Back., back-to: 4}
  - caption: Anew, and acting.
    policy: {batch: 50 %}
    do:
      - {do: pause, reason: database migration}
      - {do: set-version, version: v3}
      - inject: {fails: 100 %}
)yaml";

std::string errorOf(const std::string& text)
{
    const auto script = parseDemo(text, "demo.yaml");
    return script ? "" : script.error().message;
}

} // namespace

class TestDemoYaml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsRead()
    {
        const auto script = parseDemo(everything, "demo.yaml");
        QVERIFY2(script, script ? "" : script.error().message.c_str());
        QCOMPARE(script->name, std::string("all"));
        QCOMPARE(script->title, std::string("Everything"));
        QCOMPARE(script->description, std::string("One of each."));
        Scenario expected = scenarioNamed("crash-30")->scenario;
        expected.options = {Percent(20), Percent(90), Seconds(120), Seconds(600)};
        expected.fleet.seed = 7;
        QCOMPARE(script->scenario, expected);
        QCOMPARE(script->speed, 120);
        std::vector<DemoScene> scenes(5);
        scenes[0].caption = "A sentence.";
        scenes[0].page = "whatif";
        scenes[0].pause = Milliseconds(4000);
        scenes[1].caption = "Steps.";
        scenes[1].steps = 12;
        scenes[1].speed = 600;
        scenes[2].caption = "Until.";
        scenes[2].until = DemoGoal::RollbackBegun;
        scenes[3].caption = "Back.";
        scenes[3].backTo = 4;
        scenes[4].caption = "Anew, and acting.";
        scenes[4].policy.emplace().options.batch = Percent(50);
        OperatorAction wish;
        wish.action = Action::SetVersion;
        wish.version = "v3";
        VersionModel model;
        model.version = "v2";
        model.failProbability = 1.0;
        scenes[4].acts = {{Seconds(0), "database migration", OperatorAction{}},
                          {Seconds(0), "", wish},
                          {Seconds(0), "", model}};
        for (std::size_t i = 0; i < scenes.size(); ++i)
            QVERIFY2(script->scenes.at(i) == scenes[i], scenes[i].caption.c_str());
        QCOMPARE(script->scenes.size(), scenes.size());
    }

    void pausesGoByTheCaption_data()
    {
        QTest::addColumn<QString>("caption");
        QTest::addColumn<int>("said"); // ms; 0: nothing
        QTest::addColumn<int>("pause");
        QTest::newRow("said") << "A long sentence" << 700 << 700;
        QTest::newRow("ten characters") << "0123456789" << 0 << 2050;
        QTest::newRow("not bytes") << QStringLiteral("äöüäöüäöüä") << 0 << 2050;
    }
    void pausesGoByTheCaption()
    {
        QFETCH(QString, caption);
        QFETCH(int, said);
        DemoScene scene;
        scene.caption = caption.toStdString();
        if (said > 0)
            scene.pause = Milliseconds(said);
        QTEST(int(pauseOf(scene).count()), "pause");
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error"); // begins so
        const auto add = [](const char* name, const char* text, const char* error) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(error);
        };
        add("no scenario", "scenes: [{caption: a}]",
            "demo.yaml:1:1: the demo has no scenario; right would be scenario: crash-30");
        add("unknown scenario", "scenario: crash-31\nscenes: [{caption: a}]",
            "demo.yaml:1:11: there is no scenario \"crash-31\"; right would be one of ");
        add("no file", "scenario: nowhere.yaml\nscenes: [{caption: a}]", "demo.yaml:1:11: ");
        add("no scenes", "scenario: brick", "demo.yaml:1:1: the demo has no scenes");
        add("no caption", "scenario: brick\nscenes:\n  - steps: 3",
            "demo.yaml:3:5: scene 1 has no caption; right would be a sentence");
        add("two ways", "scenario: brick\nscenes:\n  - {caption: a, steps: 3, until: bad}",
            "demo.yaml:3:5: scene 1 should say one of steps, until and back-to");
        add("acting in the past",
            "scenario: brick\nscenes:\n  - {caption: a, back-to: 3, do: [{do: pause}]}",
            "demo.yaml:3:5: scene 1 looks back; what is done then belongs into the scene after it");
        add("unknown page", "scenario: brick\nscenes: [{caption: a, page: heat}]",
            "demo.yaml:2:29: page is \"heat\"; right would be overview or targets or ");
        add("unknown goal", "scenario: brick\nscenes: [{caption: a, until: over}]",
            "demo.yaml:2:30: until is \"over\"; right would be rollback-begun or good or ");
        add("too many steps", "scenario: brick\nscenes: [{caption: a, steps: 5001}]",
            "demo.yaml:2:30: steps is \"5001\"; right would be a whole number of steps, 1 to 5000");
        add("no steps", "scenario: brick\nscenes: [{caption: a, steps: 0}]",
            "demo.yaml:2:30: steps is \"0\"; right would be a whole number of steps, 1 to 5000");
        add("too fast", "scenario: brick\nspeed: 2000\nscenes: [{caption: a}]",
            "demo.yaml:2:8: speed is \"2000\"; right would be simulated seconds a second");
        add("an outage", "scenario: brick\nscenes: [{caption: a, do: [{do: outage, length: 1 h}]}]",
            "demo.yaml:2:28: nobody can do an outage; right would be an event of the scenario");
        add("a time", "scenario: brick\nscenes: [{caption: a, do: [{do: pause, at: 3}]}]",
            "demo.yaml:2:40: the key \"at\" is not known here");
        add("unknown key", "scenario: brick\nscenes: [{caption: a}]\nsped: 3",
            "demo.yaml:3:1: the key \"sped\" is not known here; right would be one of name, ");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const QString said = QString::fromStdString(errorOf(text.toStdString()));
        QVERIFY2(said.startsWith(error), qPrintable(said));
    }

    void scenariosStandBesideTheDemo()
    {
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        const auto write = [&](const char* name, const char* text) {
            QFile file(dir.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write("fleet.yaml", "fleet: {targets: 33}\n"));
        QVERIFY(write("show.yaml", "scenario: fleet.yaml\nscenes: [{caption: a}]\n"));
        const auto script = readDemo(dir.filePath(QStringLiteral("show.yaml")).toStdString());
        QVERIFY2(script, script ? "" : script.error().message.c_str());
        QCOMPARE(script->scenario.targets, 33);
        QCOMPARE(script->name, std::string("show"));
        QVERIFY(!readDemo(dir.filePath(QStringLiteral("none.yaml")).toStdString()));
    }

    void thoseThatShipAreFoundByName()
    {
        for (const DemoPreset& preset : demoPresets()) {
            const auto script = demoNamed(preset.name);
            QVERIFY2(script, script ? "" : script.error().message.c_str());
            QCOMPARE(script->name, std::string(preset.name));
        }
        QVERIFY(demoNamed("a-bad-releas").error().message.find("a-bad-release")
                != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestDemoYaml)
#include "tst_demo_yaml.moc"
