// Axes of the charts of a what-if, and where things stand between them.

#include <QTest>

#include "ui/whatif/metric_axis.h"
#include "ui/whatif/plot_frame.h"

using namespace rollout;

namespace {

QString labelsOf(const PlotAxis& axis)
{
    QStringList labels;
    for (const PlotTick& tick : axis.ticks)
        labels << tick.label;
    return labels.join(u' ');
}

} // namespace

class PlotFrameTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void axesHaveRoundTicks_data()
    {
        QTest::addColumn<double>("most");
        QTest::addColumn<double>("end");
        QTest::addColumn<QString>("labels");
        QTest::newRow("whole") << 10.0 << 10.0 << QStringLiteral("0 2 4 6 8 10");
        QTest::newRow("rounded up") << 42.0 << 50.0 << QStringLiteral("0 10 20 30 40 50");
        QTest::newRow("small") << 0.3 << 0.3 << QStringLiteral("0 0.1 0.2 0.3");
        QTest::newRow("thousands")
            << 9000.0 << 10000.0 << QStringLiteral("0 2,000 4,000 6,000 8,000 10,000");
    }
    void axesHaveRoundTicks()
    {
        QFETCH(double, most);
        QFETCH(double, end);
        const PlotAxis axis = numberAxis({}, most, 5);
        QVERIFY2(qAbs(axis.most - end) < 1e-9, qPrintable(QString::number(axis.most)));
        QTEST(labelsOf(axis), "labels");
    }

    void anAxisAroundNoughtHasSigns_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<QString>("labels");
        QTest::newRow("both sides") << -4.5 << 10.5 << QStringLiteral("−4 −2 0 +2 +4 +6 +8 +10");
        QTest::newRow("better alone") << -10.5 << 0.5 << QStringLiteral("−10 −8 −6 −4 −2 0");
        QTest::newRow("worse alone") << -0.5 << 10.5 << QStringLiteral("0 +2 +4 +6 +8 +10");
    }
    void anAxisAroundNoughtHasSigns()
    {
        QFETCH(double, least);
        QFETCH(double, most);
        const PlotAxis axis = aroundNought(numberAxis({}, 10, 5), least, most);
        QCOMPARE(axis.least, least);
        QCOMPARE(axis.most, most);
        QTEST(labelsOf(axis), "labels");
        const PlotFrame frame({0, 0, 300, 200}, axis, numberAxis({}, 10, 5),
                              QFontMetricsF(QFont()));
        QCOMPARE(frame.x(least), frame.plot().left());
        QCOMPARE(frame.x(most), frame.plot().right());
        QVERIFY(frame.x(0) > frame.plot().left() && frame.x(0) < frame.plot().right());
    }

    void sharesAreShownInPercent()
    {
        const PlotAxis axis = metricAxis(WhatIfMetric::ShareBad, 8, 4);
        QCOMPARE(labelsOf(axis), QStringLiteral("0 % 2 % 4 % 6 % 8 %"));
        QCOMPARE(metricAxis(WhatIfMetric::LowestHealthyShare, 102, 5).most, 100.0);
        QCOMPARE(onAxis(WhatIfMetric::ShareBad, 0.08), 8.0);
        QCOMPARE(onAxis(WhatIfMetric::MostBadAtOnce, 8), 8.0);
    }
};

QTEST_MAIN(PlotFrameTest)
#include "tst_plot_frame.moc"
