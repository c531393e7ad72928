// The inspector: hints as values, then editing with undo.

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "tests/ui/support/page_fixture.h"
#include "ui/inspector/forecast_words.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/option_hints.h"
#include "ui/inspector/wave_dialog.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

} // namespace

class InspectorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void saysTheEffectiveIntegers()
    {
        QCOMPARE(effectiveWords({Percent(5), Percent(95), Seconds(60), Seconds(120)}, 1000),
                 QStringLiteral("Of 1,000 targets: batch 50, needed 950, tolerated 50."));
    }

    void forecastsTheEditedPolicyBeforeItIsApplied()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.resize(300, 700);
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* forecast = page.findChild<QLabel*>(QStringLiteral("policyForecast"));
        const auto* finding = page.findChild<QLabel*>(QStringLiteral("policyFinding"));
        QTRY_VERIFY2(forecast->text().contains(QStringLiteral("last known good after 15 min")),
                     qPrintable(forecast->text()));
        QVERIFY(!finding->text().contains(QStringLiteral("H3")));
        page.findChild<QSpinBox*>(QStringLiteral("durationTimeout"))->setValue(10);
        QTRY_VERIFY2(finding->text().startsWith(QStringLiteral("Error H3: ")),
                     qPrintable(finding->text()));
        QVERIFY(forecast->text().contains(QStringLiteral("rolled back after")));
        QCOMPARE(page.findChild<QLabel*>(QStringLiteral("forecastTitle"))->text(),
                 QStringLiteral("Forecast, once applied"));
        QCOMPARE(fixture.snapshot()->state.options, tenPercent);
        QTRY_VERIFY2(finding->height() >= finding->heightForWidth(finding->width()),
                     qPrintable(QString::number(finding->height())));
        page.findChild<QPushButton*>(QStringLiteral("revertOptions"))->click();
        QTRY_VERIFY(!finding->text().contains(QStringLiteral("H3")));
    }

    void forecastsWavesAndGuards()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        const SnapshotPtr snapshot = fixture.snapshot();
        Policy policy{tenPercent, {}, {}, {}};
        const auto valueOf = [&](const QString& caption) {
            for (const Fact& fact : forecastOf(reviewOf(*snapshot, policy)))
                if (fact.caption == caption)
                    return fact.value;
            return QString();
        };
        QCOMPARE(valueOf(QStringLiteral("Good slot τs")),
                 QStringLiteral("1 min 30 s until a good target succeeds"));
        QCOMPARE(valueOf(QStringLiteral("Bad slot τf")),
                 QStringLiteral("2 min 10 s until a bad one counts; leak 2"));
        QCOMPARE(valueOf(QStringLiteral("Good version")),
                 QStringLiteral("last known good after 15 min, complete after 15 min"));
        QCOMPARE(valueOf(QStringLiteral("All bad")),
                 QStringLiteral("5 of 50 exposed, detected after 2 min 10 s, rolled back after "
                                "2 min 40 s"));
        QVERIFY(valueOf(QStringLiteral("Rolling back")).isEmpty());
        policy.guards.rollbackBatch = Percent(50);
        policy.approval.required = 1;
        QCOMPARE(valueOf(QStringLiteral("Rolling back")), QStringLiteral("batch 25"));
        QVERIFY(valueOf(QStringLiteral("Good version"))
                    .endsWith(QStringLiteral("and what people take to answer")));
        policy.options.batch = Percent(101);
        QVERIFY(forecastOf(reviewOf(*snapshot, policy)).empty());
    }

    void numbersBeyondTheRangeAreSaidAndCorrected()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* batch = page.findChild<QSpinBox*>(QStringLiteral("batchPercent"));
        const auto* range = page.findChild<QLabel*>(QStringLiteral("optionsRange"));
        QVERIFY(!range->isVisible());
        batch->selectAll();
        QTest::keyClicks(batch, QStringLiteral("500"));
        QVERIFY(range->isVisible());
        QVERIFY2(range->text().contains(QStringLiteral("from 0 % to 100 %")),
                 qPrintable(range->text()));
        QTest::keyClick(batch, Qt::Key_Return);
        QCOMPARE(batch->value(), 100);
        batch->selectAll();
        QTest::keyClicks(batch, QStringLiteral("20"));
        QVERIFY(!range->isVisible());
        QCOMPARE(batch->value(), 20);
    }

    void appliesAndUndoesOptions()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* batch = page.findChild<QSpinBox*>(QStringLiteral("batchPercent"));
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applyOptions"));
        QCOMPARE(batch->value(), 10);
        QVERIFY(!apply->isEnabled());
        batch->setValue(40);
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("effectiveLimits"))
                    ->text()
                    .contains(QStringLiteral("batch 20")));
        QVERIFY(fixture.step(1));
        page.showSnapshot(fixture.snapshot());
        QCOMPARE(batch->value(), 40); // what is typed outlives a snapshot
        apply->click();
        QTRY_COMPARE(fixture.snapshot()->state.options.batch, Percent(40));
        QCOMPARE(fixture.undo.count(), 1);
        fixture.undo.undo();
        QTRY_COMPARE(fixture.snapshot()->state.options.batch, Percent(10));
    }

    void guardsAndApprovalAreOnePolicy()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applyOptions"));
        page.findChild<QCheckBox*>(QStringLiteral("stopUnhealthy"))->setChecked(true);
        auto* batch = page.findChild<QSpinBox*>(QStringLiteral("rollbackBatch"));
        QVERIFY(!batch->isEnabled());
        page.findChild<QCheckBox*>(QStringLiteral("hasRollbackBatch"))->setChecked(true);
        QVERIFY(batch->isEnabled());
        batch->setValue(50);
        page.findChild<QComboBox*>(QStringLiteral("monitoringAction"))->setCurrentIndex(1);
        page.findChild<QSpinBox*>(QStringLiteral("approvalsRequired"))->setValue(2);
        QVERIFY(fixture.step(1));
        page.showSnapshot(fixture.snapshot()); // keeps what is typed
        QVERIFY(apply->isEnabled());
        apply->click();
        const auto policy = [&] { return fixture.snapshot()->state.policy(); };
        QTRY_COMPARE(policy().approval.required, 2);
        QVERIFY(policy().guards.stopWhileUnhealthy);
        QCOMPARE(policy().guards.rollbackBatch, std::optional(Percent(50)));
        QVERIFY(policy().guards.monitoring == MonitoringAction::RollBack);
        QCOMPARE(policy().options, tenPercent);
        page.showSnapshot(fixture.snapshot());
        QVERIFY(!apply->isEnabled());
        fixture.undo.undo();
        QTRY_COMPARE(policy(), (Policy{tenPercent, {}, {}, {}}));
    }

    void wavesAreListedEditedAndMoved()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto press = [&](const char* name) {
            page.findChild<QToolButton*>(QLatin1String(name))->click();
        };
        const auto addWave = [&](const QString& name) {
            press("addWave");
            auto* dialog = page.findChild<WaveDialog*>();
            dialog->findChild<QLineEdit*>(QStringLiteral("waveName"))->setText(name);
            dialog->findChild<QSpinBox*>(QStringLiteral("waveSize"))->setValue(10);
            dialog->findChild<QPushButton*>(QStringLiteral("waveVerb"))->click();
            QTRY_VERIFY(!page.findChild<WaveDialog*>());
        };
        addWave(QStringLiteral("early"));
        addWave(QStringLiteral("canary"));
        auto* list = page.findChild<QListWidget*>(QStringLiteral("waveList"));
        QCOMPARE(list->count(), 2);
        press("waveUp");
        QVERIFY(list->item(0)->text().startsWith(QStringLiteral("1. canary: 10 %")));
        page.findChild<QPushButton*>(QStringLiteral("applyOptions"))->click();
        const auto waves = [&] { return fixture.snapshot()->state.waves; };
        QTRY_COMPARE(waves().size(), std::size_t(2));
        QCOMPARE(waves().front().name, std::string("canary"));
        page.showSnapshot(fixture.snapshot());
        press("removeWave");
        QCOMPARE(list->count(), 1);
        page.findChild<QPushButton*>(QStringLiteral("revertOptions"))->click();
        QCOMPARE(list->count(), 2);
    }

    void aWaveIsAShareOrANumber()
    {
        WaveDialog dialog(Wave{}, 1, {}, nullptr);
        auto* unit = dialog.findChild<QComboBox*>(QStringLiteral("waveSizeUnit"));
        unit->setCurrentIndex(1);
        auto* size = dialog.findChild<QSpinBox*>(QStringLiteral("waveSize"));
        QCOMPARE(size->minimum(), 1);
        size->setValue(250);
        QCOMPARE(dialog.wave().size, (Portion{false, 250}));
        unit->setCurrentIndex(0);
        QCOMPARE(dialog.wave().size, (Portion{true, 100}));
    }

    void aLockedEntityKeepsItsPolicy()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        QVERIFY(fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*fixture.focus.entity(), verb::Lock{}, {"ada", "audit"});
        }));
        InspectorPage page(fixture.context());
        page.show();
        QTRY_VERIFY(fixture.snapshot()->state.control.lock);
        page.showSnapshot(fixture.snapshot());
        page.findChild<QSpinBox*>(QStringLiteral("batchPercent"))->setValue(40);
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applyOptions"));
        QVERIFY(!apply->isEnabled());
        QVERIFY(apply->toolTip().contains(QStringLiteral("unlock")));
    }

    void editsHowOftenAVersionFails()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.25));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applySimulation"));
        QVERIFY(!apply->isEnabled());
        auto* spin = page.findChild<QDoubleSpinBox*>(QStringLiteral("modelFails"));
        QCOMPARE(spin->value(), 25.0);
        spin->setValue(30.0);
        apply->click();
        QTRY_COMPARE(fixture.snapshot()->state.simulation->failProbability("v2"), 0.3);
        fixture.undo.undo();
        QTRY_COMPARE(fixture.snapshot()->state.simulation->failProbability("v2"), 0.25);
    }

    void whatIsTypedIntoTheSimulationOutlivesSnapshots()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        SimulationSettings settings; // in another order than the form's, with more than it shows
        settings.versions = {{.version = "v9", .failProbability = 0.5, .silentProbability = 0.25},
                             {.version = "v1", .failProbability = 0.1}};
        const auto set = [&](Orchestrator& engine) {
            (void)engine.setSimulation(*fixture.focus.entity(), settings);
        };
        QVERIFY(fixture.run(set));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        QTRY_COMPARE(fixture.snapshot()->state.simulation->versions.size(), std::size_t(2));
        page.showSnapshot(fixture.snapshot());
        auto* seed = page.findChild<QLineEdit*>(QStringLiteral("simulationSeed"));
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applySimulation"));
        QVERIFY(!apply->isEnabled());
        seed->setText(QStringLiteral("4711"));
        QVERIFY(fixture.step(1));
        page.showSnapshot(fixture.snapshot());
        QCOMPARE(seed->text(), QStringLiteral("4711"));
        QVERIFY(fixture.ask("web", "v3")); // a version more
        QVERIFY(fixture.step(1));
        page.showSnapshot(fixture.snapshot());
        QCOMPARE(seed->text(), QStringLiteral("4711"));
        QCOMPARE(page.findChild<QTableWidget*>()->rowCount(), 3);
        apply->click();
        QTRY_COMPARE(fixture.snapshot()->state.simulation->seed, std::uint64_t(4711));
        QCOMPARE(fixture.snapshot()->state.simulation->modelOf("v9").silentProbability, 0.25);
        page.showSnapshot(fixture.snapshot());
        QVERIFY(!apply->isEnabled());
    }

    void describesTheSelection()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        const auto* facts = page.findChild<QLabel*>(QStringLiteral("selectionFacts"));
        QVERIFY(!facts->isVisible());
        fixture.focus.setTargets({TargetId(3)});
        QVERIFY(facts->text().contains(QStringLiteral("web-003")));
        fixture.focus.setTargets({TargetId(3), TargetId(4), TargetId(999)});
        QVERIFY(facts->text().contains(QStringLiteral("2 targets")));
    }
};

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
