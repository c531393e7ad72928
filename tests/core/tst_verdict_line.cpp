// The lines that a journal keeps of steps and options are read back as they were written.

#include <QTest>

#include "core/journal.h"
#include "core/verdict_line.h"

using namespace rollout;
using namespace std::chrono_literals;

class VerdictLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsLinesBack_data();
    void readsLinesBack();
    void refusesOtherLines_data();
    void refusesOtherLines();
};

void VerdictLines::readsLinesBack_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("waiting");
    QTest::addColumn<QString>("hookError");
    for (int verdict = 0; verdict <= static_cast<int>(Verdict::Stopped); ++verdict)
        for (int waiting = 0; waiting <= static_cast<int>(Waiting::ForRelease); ++waiting)
            QTest::addRow("%d, %d", verdict, waiting) << verdict << waiting << QString();
    QTest::newRow("a hook's words") << 3 << 6 << QStringLiteral("exit code 1: no = answer");
}

void VerdictLines::readsLinesBack()
{
    QFETCH(const int, verdict);
    QFETCH(const int, waiting);
    QFETCH(const QString, hookError);
    Plan plan;
    plan.verdict = static_cast<Verdict>(verdict);
    plan.waiting = static_cast<Waiting>(waiting);
    plan.figures = {100, {5, 95, 6}, 20, 10, 2, 8, 72, -3, 4, 5, 6, 7, verdict};
    plan.hookError = hookError.toStdString();
    const auto read = readVerdictLine(verdictLine(plan));
    QVERIFY(read);
    QCOMPARE(*read, plan);
    const RolloutOptions options{Percent(verdict), Percent(100 - waiting), 60s, 3600s};
    QCOMPARE(readOptionsLine(optionsLine(options)), std::optional(options));
}

void VerdictLines::refusesOtherLines_data()
{
    QTest::addColumn<QString>("line");
    const QString good = QString::fromStdString(verdictLine(Plan{}));
    QTest::newRow("nothing") << QString();
    QTest::newRow("something") << QStringLiteral("all is well");
    QTest::newRow("another verdict")
        << QString(good).replace(QStringLiteral("decided"), QStringLiteral("dreamt"));
    QTest::newRow("no number") << QString(good).replace(QStringLiteral("total=0"),
                                                        QStringLiteral("total=many"));
    QTest::newRow("a figure less") << QString(good).remove(QStringLiteral("batch=1 "));
    QTest::newRow("more behind") << good + QStringLiteral(" and so on");
    QTest::newRow("options beyond the scale")
        << QStringLiteral("batch=101% success=1% successTimeout=1s durationTimeout=1s");
    QTest::newRow("options without unit")
        << QStringLiteral("batch=10 success=1% successTimeout=1s durationTimeout=1s");
    QTest::newRow("options cut off") << QStringLiteral("batch=10% success=1%");
}

void VerdictLines::refusesOtherLines()
{
    QFETCH(const QString, line);
    QVERIFY(!readVerdictLine(line.toStdString()));
    QVERIFY(!readOptionsLine(line.toStdString()));
}

QTEST_GUILESS_MAIN(VerdictLines)
#include "tst_verdict_line.moc"
