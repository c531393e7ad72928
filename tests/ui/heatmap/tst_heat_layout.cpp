// Where cells lie: sizes, hits, moves, lassos; and for any fleet that none is lost or covered.

#include <QTest>

#include <rapidcheck.h>

#include <numeric>

#include "ui/heatmap/heat_layout.h"

using namespace rollout;

namespace {

using Counts = std::vector<int>;

HeatSpace spaceOf(int width, int height)
{
    return {QSize(width, height), 0, 20, 100, std::nullopt};
}

/// Two blocks side by side, 10 cells a row of 10 pixels: the first has 25 cells, the second 8;
/// below them a third of 12.
HeatLayout threeBlocks()
{
    HeatSpace space = spaceOf(212, 90); // 100 + a gap of 12 + 100
    space.side = 10;
    return {{25, 8, 12}, space};
}

HeatLayout anyLayout()
{
    const auto counts =
        *rc::gen::suchThat(rc::gen::container<Counts>(rc::gen::inRange(1, 120)),
                           [](const Counts& all) { return !all.empty() && all.size() < 30; });
    HeatSpace space{QSize(*rc::gen::inRange(80, 900), *rc::gen::inRange(80, 700)),
                    *rc::gen::inRange(0, 13), *rc::gen::element(0, 20), *rc::gen::inRange(40, 160),
                    std::nullopt};
    if (*rc::gen::inRange(0, 2) == 0)
        space.side = *rc::gen::inRange(HeatLayout::smallestSide, HeatLayout::largestSide + 1);
    return {counts, space};
}

} // namespace

class HeatLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chooses_data()
    {
        QTest::addColumn<Counts>("counts");
        QTest::addColumn<QSize>("view");
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("fits");
        QTest::newRow("few targets get large cells") << Counts{5} << QSize(600, 400) << 36 << true;
        // 31 cells a row, 33 rows of 19 pixels under the heading of 20
        QTest::newRow("a thousand") << Counts{1000} << QSize(600, 650) << 19 << true;
        QTest::newRow("100,000 on a large screen")
            << Counts{100000} << QSize(1000, 700) << 2 << true;
        QTest::newRow("100,000 on a small one scroll")
            << Counts{100000} << QSize(500, 400) << 4 << false;
        QTest::newRow("so many groups that headings would hide the cells")
            << Counts(300, 20) << QSize(900, 600) << 10 << false;
        // Four side by side, each 141 pixels wide: 11 cells a row, 13 rows and the heading are 176
        // pixels high, two shelves with what is between them 364.
        QTest::newRow("groups side by side")
            << Counts{143, 143, 143, 143, 143, 143, 142} << QSize(600, 400) << 12 << true;
    }
    void chooses()
    {
        QFETCH(Counts, counts);
        QFETCH(QSize, view);
        const HeatLayout layout(counts, spaceOf(view.width(), view.height()));
        QTEST(layout.side(), "side");
        QTEST(layout.size().height() <= view.height(), "fits");
        QCOMPARE(layout.cellCount(), std::accumulate(counts.begin(), counts.end(), 0));
    }

    void hits_data()
    {
        QTest::addColumn<QPoint>("point");
        QTest::addColumn<int>("cell"); // -1: none
        QTest::newRow("the heading is none") << QPoint(5, 19) << -1;
        QTest::newRow("the first") << QPoint(0, 20) << 0;
        QTest::newRow("its last pixel") << QPoint(9, 29) << 0;
        QTest::newRow("the second row") << QPoint(0, 30) << 10;
        QTest::newRow("behind the last of a ragged row") << QPoint(55, 45) << -1;
        QTest::newRow("between two blocks") << QPoint(105, 25) << -1;
        QTest::newRow("the second block") << QPoint(112, 20) << 25;
        QTest::newRow("below the second block") << QPoint(112, 31) << -1;
        QTest::newRow("the third block") << QPoint(0, 82) << 33;
        QTest::newRow("above everything") << QPoint(0, -1) << -1;
        QTest::newRow("where a third column would be") << QPoint(225, 25) << -1;
    }
    void hits()
    {
        QFETCH(QPoint, point);
        QTEST(threeBlocks().cellAt(point).value_or(-1), "cell");
    }

    void moves_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<HeatMove>("move");
        QTest::addColumn<int>("to");
        QTest::newRow("right") << 3 << HeatMove::Right << 4;
        QTest::newRow("right into the next block") << 24 << HeatMove::Right << 25;
        QTest::newRow("right at the end") << 44 << HeatMove::Right << 44;
        QTest::newRow("left into the block before") << 25 << HeatMove::Left << 24;
        QTest::newRow("left at the start") << 0 << HeatMove::Left << 0;
        QTest::newRow("down") << 3 << HeatMove::Down << 13;
        QTest::newRow("down onto a ragged row") << 18 << HeatMove::Down << 24;
        QTest::newRow("down into the block below") << 22 << HeatMove::Down << 35;
        QTest::newRow("down where nothing is right below") << 26 << HeatMove::Down << 34;
        QTest::newRow("down at the end") << 44 << HeatMove::Down << 44;
        QTest::newRow("up") << 13 << HeatMove::Up << 3;
        QTest::newRow("up into the block above") << 35 << HeatMove::Up << 22;
        QTest::newRow("up onto a ragged row") << 41 << HeatMove::Up << 24;
        QTest::newRow("up at the top") << 27 << HeatMove::Up << 27;
        QTest::newRow("page down") << 3 << HeatMove::PageDown << 23;
        QTest::newRow("page up") << 43 << HeatMove::PageUp << 33;
        QTest::newRow("start of the row") << 17 << HeatMove::RowStart << 10;
        QTest::newRow("end of the row") << 12 << HeatMove::RowEnd << 19;
        QTest::newRow("end of a ragged row") << 21 << HeatMove::RowEnd << 24;
        QTest::newRow("first") << 30 << HeatMove::First << 0;
        QTest::newRow("last") << 30 << HeatMove::Last << 44;
    }
    void moves()
    {
        QFETCH(int, from);
        QFETCH(HeatMove, move);
        QTEST(threeBlocks().moved(from, move, 40), "to");
    }

    void lassoes_data()
    {
        QTest::addColumn<QPolygon>("line");
        QTest::addColumn<Counts>("cells");
        QTest::newRow("around two by two")
            << QPolygon(QRect(11, 21, 18, 18)) << Counts{1, 2, 11, 12};
        QTest::newRow("along a row") << QPolygon({{5, 25}, {35, 25}}) << Counts{0, 1, 2, 3};
        QTest::newRow("across two blocks")
            << QPolygon(QRect(85, 22, 40, 6)) << Counts{8, 9, 25, 26};
        QTest::newRow("a triangle")
            << QPolygon({{1, 21}, {1, 49}, {29, 49}}) << Counts{0, 10, 11, 20, 21, 22};
        QTest::newRow("beside everything") << QPolygon(QRect(300, 300, 50, 50)) << Counts{};
        QTest::newRow("over a heading") << QPolygon(QRect(2, 2, 60, 15)) << Counts{};
    }
    void lassoes()
    {
        QFETCH(QPolygon, line);
        QTEST(threeBlocks().cellsWithin(line), "cells");
    }

    void neighbours_data()
    {
        QTest::addColumn<int>("cell");
        QTest::addColumn<Qt::Edge>("edge");
        QTest::addColumn<int>("beside"); // -1: none
        QTest::newRow("left") << 1 << Qt::LeftEdge << 0;
        QTest::newRow("left of a row") << 10 << Qt::LeftEdge << -1;
        QTest::newRow("right of a row") << 9 << Qt::RightEdge << -1;
        QTest::newRow("right of the last of a block") << 24 << Qt::RightEdge << -1;
        QTest::newRow("above") << 12 << Qt::TopEdge << 2;
        QTest::newRow("above the first row of the third block") << 33 << Qt::TopEdge << -1;
        QTest::newRow("below") << 14 << Qt::BottomEdge << 24;
        QTest::newRow("below, where the row is shorter") << 15 << Qt::BottomEdge << -1;
    }
    void neighbours()
    {
        QFETCH(int, cell);
        QFETCH(Qt::Edge, edge);
        QTEST(threeBlocks().beside(cell, edge).value_or(-1), "beside");
    }

    void nothingToLayOut()
    {
        const HeatLayout layout(Counts{}, spaceOf(300, 300));
        QCOMPARE(layout.cellCount(), 0);
        QVERIFY(!layout.cellAt({10, 10}));
        QVERIFY(layout.runsIn(QRect(0, 0, 300, 300)).empty());
        QVERIFY(layout.cellsWithin(QPolygon(QRect(0, 0, 300, 300))).empty());
    }

    void everyCellIsFoundWhereItIs()
    {
        QVERIFY(rc::check("a cell's rectangle and the cell at its corners agree", [] {
            const HeatLayout layout = anyLayout();
            const int cell = *rc::gen::inRange(0, layout.cellCount());
            const QRect rect = layout.cellRect(cell);
            RC_ASSERT(layout.cellAt(rect.topLeft()) == cell);
            RC_ASSERT(layout.cellAt(rect.bottomRight()) == cell);
            RC_ASSERT(QRect(QPoint(), layout.size()).contains(rect));
            RC_ASSERT(layout.blockRect(layout.blockOf(cell)).contains(rect));
        }));
    }

    void runsCoverAll()
    {
        QVERIFY(rc::check("the runs in a rectangle are the cells that it touches", [] {
            const HeatLayout layout = anyLayout();
            const QRect rect(*rc::gen::inRange(0, 300), *rc::gen::inRange(0, 300),
                             *rc::gen::inRange(1, 400), *rc::gen::inRange(1, 400));
            std::vector<bool> isTouched(static_cast<std::size_t>(layout.cellCount()), false);
            for (const HeatRun& run : layout.runsIn(rect))
                for (int cell = run.first; cell < run.first + run.count; ++cell) {
                    RC_ASSERT(!isTouched[static_cast<std::size_t>(cell)]);
                    isTouched[static_cast<std::size_t>(cell)] = true;
                }
            for (int cell = 0; cell < layout.cellCount(); ++cell)
                RC_ASSERT(isTouched[static_cast<std::size_t>(cell)]
                          == layout.cellRect(cell).intersects(rect));
        }));
    }

    void movesStayAmongTheCells()
    {
        QVERIFY(rc::check("any walk stays inside, and what goes down can come up again", [] {
            const HeatLayout layout = anyLayout();
            int cell = *rc::gen::inRange(0, layout.cellCount());
            const auto walk = *rc::gen::container<Counts>(rc::gen::inRange(0, 10));
            for (const int move : walk) {
                const int before = cell;
                cell = layout.moved(cell, static_cast<HeatMove>(move), 100);
                RC_ASSERT(cell >= 0);
                RC_ASSERT(cell < layout.cellCount());
                if (static_cast<HeatMove>(move) == HeatMove::Down && cell != before)
                    RC_ASSERT(layout.moved(cell, HeatMove::Up, 100) != cell);
            }
        }));
    }
};

QTEST_APPLESS_MAIN(HeatLayoutTest)
#include "tst_heat_layout.moc"
