// The inspector: hints as values, then editing with undo.

#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
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
        QCOMPARE(optionsWarning(options, 100, simulation).has_value(), warns);
    }

    void warnsWhenNothingIsNeeded()
    {
        QVERIFY(
            optionsWarning({Percent(10), Percent(0), Seconds(60), Seconds(120)}, 100, std::nullopt)
                .has_value());
        QVERIFY(
            optionsWarning({Percent(10), Percent(50), Seconds(60), Seconds(120)}, 1, std::nullopt)
                .has_value());
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
