#include <QTest>

#include "ui/common/format.h"
#include "ui/common/sentences.h"
#include "ui/common/words.h"

using namespace rollout;
using namespace std::chrono_literals;

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durationsHaveTheirTwoLargestUnits_data();
    void durationsHaveTheirTwoLargestUnits();
    void clockFaces();
    void countsAreSeparated();
    void timesAreUtc();
    void progressNamesEveryFigure();
    void waitingNamesSlotsAndTime();
    void nextDecisionCountsDown();
    void aStepIsExplainedMostImportantFirst();
    void errorsAreSentences();
};

void FormatTest::durationsHaveTheirTwoLargestUnits_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 s");
    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0 s");
    QTest::newRow("seconds") << qint64(43) << QStringLiteral("43 s");
    QTest::newRow("whole minute") << qint64(60) << QStringLiteral("1 min");
    QTest::newRow("minutes and seconds") << qint64(130) << QStringLiteral("2 min 10 s");
    QTest::newRow("hours without minutes") << qint64(3 * 3600 + 5) << QStringLiteral("3 h");
    QTest::newRow("days and hours")
        << qint64(2 * 86400 + 4 * 3600 + 59 * 60) << QStringLiteral("2 d 4 h");
}

void FormatTest::durationsHaveTheirTwoLargestUnits()
{
    QFETCH(qint64, seconds);
    QTEST(formatDuration(Seconds(seconds)), "words");
}

void FormatTest::clockFaces()
{
    QCOMPARE(formatClock(130s), QStringLiteral("0:02:10"));
    QCOMPARE(formatClock(Seconds(3 * 86400 + 4 * 3600 + 5 * 60 + 6)),
             QStringLiteral("3 d 4:05:06"));
}

void FormatTest::countsAreSeparated()
{
    QCOMPARE(formatCount(1234567), QStringLiteral("1,234,567"));
    QCOMPARE(formatTargets(1), QStringLiteral("1 target"));
    QCOMPARE(formatTargets(1000), QStringLiteral("1,000 targets"));
    QCOMPARE(formatOf(412, 950), QStringLiteral("412 of 950"));
    QCOMPARE(formatShare(1, 3), QStringLiteral("33 %"));
    QCOMPARE(formatShare(0, 0), QStringLiteral("0 %"));
}

void FormatTest::timesAreUtc()
{
    QCOMPARE(formatTime(Time(Milliseconds(1'772'366'400'999))),
             QStringLiteral("2026-03-01T12:00:00Z"));
}

void FormatTest::progressNamesEveryFigure()
{
    StepFigures figures;
    figures.limits = {10, 100, 1};
    figures.inRollout = 4;
    figures.assigned = 3;
    figures.succeeded = 40;
    QCOMPARE(
        progressSentence(figures),
        QStringLiteral("in rollout 7 of 10, succeeded 40 of 100 needed, failed 0 of 1 tolerated"));
}

void FormatTest::waitingNamesSlotsAndTime()
{
    Plan plan;
    plan.waiting = Waiting::ForWindows;
    plan.now = Time(100s);
    plan.allDecided = Time(143s);
    plan.figures.inRollout = 7;
    plan.figures.limits.batch = 10;
    QVERIFY2(waitingSentence(plan).contains(QStringLiteral("43 s")),
             qPrintable(waitingSentence(plan)));
    QVERIFY(waitingSentence(plan).contains(QStringLiteral("10")));
}

void FormatTest::nextDecisionCountsDown()
{
    Plan plan;
    QCOMPARE(nextDecisionSentence(plan, Time(0s)), QString());
    plan.nextDecision = Time(60s);
    QCOMPARE(nextDecisionSentence(plan, Time(17s)), QStringLiteral("next decision in 43 s"));
    QCOMPARE(nextDecisionSentence(plan, Time(60s)),
             QStringLiteral("next decision at the next step"));
}

void FormatTest::aStepIsExplainedMostImportantFirst()
{
    Fleet fleet;
    const VersionId good = fleet.versions().intern("v1");
    const VersionId bad = fleet.versions().intern("v2");
    Plan plan;
    plan.after.lastKnownGood = good;
    plan.judgements.push_back({TargetId(0), NoteKind::TimedOut, 130, 120, 0});
    plan.versionChanges.push_back({VersionChange::Kind::BecameBad, bad, VersionId::None, 12, 10});
    const QStringList sentences = planSentences(plan, fleet);
    QCOMPARE(sentences.size(), 2);
    QVERIFY2(sentences.front().startsWith(QStringLiteral("v2 is last known bad")),
             qPrintable(sentences.front()));
    QVERIFY(sentences.front().contains(QStringLiteral("12")));
    QVERIFY(sentences.front().contains(QStringLiteral("v1")));
    QVERIFY(sentences.back().contains(QStringLiteral("2 min")));
    QVERIFY(!planSentences(Plan(), fleet).isEmpty());
}

void FormatTest::errorsAreSentences()
{
    QCOMPARE(errorText({ErrorCode::NotFound, "entity x: not found"}),
             QStringLiteral("Entity x: not found."));
    QVERIFY(!errorText({ErrorCode::Io, ""}).isEmpty());
}

QTEST_GUILESS_MAIN(FormatTest)
#include "tst_format.moc"
