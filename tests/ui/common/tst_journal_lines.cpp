// What journal rows carry as text, read back and put into words.

#include <QTest>

#include "core/journal.h"
#include "ui/common/journal_lines.h"
#include "ui/common/sentences.h"

using namespace rollout;

namespace {

Plan planWith(Verdict verdict, Waiting waiting)
{
    Plan plan;
    plan.verdict = verdict;
    plan.waiting = waiting;
    plan.figures.total = 240;
    plan.figures.limits = {24, 228, 12};
    plan.figures.expecting = 96;
    plan.figures.succeeded = 72;
    plan.figures.failed = 1;
    plan.figures.inRollout = 20;
    plan.figures.available = 144;
    plan.figures.slots = -3;
    plan.figures.selected = 4;
    plan.figures.assigned = 3;
    plan.figures.removed = 2;
    plan.figures.created = 5;
    return plan;
}

JournalRow rowOf(JournalKind kind, std::string text)
{
    JournalRow row;
    row.kind = kind;
    row.version = "v2";
    row.text = std::move(text);
    return row;
}

} // namespace

class JournalLinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerdictIsReadBack()
    {
        for (const auto verdict : {Verdict::Decided, Verdict::ThresholdCrossed,
                                   Verdict::NoTargetVersion, Verdict::Held, Verdict::RemovalFailed})
            QCOMPARE(planOfLine(verdictLine(planWith(verdict, Waiting::ForNothing)))->verdict,
                     verdict);
    }

    void everyWaitIsReadBack()
    {
        for (const auto waiting :
             {Waiting::ForNothing, Waiting::ForWindows, Waiting::ForNextStep, Waiting::ForSelection,
              Waiting::ForApproval, Waiting::ForVersion, Waiting::ForMonitoring,
              Waiting::ForRemoval, Waiting::ForReports})
            QCOMPARE(planOfLine(verdictLine(planWith(Verdict::Decided, waiting)))->waiting,
                     waiting);
    }

    void figuresAndWordsAreReadBack()
    {
        Plan plan = planWith(Verdict::Held, Waiting::ForMonitoring);
        plan.hookError = "disk=full on web-1, total=9";
        QVERIFY(*planOfLine(verdictLine(plan)) == plan);
    }

    void optionsAreReadBack()
    {
        const RolloutOptions options{Percent(15), Percent(90), Seconds(61), Seconds(3600)};
        QVERIFY(optionsOfLine(optionsLine(options)) == options);
    }

    void whatIsNoLineIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("held by monitoring");
        QTest::newRow("half") << QByteArray("verdict=decided");
        QTest::newRow("unknown verdict") << QByteArray("verdict=maybe waiting=nothing");
        QTest::newRow("no number") << QByteArray("batch=x% success=90%");
    }
    void whatIsNoLineIsNotRead()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!planOfLine(line.toStdString()));
        QVERIFY(!optionsOfLine(line.toStdString()));
    }

    void rowsAreSentences_data()
    {
        QTest::addColumn<JournalRow>("row");
        QTest::addColumn<QString>("sentence");
        const RolloutOptions options{Percent(15), Percent(90), Seconds(60), Seconds(120)};
        QTest::newRow("options")
            << rowOf(JournalKind::OptionsChanged, optionsLine(options))
            << QStringLiteral("options changed: batch 15 %, success 90 %, success time-out 1 min, "
                              "duration time-out 2 min");
        QTest::newRow("step")
            << rowOf(JournalKind::StepVerdict,
                     verdictLine(planWith(Verdict::Decided, Waiting::ForWindows)))
            << QStringLiteral("v2: in rollout 23 of 24, succeeded 72 of 228 needed, failed 1 of 12 "
                              "tolerated; waits for the windows of 23 targets to pass");
        QTest::newRow("no version")
            << rowOf(JournalKind::StepVerdict,
                     verdictLine(planWith(Verdict::NoTargetVersion, Waiting::ForVersion)))
            << QStringLiteral("no version asked for");
        Plan held = planWith(Verdict::Held, Waiting::ForMonitoring);
        held.hookError = "too hot";
        QTest::newRow("held") << rowOf(JournalKind::StepVerdict, verdictLine(held))
                              << QStringLiteral("held by monitoring: “too hot”");
        QTest::newRow("of another program")
            << rowOf(JournalKind::StepVerdict, "all well") << QStringLiteral("all well");
    }
    void rowsAreSentences()
    {
        QFETCH(JournalRow, row);
        QTEST(journalSentence(row), "sentence");
    }
};

QTEST_GUILESS_MAIN(JournalLinesTest)
#include "tst_journal_lines.moc"
