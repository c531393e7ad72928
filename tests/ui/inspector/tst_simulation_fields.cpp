// Each field of the form of a simulated fleet changes what it says, and nothing else.

#include <QCheckBox>
#include <QLabel>
#include <QTest>
#include <QTimeEdit>

#include "shown_form.h"
#include "ui/inspector/fleet_fields.h"
#include "ui/inspector/fold_section.h"
#include "ui/inspector/model_fields.h"

using namespace rollout;

namespace {

template <typename Fields>
void describesItself(Fields fields)
{
    for (const auto& field : fields) {
        QVERIFY2(!labelOf(field.face).isEmpty(), field.face.name);
        QVERIFY2(tipOf(field.face).endsWith(u'.'), field.face.name);
    }
}

} // namespace

class SimulationFieldsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void fieldsSetTheModel_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<double>("typed");
        QTest::addColumn<VersionModel>("model");
        const auto row = [](const char* name, const char* field, double typed, auto set) {
            VersionModel model{.version = "v2"};
            set(model);
            QTest::newRow(name) << QByteArray(field) << typed << model;
        };
        row("crash", "modelFails", 30, [](auto& m) { m.failProbability = 0.3; });
        row("never adopts", "modelNeverAdopts", 2, [](auto& m) { m.neverAdoptProbability = 0.02; });
        row("fails later, in minutes", "modelLatentMean", 1.5,
            [](auto& m) { m.latentMean = Milliseconds(90000); });
        row("share that fails later", "modelLatentShare", 50, [](auto& m) { m.latentShare = 0.5; });
        row("intermittent, targets", "modelIntermittentShare", 10,
            [](auto& m) { m.intermittentShare = 0.1; });
        row("intermittent, reports", "modelIntermittentProbability", 25,
            [](auto& m) { m.intermittentProbability = 0.25; });
        row("silent", "modelSilent", 40, [](auto& m) { m.silentProbability = 0.4; });
        row("stuck", "modelStuck", 5, [](auto& m) { m.stuckProbability = 0.05; });
        row("stays broken", "modelBroken", 6, [](auto& m) { m.brokenProbability = 0.06; });
        row("shape", "modelLatentShape", 2.5, [](auto& m) { m.latentShape = 2.5; });
        row("load", "modelLoad", 50, [](auto& m) { m.loadProbability = 0.5; });
        row("threshold of the load", "modelLoadThreshold", 25,
            [](auto& m) { m.loadThreshold = 0.25; });
        row("rare false alarms", "modelFalseAlarms", 0.001,
            [](auto& m) { m.falsePositiveProbability = 0.00001; });
        row("errors not seen", "modelMissedErrors", 5,
            [](auto& m) { m.missedErrorProbability = 0.05; });
        row("leaves slowly", "modelLeavingFactor", 3, [](auto& m) { m.leavingFactor = 3; });
        row("half period, in seconds", "modelHalfPeriod", 30.5,
            [](auto& m) { m.flappingHalfPeriod = Milliseconds(30500); });
    }
    void fieldsSetTheModel()
    {
        QFETCH(QByteArray, field);
        QFETCH(double, typed);
        QFETCH(VersionModel, model);
        Shown shown{SimulationSettings()};
        shown.set(field.constData(), typed);
        QCOMPARE(shown.form.settings().versions, Models{model});
        QVERIFY(shown.canApply());
        shown.press("revertSimulation");
        QCOMPARE(shown.form.settings(), SimulationSettings());
        QVERIFY(!shown.canApply());
    }

    void everyFieldSaysWhatItDoes()
    {
        for (const auto fields : {crashFields(), laterFields(), reportFields(), refusalFields(),
                                  adoptionFields(), leavingFields()})
            describesItself(fields);
        for (const auto fields :
             {fleetAdoptionFields(), pollFields(), comingAndGoingFields(), operatorFields()})
            describesItself(fields);
    }

    void everyFieldIsOfSomethingElse()
    {
        Shown shown{SimulationSettings()};
        shown.find<QCheckBox>("modelHasAdoption")->setChecked(true);
        shown.find<QCheckBox>("operatorDelays")->setChecked(true);
        SimulationSettings before = shown.form.settings();
        const auto spins = shown.form.findChildren<QDoubleSpinBox*>();
        QCOMPARE(spins.size(), 36);
        for (QDoubleSpinBox* spin : spins) {
            QVERIFY2(spin->isEnabled(), qPrintable(spin->objectName()));
            spin->setValue(spin->value() > 2 ? 1.5 : 3.5);
            const SimulationSettings after = shown.form.settings();
            QVERIFY2(after != before, qPrintable(spin->objectName()));
            before = after;
        }
    }

    void fieldsSetTheFleet_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<double>("typed");
        QTest::addColumn<SimulationSettings>("settings");
        const auto row = [](const char* name, const char* field, double typed, auto set) {
            SimulationSettings settings;
            set(settings);
            QTest::newRow(name) << QByteArray(field) << typed << settings;
        };
        row("adoption, in seconds", "adoptMedian", 7.5,
            [](auto& s) { s.adoption.median = Milliseconds(7500); });
        row("polls, in minutes", "pollEvery", 45,
            [](auto& s) { s.adoption.pollEvery = std::chrono::minutes(45); });
        row("silence", "silenceShare", 1, [](auto& s) { s.silence.share = 0.01; });
        row("a silence's length", "silenceMean", 10,
            [](auto& s) { s.silence.mean = std::chrono::minutes(10); });
        row("joins", "churnJoins", 12.5, [](auto& s) { s.churn.joinsPerHour = 12.5; });
        row("leaves", "churnLeaves", 3, [](auto& s) { s.churn.leavesPerHour = 3; });
        row("outages", "outagesPerDay", 2, [](auto& s) { s.outages.perDay = 2; });
        row("an outage's length", "outagesMean", 30,
            [](auto& s) { s.outages.mean = std::chrono::minutes(30); });
    }
    void fieldsSetTheFleet()
    {
        QFETCH(QByteArray, field);
        QFETCH(double, typed);
        QFETCH(SimulationSettings, settings);
        Shown shown{SimulationSettings()};
        shown.set(field.constData(), typed);
        QCOMPARE(shown.form.settings(), settings);
        QVERIFY(shown.canApply());
        shown.press("revertSimulation");
        QCOMPARE(shown.form.settings(), SimulationSettings());
    }

    void peopleMayTakeTheirTime()
    {
        Shown shown{SimulationSettings()};
        QVERIFY(!shown.find<QDoubleSpinBox>("operatorMedian")->isEnabled());
        shown.find<QCheckBox>("operatorDelays")->setChecked(true);
        QCOMPARE(shown.form.settings().operatorDelay, std::optional(OperatorDelay{}));
        shown.set("operatorMedian", 3);
        shown.set("operatorSigma", 0.5);
        QCOMPARE(shown.form.settings().operatorDelay,
                 std::optional(OperatorDelay{std::chrono::minutes(3), 0.5}));
        shown.find<QCheckBox>("operatorDelays")->setChecked(false);
        QCOMPARE(shown.form.settings(), SimulationSettings());
    }

    void aVersionMayFailAtATimeOfDay()
    {
        Shown shown{SimulationSettings()};
        QVERIFY(!shown.find<QTimeEdit>("modelFailsFrom")->isEnabled());
        shown.find<QCheckBox>("modelFailsDaily")->setChecked(true);
        shown.find<QTimeEdit>("modelFailsFrom")->setTime({22, 30});
        shown.find<QTimeEdit>("modelFailsTo")->setTime({2, 5});
        const Models models = shown.form.settings().versions;
        QCOMPARE(models.size(), std::size_t(1));
        QCOMPARE(
            models.front().failingHours,
            std::optional(DayHours{std::chrono::minutes(22 * 60 + 30), std::chrono::minutes(125)}));
        QVERIFY(shown.canApply());
        shown.find<QTimeEdit>("modelFailsTo")->setTime({22, 30}); // no time at all
        QVERIFY(!shown.canApply());
        QVERIFY(shown.find<QLabel>("simulationNote")->isVisible());
        shown.find<QCheckBox>("modelFailsDaily")->setChecked(false);
        QCOMPARE(shown.form.settings(), SimulationSettings());
    }

    void targetsWithTheSameTagsMayFailAlike()
    {
        Shown shown{SimulationSettings()};
        shown.set("modelFails", 10);
        shown.set("modelCorrelation", 100);
        shown.find<QComboBox>("modelCluster")->setCurrentIndex(1);
        const Models models = shown.form.settings().versions;
        QCOMPARE(models,
                 (Models{{.version = "v2",
                          .failProbability = 0.1,
                          .failCorrelation = 1,
                          .cluster = Cluster::Tags}}));
    }

    // What is typed into a folded part is not out of sight: its words change with each field, once
    // there is something that the field is about.
    void aFoldedPartSaysWhatIsInIt_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArrayList>("fields");
        const auto row = [](const char* part, const QByteArrayList& fields) {
            QTest::newRow(part) << QByteArray(part) << fields;
        };
        row("modelFailures",
            {"modelFails", "modelCorrelation", "modelLatentMean", "modelLatentShare",
             "modelLatentShape", "modelLoad", "modelLoadThreshold"});
        row("modelReports",
            {"modelIntermittentShare", "modelIntermittentProbability", "modelSilent",
             "modelFlapping", "modelHalfPeriod", "modelFlappingJitter", "modelFalseAlarms",
             "modelMissedErrors"});
        row("modelAdoption",
            {"modelNeverAdopts", "modelAdoptMedian", "modelAdoptSigma", "modelPollEvery",
             "modelPollJitter"});
        row("modelLeaving",
            {"modelStuck", "modelBroken", "modelLeavingSigma", "modelLeavingFactor"});
        row("wholeFleet",
            {"pollEvery", "pollJitter", "silenceShare", "silenceMean", "churnJoins", "churnLeaves",
             "outagesPerDay", "outagesMean", "operatorMedian", "operatorSigma"});
    }
    void aFoldedPartSaysWhatIsInIt()
    {
        QFETCH(QByteArray, part);
        QFETCH(QByteArrayList, fields);
        Shown shown{SimulationSettings()};
        const auto* section = shown.find<FoldSection>(part.constData());
        QCOMPARE(section->summary(),
                 part == "wholeFleet" ? QStringLiteral("nothing happens")
                                      : QStringLiteral("as usual"));
        shown.find<QCheckBox>("modelHasAdoption")->setChecked(part == "modelAdoption");
        shown.find<QCheckBox>("operatorDelays")->setChecked(part == "wholeFleet");
        QString before = section->summary();
        for (const QByteArray& field : fields) {
            shown.set(field.constData(), 7);
            QVERIFY2(section->summary() != before, field.constData());
            before = section->summary();
        }
    }

    void anAdoptionOfItsOwnBeginsAsTheFleets()
    {
        Shown shown{SimulationSettings()};
        shown.set("adoptMedian", 60);
        QCOMPARE(shown.find<QDoubleSpinBox>("modelAdoptMedian")->value(), 60.0);
        shown.find<QCheckBox>("modelHasAdoption")->setChecked(true);
        QCOMPARE(shown.form.settings().versions.front().adoption->median, Milliseconds(60000));
    }
};

QTEST_MAIN(SimulationFieldsTest)
#include "tst_simulation_fields.moc"
