// Rules of one step, each by a small named case: what the recorded traces reach only by chance, and
// what they do not reach at all.

#include "step_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

class StepDecidesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutVersionIsAnError();
    void versionAskedForIsAssignedOneStepLater();
    void successNeedsMoreThanTheTimeout_data();
    void successNeedsMoreThanTheTimeout();
    void failureNeedsMoreThanTheTimeout_data();
    void failureNeedsMoreThanTheTimeout();
    void thresholdEndsTheStepAndRollsBackInTheNext();
    void withoutLastKnownGoodRollingBackMeansNoVersion();
    void clockGoingBackIsNoSuccess();
    void judgementsAreReportedOnce();
    void waitingIsExplained();
    void messages_data();
    void messages();
    void forceDeclaresTheRollingVersionBad();
    void limits_data();
    void limits();
};

void StepDecidesTest::withoutVersionIsAnError()
{
    Bed bed;
    bed.report(at(0), {state("a", "v1")});
    const Plan plan = bed.step(at(0));
    QVERIFY(plan.verdict == Verdict::NoTargetVersion);
    QVERIFY(plan.waiting == Waiting::ForVersion);
    QVERIFY(plan.after == plan.before);
    QVERIFY(plan.judgements.empty() && plan.assignments.empty());
    QCOMPARE(describeError(plan), std::string("no target version set"));
}

void StepDecidesTest::versionAskedForIsAssignedOneStepLater()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    QVERIFY(bed.step(at(70000)).assignments.empty());
    QCOMPARE(bed.rolling(), std::string("v2"));
    const Plan plan = bed.step(at(80000));
    QCOMPARE(plan.assignments.size(), std::size_t(2));
    QVERIFY(plan.assignments.front().reason == NoteKind::RollingOut);
    QCOMPARE(bed.expecting("v2"), (Names{"a", "b"}));
}

void StepDecidesTest::successNeedsMoreThanTheTimeout_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("isSuccess");
    QTest::newRow("exactly the time-out") << qint64(60000) << false;
    QTest::newRow("a millisecond short of the next second") << qint64(60999) << false;
    QTest::newRow("the next whole second") << qint64(61000) << true;
}

void StepDecidesTest::successNeedsMoreThanTheTimeout()
{
    QFETCH(qint64, after);
    QFETCH(bool, isSuccess);
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(90000), {state("a", "v2"), state("b", "v2")});
    const Plan plan = bed.step(at(90000 + after));
    QCOMPARE(plan.figures.succeeded, isSuccess ? 2 : 0);
}

void StepDecidesTest::failureNeedsMoreThanTheTimeout_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("isFailure");
    QTest::newRow("exactly the time-out") << qint64(120000) << false;
    QTest::newRow("a millisecond short of the next second") << qint64(120999) << false;
    QTest::newRow("the next whole second") << qint64(121000) << true;
}

void StepDecidesTest::failureNeedsMoreThanTheTimeout()
{
    QFETCH(qint64, after);
    QFETCH(bool, isFailure);
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    const Plan plan = bed.decide(at(80000 + after));
    QCOMPARE(plan.figures.failed, isFailure ? 2 : 0);
    QVERIFY((plan.verdict == Verdict::ThresholdCrossed) == isFailure);
}

void StepDecidesTest::thresholdEndsTheStepAndRollsBackInTheNext()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(90000), {state("a", "v2", true), state("b", "v2", true)});
    const Plan crossed = bed.step(at(210000));
    QVERIFY(crossed.verdict == Verdict::ThresholdCrossed);
    QVERIFY(crossed.waiting == Waiting::ForNextStep);
    QCOMPARE(bed.lastKnownBad(), std::string("v2"));
    QCOMPARE(bed.expecting("v2"), (Names{"a", "b"}));
    const Plan back = bed.step(at(220000));
    QVERIFY(back.assignments.size() == 2
            && back.assignments.front().reason == NoteKind::RollingBack);
    QVERIFY(bed.expecting("v2").empty());
}

void StepDecidesTest::withoutLastKnownGoodRollingBackMeansNoVersion()
{
    Bed bed;
    bed.ask("v1");
    bed.report(at(0), {state("a", "v0"), state("b", "v0")});
    bed.step(at(0));
    bed.step(at(1000));
    bed.step(at(200000));
    QCOMPARE(bed.lastKnownBad(), std::string("v1"));
    bed.step(at(210000));
    QCOMPARE(bed.expecting(""), (Names{"a", "b"}));
}

void StepDecidesTest::clockGoingBackIsNoSuccess()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(200000), {state("a", "v2"), state("b", "v2")});
    bed.report(at(100000), {state("a", "v2"), state("b", "v2")}); // the clock went back
    const Plan plan = bed.decide(at(265000));
    QCOMPARE(plan.figures.succeeded, 0);
}

void StepDecidesTest::judgementsAreReportedOnce()
{
    Bed bed;
    bed.establish();
    QCOMPARE(bed.step(at(70000)).judgements.size(),
             std::size_t(0)); // judged when v1 was established
    QVERIFY(bed.step(at(80000)).waiting == Waiting::ForNothing);
    const TargetId a = *bed.fleet.find("", "a");
    bed.report(at(200000), {state("a", "v1", true)});
    const Plan failed = bed.step(at(200000));
    QVERIFY(failed.judgements.size() == 1 && failed.judgements[0].target == a
            && failed.judgements[0].isFailure());
    QVERIFY(bed.step(at(201000)).judgements.empty());
    bed.report(at(210000), {state("a", "v1")});
    QVERIFY(bed.step(at(211000)).judgements.empty()); // no success yet, but still a failure
    const Plan succeeded = bed.step(at(271000));
    QVERIFY(succeeded.judgements.size() == 1 && !succeeded.judgements[0].isFailure());
    QCOMPARE(succeeded.judgements[0].seconds, 61);
}

void StepDecidesTest::waitingIsExplained()
{
    Bed bed;
    QVERIFY(bed.decide(at(0)).waiting == Waiting::ForVersion);
    bed.ask("v1");
    QVERIFY(bed.decide(at(0)).waiting == Waiting::ForReports);
    bed.establish();
    bed.ask("v2");
    QVERIFY(bed.step(at(70000)).waiting == Waiting::ForNextStep);
    const Plan assigned = bed.step(at(80000));
    QVERIFY(assigned.waiting == Waiting::ForWindows);
    QCOMPARE(assigned.nextDecision, std::optional(at(80000 + 121000)));
    bed.report(at(90000), {state("a", "v2"), state("b", "v1")});
    const Plan waiting = bed.step(at(90000));
    QCOMPARE(waiting.nextDecision, std::optional(at(90000 + 61000)));
    QCOMPARE(waiting.allDecided, std::optional(at(80000 + 121000)));
}

void StepDecidesTest::messages_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](NoteKind kind, const char* message) {
        QTest::newRow(message) << int(kind) << QString::fromUtf8(message);
    };
    row(NoteKind::NewTarget, "new target");
    row(NoteKind::RollingOut, "Rollout new version v2");
    row(NoteKind::ConfirmingGood, "Setting last known good to v2");
    row(NoteKind::RollingBack, "Rolling back to last known good v2");
    row(NoteKind::Succeeded, "succeeded: healthy for 130 s, success time-out 120 s");
    row(NoteKind::TimedOut, "failed: expected since 130 s, deadline 120 s");
    row(NoteKind::Unhealthy, "failed: monitoring says hot");
}

void StepDecidesTest::messages()
{
    QFETCH(int, kind);
    QFETCH(QString, message);
    const Note note{static_cast<NoteKind>(kind), 130, 120, TextId::None};
    QCOMPARE(QString::fromStdString(describe(note, "v2", "hot")), message);
}

void StepDecidesTest::forceDeclaresTheRollingVersionBad()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.rollout = withForcedTargetVersion(bed.rollout, bed.fleet.versions().intern("v3"));
    QCOMPARE(bed.lastKnownBad(), std::string("v2"));
    bed.step(at(80000));
    QCOMPARE(bed.rolling(), std::string("v3"));
    // To the version that is rolling already: nothing is declared bad.
    bed.rollout = withForcedTargetVersion(bed.rollout, bed.fleet.versions().intern("v3"));
    QCOMPARE(bed.lastKnownBad(), std::string("v2"));
}

void StepDecidesTest::limits_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("batchPercent");
    QTest::addColumn<int>("successPercent");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("needed");
    QTest::addColumn<int>("tolerated");
    QTest::newRow("defaults on 100") << 100 << 5 << 100 << 5 << 100 << 1;
    QTest::newRow("rounded down") << 3 << 34 << 99 << 1 << 2 << 1;
    QTest::newRow("nothing needed") << 1 << 5 << 95 << 1 << 0 << 1;
    QTest::newRow("half") << 7 << 50 << 50 << 3 << 3 << 4;
    QTest::newRow("empty fleet") << 0 << 100 << 100 << 1 << 0 << 1;
    QTest::newRow("no batch") << 1000 << 0 << 0 << 1 << 0 << 1000;
}

void StepDecidesTest::limits()
{
    QFETCH(int, total);
    QFETCH(int, batchPercent);
    QFETCH(int, successPercent);
    const Limits limits =
        limitsOf({Percent(batchPercent), Percent(successPercent), 60s, 120s}, total);
    QTEST(int(limits.batch), "batch");
    QTEST(int(limits.needed), "needed");
    QTEST(int(limits.tolerated), "tolerated");
}

QTEST_GUILESS_MAIN(StepDecidesTest)
#include "tst_step.moc"
