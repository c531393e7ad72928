// The inspector: hints as values, then editing with undo.

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

#include "tests/ui/support/page_fixture.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/option_hints.h"

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

    void warnsOfImpossiblePolicies_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("deadline");
        QTest::addColumn<bool>("isSimulated");
        QTest::addColumn<bool>("warns");
        QTest::newRow("defaults, simulated") << 60 << 120 << true << false;
        QTest::newRow("deadline too short for adoption") << 60 << 70 << true << true;
        QTest::newRow("just enough") << 60 << 80 << true << false;
        QTest::newRow("live, equal") << 60 << 60 << false << true;
        QTest::newRow("live, longer") << 60 << 61 << false << false;
    }
    void warnsOfImpossiblePolicies()
    {
        QFETCH(int, window);
        QFETCH(int, deadline);
        QFETCH(bool, isSimulated);
        QFETCH(bool, warns);
        const RolloutOptions options{Percent(10), Percent(100), Seconds(window), Seconds(deadline)};
        const auto simulation = isSimulated ? std::optional(SimulationSettings{}) : std::nullopt;
        QCOMPARE(optionsWarnings(options, 100, simulation).size(), warns ? 1 : 0);
    }

    void warnsWhenNothingIsNeeded()
    {
        const auto warnings = [](int success, std::int64_t total, int duration) {
            return optionsWarnings({Percent(10), Percent(success), Seconds(60), Seconds(duration)},
                                   total, std::nullopt);
        };
        QCOMPARE(warnings(0, 100, 120).size(), 1);
        QCOMPARE(warnings(50, 1, 120).size(), 1);
        const QStringList both = warnings(0, 100, 60);
        QCOMPARE(both.size(), 2);
        QVERIFY(
            both.front().contains(QStringLiteral("duration time-out"))); // as the field is named
    }

    void warningsAreShownWhole()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.0));
        InspectorPage page(fixture.context());
        page.resize(300, 700);
        page.show();
        page.showSnapshot(fixture.snapshot());
        page.findChild<QSpinBox*>(QStringLiteral("durationTimeout"))->setValue(10);
        page.findChild<QSpinBox*>(QStringLiteral("successPercent"))->setValue(0);
        const auto* warning = page.findChild<QLabel*>(QStringLiteral("optionsWarning"));
        QVERIFY(warning->text().contains(QStringLiteral("Impossible")));
        QVERIFY(warning->text().contains(QStringLiteral("Nothing is needed")));
        QTRY_VERIFY2(warning->height() >= warning->heightForWidth(warning->width()),
                     qPrintable(QString::number(warning->height())));
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

    void editsHowOftenAVersionFails()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 50, 10, tenPercent, 0.25));
        InspectorPage page(fixture.context());
        page.show();
        page.showSnapshot(fixture.snapshot());
        auto* apply = page.findChild<QPushButton*>(QStringLiteral("applySimulation"));
        QVERIFY(!apply->isEnabled());
        auto* spin =
            page.findChild<QDoubleSpinBox*>(QStringLiteral("failPercent1")); // v1 is the first row
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
        settings.versions = {{"v9", 0.5, 0.0, Milliseconds(0), 0.25}, {"v1", 0.1}};
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
