#include <QTest>
#include <cmath>

#include "simulation/statistics.h"

using namespace rollout;

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptySampleHasNoFigures();
    void oneValueHasNoStandardError();
    void figuresOfFourValues();
    void quantilesAreOfTypeSeven_data();
    void quantilesAreOfTypeSeven();
};

void TestStatistics::emptySampleHasNoFigures()
{
    QVERIFY(figuresOf({}) == SampleFigures{});
}

void TestStatistics::oneValueHasNoStandardError()
{
    const SampleFigures figures = figuresOf({7.0});
    QCOMPARE(figures.n, std::size_t(1));
    QVERIFY(!figures.standardError);
    QCOMPARE(*figures.mean, 7.0);
    QCOMPARE(*figures.p05, 7.0);
    QCOMPARE(*figures.p95, 7.0);
}

void TestStatistics::figuresOfFourValues()
{
    const SampleFigures figures = figuresOf({4.0, 1.0, 3.0, 2.0});
    QCOMPARE(*figures.mean, 2.5);
    QCOMPARE(*figures.standardError, std::sqrt(5.0 / 3.0 / 4.0));
    QCOMPARE(*figures.p50, 2.5);
}

void TestStatistics::quantilesAreOfTypeSeven_data()
{
    QTest::addColumn<double>("p");
    QTest::addColumn<double>("expected");
    QTest::newRow("least") << 0.0 << 10.0;
    QTest::newRow("5 %") << 0.05 << 11.5;
    QTest::newRow("quarter") << 0.25 << 17.5;
    QTest::newRow("half") << 0.5 << 25.0;
    QTest::newRow("95 %") << 0.95 << 38.5;
    QTest::newRow("most") << 1.0 << 40.0;
}

void TestStatistics::quantilesAreOfTypeSeven()
{
    QFETCH(double, p);
    QFETCH(double, expected);
    QCOMPARE(quantile({10.0, 20.0, 30.0, 40.0}, p), expected);
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
