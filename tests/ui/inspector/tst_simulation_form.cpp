// The form of a simulated fleet: behaviours that ship, models of versions, and back again.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

#include "io/scenario_presets.h"
#include "shown_form.h"
#include "ui/common/shipped_scenarios.h"
#include "ui/inspector/model_words.h"

using namespace rollout;

namespace {

/// Something in every field, with more digits than a form shows.
SimulationSettings everything()
{
    VersionModel v2{.version = "v2", .group = "eu", .tag = "arm"};
    v2.adoption = Adoption{Milliseconds(1234), 0.123456, Milliseconds(60000), Milliseconds(5000)};
    v2.neverAdoptProbability = 0.000123;
    v2.failProbability = 1.0 / 3.0;
    v2.failCorrelation = 0.1;
    v2.cluster = Cluster::Tags;
    v2.latentMean = Milliseconds(1234567);
    v2.latentShare = 0.77777777;
    v2.flappingShare = 0.5;
    v2.flappingHalfPeriod = Milliseconds(30001);
    v2.failingHours = DayHours{std::chrono::minutes(60), std::chrono::minutes(120)};
    SimulationSettings settings = settingsWith({{.version = "v9", .silentProbability = 0.1}, v2});
    settings.seed = 77;
    settings.adoption = {Milliseconds(20001), 0.333333, Milliseconds(1000), Milliseconds(10)};
    settings.silence.share = 0.01;
    settings.churn = {1.5, 2.5};
    settings.outages.perDay = 3;
    settings.operatorDelay = OperatorDelay{};
    settings.clockLag = Milliseconds(-5);
    return settings;
}

SimulationSettings shippedFleet(const char* name)
{
    return scenarioNamed(name)->scenario.fleet;
}

} // namespace

class SimulationFormTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void whatIsShownIsWhatIsStored_data()
    {
        QTest::addColumn<SimulationSettings>("settings");
        QTest::newRow("nothing goes wrong") << SimulationSettings();
        QTest::newRow("everything at once") << everything();
        QTest::newRow("two models of one version")
            << settingsWith({{.version = "v2", .failProbability = 0.1},
                             {.version = "v2", .silentProbability = 0.2}});
        for (const ShippedScenario& shipped : shippedScenarios())
            QTest::newRow(shipped.name.c_str()) << shipped.fleet;
    }
    void whatIsShownIsWhatIsStored()
    {
        QFETCH(SimulationSettings, settings);
        Shown shown(settings);
        QCOMPARE(shown.form.settings(), settings);
        QVERIFY(!shown.canApply());
        // Looking at each row changes nothing.
        auto* table = shown.find<QTableWidget>("versionModels");
        for (int row = 0; row < table->rowCount(); ++row)
            table->setCurrentCell(row, 0);
        QCOMPARE(shown.form.settings(), settings);
        QVERIFY(!shown.canApply());
    }

    void rowsComeAndGo()
    {
        Shown shown(settingsWith({{.version = "v2", .failProbability = 0.1}}));
        QCOMPARE(shown.rows(), (Names{"v2", "v1"}));
        shown.press("addModel");
        shown.find<QComboBox>("modelGroup")->setEditText(QStringLiteral("eu"));
        shown.set("modelFails", 50);
        QCOMPARE(shown.rows(), (Names{"v2", "v1", "v2, group eu"}));
        const Models both{{.version = "v2", .failProbability = 0.1},
                          {.version = "v2", .group = "eu", .failProbability = 0.5}};
        QCOMPARE(shown.form.settings().versions, both);
        shown.press("removeModel");
        QCOMPARE(shown.rows(), (Names{"v2", "v1"}));
        QVERIFY(!shown.canApply());
        shown.find<QTableWidget>("versionModels")->setCurrentCell(0, 0);
        shown.press("removeModel"); // of a version that is known: its row stays
        QCOMPARE(shown.rows(), (Names{"v2", "v1"}));
        QVERIFY(shown.form.settings().versions.empty());
        QVERIFY(!shown.find<QPushButton>("removeModel")->isEnabled());
    }

    void behavesLikeAScenario_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QByteArray>("name");
        std::vector<SimulationSettings> fleets; // each once
        for (const ShippedScenario& shipped : shippedScenarios()) {
            if (!shipped.isModel
                || std::find(fleets.begin(), fleets.end(), shipped.fleet) != fleets.end())
                continue;
            fleets.push_back(shipped.fleet);
            QTest::newRow(shipped.name.c_str())
                << QString::fromStdString(shipped.title) << QByteArray::fromStdString(shipped.name);
        }
    }
    void behavesLikeAScenario()
    {
        QFETCH(QString, title);
        QFETCH(QByteArray, name);
        SimulationSettings before = everything();
        before.versions.clear();
        Shown shown(before);
        shown.choose(title);
        SimulationSettings wanted = shippedFleet(name.constData());
        wanted.seed = before.seed;
        wanted.tick = before.tick;
        wanted.clockLag = before.clockLag;
        QCOMPARE(shown.form.settings(), wanted);
        QCOMPARE(shown.find<QComboBox>("behavesLike")->currentText(), title);
        QVERIFY(shown.canApply());
        shown.set("modelSilent", 12.34);
        QCOMPARE(shown.find<QComboBox>("behavesLike")->currentIndex(), 0);
    }

    void versionsOfAScenarioAreThoseOfTheEntity()
    {
        EntityState state = stateWith({});
        auto& versions = state.fleet.versions();
        state.rollout.lastKnownGood = versions.intern("2024.1");
        state.rollout.target = versions.intern("2024.2");
        const Models models = behavingLike(state, shippedFleet("edge-fleet")).versions;
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[0].version, std::string("2024.2"));
        QCOMPARE(models[1].version, std::string("2024.1"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("flapping without a half period")
            << QByteArray("modelFlapping")
            << QStringLiteral("Flapping needs a half period over 0 of version \"v2\".");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, field);
        Shown shown{SimulationSettings()};
        const auto* note = shown.find<QLabel>("simulationNote");
        QVERIFY(!note->isVisible());
        shown.set(field.constData(), 10);
        QTEST(note->text(), "sentence");
        QVERIFY(note->isVisible());
        QVERIFY(!shown.canApply());
        shown.set(field.constData(), 0);
        QVERIFY(!note->isVisible());
    }

    void aRowNeedsAVersion()
    {
        Shown shown(settingsWith({{.version = "v2", .failProbability = 0.1}}));
        shown.find<QComboBox>("modelVersion")->setEditText({});
        QVERIFY(!shown.canApply());
        QVERIFY(shown.find<QLabel>("simulationNote")->text().contains(QLatin1String("version")));
        shown.find<QComboBox>("modelVersion")->setEditText(QStringLiteral("v3"));
        QVERIFY(shown.canApply());
        QCOMPARE(shown.form.settings().versions.front().version, std::string("v3"));
    }

    void typedRowsOutliveSnapshots()
    {
        Shown shown(settingsWith({{.version = "v2", .failProbability = 0.1}}));
        shown.set("modelSilent", 20);
        const VersionModel other{.version = "v7", .failProbability = 0.7};
        shown.state.simulation->versions = {other, {.version = "v2", .failProbability = 0.9}};
        shown.form.showState(shown.state, Subject::Same);
        const Models wanted{other,
                            {.version = "v2", .failProbability = 0.1, .silentProbability = 0.2}};
        QCOMPARE(shown.form.settings().versions, wanted);
        QCOMPARE(shown.rows(), (Names{"v2", "v1", "v7"})); // nothing moves
        shown.form.showState(stateWith({}), Subject::Other);
        QVERIFY(!shown.canApply());
        QVERIFY(shown.form.settings().versions.empty());
    }

    void whatWasRemovedDoesNotComeBackWithASnapshot()
    {
        Shown shown(settingsWith({{.version = "v9", .failProbability = 0.1},
                                  {.version = "v2", .failProbability = 0.2}}));
        shown.find<QTableWidget>("versionModels")->setCurrentCell(0, 0);
        shown.press("removeModel");
        shown.state.simulation->seed = 5;
        shown.form.showState(shown.state, Subject::Same);
        QCOMPARE(shown.rows(), (Names{"v2", "v1"}));
        QVERIFY(shown.canApply());
    }

    void words_data()
    {
        QTest::addColumn<VersionModel>("model");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << VersionModel{.version = "v2"}
                                 << QStringLiteral("v2: nothing goes wrong.");
        QTest::newRow("for some") << VersionModel{.version = "v2",
                                                  .group = "eu",
                                                  .tag = "arm",
                                                  .failProbability = 0.3}
                                  << QStringLiteral("v2 in group eu with tag arm: 30 % crash on "
                                                    "start.");
        QTest::newRow("whole groups")
            << VersionModel{.version = "v2", .failProbability = 0.1, .failCorrelation = 1}
            << QStringLiteral("v2: 10 % crash on start (whole groups alike).");
        QTest::newRow("small shares")
            << VersionModel{.version = "v2", .falsePositiveProbability = 0.00001}
            << QStringLiteral("v2: 0.001 % of healthy reports are false alarms.");
        VersionModel leak{.version = "v2", .neverAdoptProbability = 0.02};
        leak.latentMean = std::chrono::hours(6);
        QTest::newRow("several things")
            << leak
            << QStringLiteral("v2: 2 % never adopt it, 100 % fail later, after 6 h on average.");
    }
    void words()
    {
        QFETCH(VersionModel, model);
        QTEST(modelWords(model), "words");
    }

    void theWholeFleetInWords()
    {
        Shown shown(everything());
        const QString words = shown.find<QLabel>("simulationWords")->text();
        for (const char* part : {"A version is adopted after 20 s", "v9: 10 % fall silent.",
                                 "v2 in group eu", "1 % of all targets are silent",
                                 "1.5 targets join", "out 3 times a day", "People take 10 min"})
            QVERIFY2(words.contains(QLatin1String(part)), part);
    }
};

QTEST_MAIN(SimulationFormTest)
#include "tst_simulation_form.moc"
