// The heat map: what its cells show, and what keys and the mouse select.

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include "tests/ui/heatmap/heat_bench.h"
#include "ui/common/words.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

struct Press
{
    int key;
    Qt::KeyboardModifiers modifiers;
};

} // namespace

Q_DECLARE_METATYPE(Press)

class HeatPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void showsEveryPhaseAndGroup()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 1.0));
        QVERIFY(fixture.ask("web", "v2"));
        QVERIFY(fixture.step(8));
        const SnapshotPtr snapshot = fixture.snapshot();
        const ShownMap shown(fixture, snapshot);
        const HeatPicturePtr& picture = shown.canvas->picture();
        QCOMPARE(picture->groups.size(), std::size_t(4));
        QCOMPARE(picture->groups.front().name, std::string("zone-0"));
        QCOMPARE(picture->groups.front().count, 10);
        QCOMPARE(picture->counts, phaseCounts(snapshot->state, snapshot->now));
        QVERIFY(picture->counts[static_cast<std::size_t>(TargetPhase::Old)] < 40);
        QCOMPARE(shown.figures(), QStringLiteral("40 targets in 4 groups"));
        QVERIFY(shown.canvas->accessibleDescription().startsWith(QStringLiteral("40 targets: ")));
    }

    void cellsAreSharedWithinGroupsOnly()
    {
        const std::atomic<bool> cancelled{false};
        const HeatPicturePtr tens = heatPicture(reportOf(40, 0, 10), {}, nullptr, cancelled);
        const HeatPicturePtr same = heatPicture(reportOf(40, 1, 10), {}, tens, cancelled);
        QCOMPARE(same->cells, tens->cells);
        // The same targets, in other groups.
        const HeatPicturePtr twenties = heatPicture(reportOf(40, 0, 20), {}, tens, cancelled);
        QVERIFY(*twenties->cells == *tens->cells);
        QVERIFY(twenties->cells != tens->cells);
        QCOMPARE(twenties->groups.size(), std::size_t(2));
    }

    void cellsHaveTheColourOfTheirPhase_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("large, with glyphs") << 40;
        QTest::newRow("small, hatched") << 2500;
        QTest::newRow("tiny") << 30000;
    }
    void cellsHaveTheColourOfTheirPhase()
    {
        QFETCH(int, count);
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(count, 0, count));
        const QImage image = shown.canvas->grab().toImage();
        const QRect cell = shown.canvas->heatLayout().cellRect(7);
        const auto phase = shown.canvas->picture()->phases[7];
        // Off the middle, where a glyph is.
        const QPoint at = cell.topLeft() + QPoint(cell.width() / 4, cell.height() / 4);
        QCOMPARE(image.pixelColor(at * image.devicePixelRatio()).rgb(),
                 phaseColour(phase, Scheme::Light).rgb());
    }

    void hatchingRunsThroughTinyCells()
    {
        HeatSpace space{QSize(120, 120), 0, 0, 40, 3};
        const HeatLayout layout({1600}, space); // 40 by 40
        const std::vector<TargetPhase> phases(1600, TargetPhase::Failed);
        const HeatTiles tiles(3, 1, consolePalette(Scheme::Light));
        const QImage image = heatImage({layout, phases}, tiles, QRect(0, 0, 120, 120), Qt::white);
        bool isHatched = false;
        for (int y = 0; y < 112; ++y)
            for (int x = 0; x < 112; ++x) {
                isHatched = isHatched || image.pixel(x, y) != image.pixel(0, 0);
                QCOMPARE(image.pixel(x + 8, y), image.pixel(x, y));
                QCOMPARE(image.pixel(x, y + 8), image.pixel(x, y));
            }
        QVERIFY(isHatched);
        // What is seen of it by scrolling is the same.
        const QImage part = heatImage({layout, phases}, tiles, QRect(17, 23, 50, 40), Qt::white);
        QCOMPARE(part, image.copy(17, 23, 50, 40));
    }

    void keysSelect_data()
    {
        QTest::addColumn<QList<Press>>("presses");
        QTest::addColumn<Cells>("cells");
        const Press right{Qt::Key_Right, {}};
        const Press select{Qt::Key_Space, Qt::ControlModifier};
        QTest::newRow("the first key goes to the first") << QList<Press>{right} << Cells{0};
        QTest::newRow("arrows move along") << QList<Press>{right, right, right} << Cells{2};
        QTest::newRow("Shift selects from there")
            << QList<Press>{right,
                            right,
                            {Qt::Key_Right, Qt::ShiftModifier},
                            {Qt::Key_Right, Qt::ShiftModifier}}
            << Cells{1, 2, 3};
        QTest::newRow("Shift goes back, too")
            << QList<Press>{right, right, right, {Qt::Key_Left, Qt::ShiftModifier}} << Cells{1, 2};
        QTest::newRow("Ctrl moves the cursor alone, Ctrl+Space adds")
            << QList<Press>{right,
                            {Qt::Key_Right, Qt::ControlModifier},
                            {Qt::Key_Right, Qt::ControlModifier},
                            select}
            << Cells{0, 2};
        QTest::newRow("Ctrl+Space takes away") << QList<Press>{right, select} << Cells{};
        QTest::newRow("Enter selects the cursor's cell")
            << QList<Press>{right, {Qt::Key_Right, Qt::ControlModifier}, {Qt::Key_Return, {}}}
            << Cells{1};
        QTest::newRow("Ctrl+End is the last")
            << QList<Press>{right, {Qt::Key_End, Qt::ControlModifier}, {Qt::Key_Space, {}}}
            << Cells{29};
        QTest::newRow("Escape clears") << QList<Press>{right, {Qt::Key_Escape, {}}} << Cells{};
    }
    void keysSelect()
    {
        QFETCH(QList<Press>, presses);
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 0));
        for (const Press& press : std::as_const(presses))
            QTest::keyClick(shown.canvas, Qt::Key(press.key), press.modifiers);
        QTEST(shown.selected(), "cells");
    }

    void everythingIsSelectedAtOnce()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 0));
        QTest::keyClick(shown.canvas, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(fixture.focus.targets().size(), std::size_t(30));
        QCOMPARE(shown.figures(), QStringLiteral("30 targets in 3 groups, 30 selected"));
    }

    void theMouseSelects()
    {
        PageFixture fixture;
        ShownMap shown(fixture, reportOf(30, 0));
        const auto click = [&](int cell, Qt::KeyboardModifiers modifiers) {
            QTest::mouseClick(shown.canvas, Qt::LeftButton, modifiers, shown.middleOf(cell));
        };
        click(4, {});
        QCOMPARE(shown.selected(), Cells{4});
        click(7, Qt::ControlModifier);
        QCOMPARE(shown.selected(), (Cells{4, 7}));
        click(4, Qt::ControlModifier);
        QCOMPARE(shown.selected(), Cells{7});
        click(9, Qt::ShiftModifier);
        QCOMPARE(shown.selected(), (Cells{4, 5, 6, 7, 8, 9}));
        shown.drag(1, 3);
        QCOMPARE(shown.selected(), (Cells{1, 2, 3}));
        shown.drag(6, 7, Qt::ControlModifier);
        QCOMPARE(shown.selected(), (Cells{1, 2, 3, 6, 7}));
        QTest::mouseClick(shown.canvas, Qt::LeftButton, {},
                          shown.canvas->heatLayout().headingRect(2).center());
        QCOMPARE(shown.selected(), (Cells{20, 21, 22, 23, 24, 25, 26, 27, 28, 29}));
    }

    void escapeEndsALasso()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 0));
        QTest::mousePress(shown.canvas, Qt::LeftButton, {}, shown.middleOf(1));
        const QPoint end = shown.middleOf(5);
        QMouseEvent move(QEvent::MouseMove, end, shown.canvas->mapToGlobal(end), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.canvas, &move);
        QTest::keyClick(shown.canvas, Qt::Key_Escape);
        QTest::mouseRelease(shown.canvas, Qt::LeftButton, {}, end);
        QVERIFY(fixture.focus.targets().empty());
    }

    void selectionsOfOtherViewsShow()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 0));
        const QImage before = shown.canvas->grab().toImage();
        fixture.focus.setTargets({TargetId(7), TargetId(21)});
        QVERIFY(shown.canvas->grab().toImage() != before);
        QCOMPARE(shown.canvas->cursor(), std::optional(7)); // keys go on from there
        fixture.focus.setTargets({});
        shown.canvas->clearFocus();
        QCOMPARE(shown.canvas->grab().toImage(), before);
    }

    void theLegendSelectsAPhase()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 0.0));
        QVERIFY(fixture.ask("web", "v2"));
        QVERIFY(fixture.step(8));
        const ShownMap shown(fixture, fixture.snapshot());
        const auto& counts = shown.canvas->picture()->counts;
        const auto other = std::find_if(counts.begin() + 1, counts.end(),
                                        [](std::int64_t count) { return count > 0; });
        QVERIFY(other != counts.end());
        const auto phase = TargetPhase(other - counts.begin());
        auto* entry = shown.page.findChild<QToolButton*>(
            QStringLiteral("heatPhase%1").arg(static_cast<int>(phase)));
        QCOMPARE(entry->text(), QStringLiteral("%1 %2").arg(phaseText(phase)).arg(*other));
        entry->click();
        QCOMPARE(std::ssize(fixture.focus.targets()), *other);
        for (const int cell : shown.selected())
            QCOMPARE(shown.canvas->picture()->phases[static_cast<std::size_t>(cell)], phase);
    }

    void cursorAndSelectionFollowTheirTargets()
    {
        PageFixture fixture;
        ShownMap shown(fixture, reportOf(30, 0));
        QTest::mouseClick(shown.canvas, Qt::LeftButton, {}, shown.middleOf(12));
        const TargetId id = fixture.focus.targets().front();
        auto fewer = std::make_shared<EntitySnapshot>(*shown.canvas->picture()->snapshot);
        const std::vector<TargetId> gone{(*shown.canvas->picture()->cells)[3]};
        fewer->state.fleet.remove(gone);
        shown.show(fewer);
        QCOMPARE(shown.canvas->cursor(), std::optional(11));
        QCOMPARE((*shown.canvas->picture()->cells)[11], id);
        QCOMPARE(shown.selected(), Cells{11});
    }

    void showsOneGroup()
    {
        PageFixture fixture;
        QVERIFY(fixture.addFleet("web", 40, 10, tenPercent, 0.0));
        ShownMap shown(fixture, fixture.snapshot());
        fixture.focus.setEntity(fixture.focus.entity(), std::string("zone-2"));
        QTRY_COMPARE(shown.canvas->heatLayout().cellCount(), 10);
        fixture.focus.setEntity(fixture.focus.entity(), std::string("zone-77"));
        QTRY_VERIFY(shown.page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
        QTest::mouseClick(shown.page.findChild<QPushButton*>(QStringLiteral("hintButton")),
                          Qt::LeftButton);
        QTRY_COMPARE(shown.canvas->heatLayout().cellCount(), 40);
    }

    void cellsGrowAndFitAgain()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(3000, 0, 1000));
        const int fitting = shown.canvas->heatLayout().side();
        QVERIFY(!shown.view->verticalScrollBar()->isVisible());
        for (int press = 0; press < 6; ++press)
            QTest::keyClick(shown.canvas, Qt::Key_Plus);
        QVERIFY(shown.canvas->heatLayout().side() > fitting);
        QVERIFY(shown.view->verticalScrollBar()->isVisible());
        QTest::keyClick(shown.canvas, Qt::Key_Right);
        QTest::keyClick(shown.canvas, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(shown.view->verticalScrollBar()->value(),
                 shown.view->verticalScrollBar()->maximum());
        QTest::keyClick(shown.canvas, Qt::Key_0);
        QCOMPARE(shown.canvas->heatLayout().side(), fitting);
    }

    void theTipTellsOfTheTarget()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 1));
        const auto tipAt = [&](QPoint point) {
            QHelpEvent help(QEvent::ToolTip, point, shown.canvas->mapToGlobal(point));
            QCoreApplication::sendEvent(shown.canvas, &help);
            return QToolTip::text();
        };
        const QString tip = tipAt(shown.middleOf(29));
        QVERIFY2(tip.startsWith(QStringLiteral("web-029 in zone-web-002\n")), qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("v1")), qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("error for")), qPrintable(tip));
        QVERIFY(tipAt(shown.canvas->heatLayout().headingRect(0).center())
                    .startsWith(QStringLiteral("zone-web-000")));
    }

    void viewAsTableBringsTheTargets()
    {
        PageFixture fixture;
        const ShownMap shown(fixture, reportOf(30, 0));
        QSignalSpy asked(&fixture.focus, &Focus::pageAsked);
        shown.page.findChild<QAction*>(QStringLiteral("heatAsTable"))->trigger();
        QCOMPARE(asked.value(0).value(0).toString(), QStringLiteral("targets"));
    }

    void writesPictures_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("PNG") << QStringLiteral("png") << QByteArray("\x89PNG");
        QTest::newRow("SVG") << QStringLiteral("svg") << QByteArray("<?xml");
        QTest::newRow("PDF") << QStringLiteral("pdf") << QByteArray("%PDF");
    }
    void writesPictures()
    {
        QFETCH(QString, ending);
        PageFixture fixture;
        ShownMap shown(fixture, reportOf(30, 0));
        const QString path = fixture.folder.filePath(QLatin1String("map.") + ending);
        shown.page.exportTo(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QFETCH(QByteArray, start);
        QVERIFY(bytes.startsWith(start));
        if (ending == QLatin1String("svg")) // shapes; the legend's one mark alone is a picture
            QCOMPARE(bytes.count("<image"), 1);
        QCOMPARE(shown.page.findChild<QLabel*>(QStringLiteral("exportNote"))->text(),
                 QStringLiteral("Wrote %1.").arg(path));
    }

    void copiesAPicture()
    {
        PageFixture fixture;
        ShownMap shown(fixture, reportOf(30, 0));
        shown.page.copyPicture();
        QVERIFY(QGuiApplication::clipboard()->image().width() >= 2 * shown.canvas->width());
    }

    void saysWhatIsMissing()
    {
        PageFixture fixture;
        HeatPage page(fixture.context());
        page.show();
        QVERIFY(page.findChild<QWidget*>(QStringLiteral("emptyHint"))->isVisible());
        page.showSnapshot(std::make_shared<EntitySnapshot>());
        QTRY_COMPARE(page.findChild<QPushButton*>(QStringLiteral("hintButton"))->text(),
                     QStringLiteral("Import fleet…"));
    }
};

QTEST_MAIN(HeatPageTest)
#include "tst_heat_page.moc"
