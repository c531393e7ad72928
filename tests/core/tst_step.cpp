// Rules of one step, each by a small named case: what the recorded traces reach only by chance, and
// what they do not reach at all.

#include <QTest>

#include <functional>

#include "core/describe.h"
#include "core/plan.h"
#include "core/record.h"
#include "core/step.h"

using namespace rollout;
using namespace std::chrono_literals;

namespace {

Time at(std::int64_t milliseconds)
{
    return Time(Milliseconds(milliseconds));
}

ClientState state(std::string name, std::string version, bool isError = false,
                  std::string group = {})
{
    ClientState s;
    s.name = std::move(name);
    s.group = std::move(group);
    s.version = std::move(version);
    s.isError = isError;
    return s;
}

using Answers = std::function<Answer(const Question&, const Step&)>;

/// A fleet with everything around it that a step needs.
struct Bed
{
    Fleet fleet;
    RolloutState rollout;
    RolloutOptions options{Percent(50), Percent(100), 60s, 120s};

    void report(Time now, const std::vector<ClientState>& states)
    {
        const auto ok =
            recordReport(fleet, states, {now, options.successTimeout, rollout.lastKnownGood});
        QVERIFY2(ok, ok ? "" : ok.error().message.c_str());
    }
    void ask(const char* version)
    {
        rollout = withTargetVersion(rollout, fleet.versions().intern(version));
    }
    Plan decide(Time now, Hooks hooks = {}, const Answers& answers = {}) const
    {
        Step step(fleet, rollout, options, now, hooks);
        while (const auto question = step.next())
            step.answer(answers(*question, step));
        return step.takePlan();
    }
    Plan step(Time now, Hooks hooks = {}, const Answers& answers = {})
    {
        Plan plan = decide(now, hooks, answers);
        applyPlan(fleet, plan, options.successTimeout);
        rollout = plan.after;
        return plan;
    }
    /// Four targets a to d on v1, v1 last known good and every target a success on it.
    void establish()
    {
        ask("v1");
        options.successTimeout = 0s;
        options.batch = Percent(100);
        report(at(0), {state("a", "v1"), state("b", "v1"), state("c", "v1"), state("d", "v1")});
        step(at(0));
        report(at(2000), {});
        step(at(2000));
        QCOMPARE(lastKnownGood(), std::string("v1"));
        options = {Percent(50), Percent(100), 60s, 120s};
        report(at(3000), {state("a", "v1"), state("b", "v1"), state("c", "v1"), state("d", "v1")});
    }
    std::string text(VersionId id) const { return std::string(fleet.versions().at(id)); }
    std::string rolling() const { return text(rollout.rolling); }
    std::string lastKnownGood() const { return text(rollout.lastKnownGood); }
    std::string lastKnownBad() const { return text(rollout.lastKnownBad); }
    std::vector<std::string> expecting(const char* version) const
    {
        std::vector<std::string> names;
        for (const TargetId id : fleet.order())
            if (text(fleet.target(id).expectedVersion) == version)
                names.emplace_back(fleet.name(id));
        return names;
    }
};

using Names = std::vector<std::string>;

} // namespace

class StepRules : public QObject
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
    void heldStepChangesNothingButTheReport();
    void failedRemovalKeepsJudgements();
    void removalTakesOnlyCandidatesAndNoMoreThanCount();
    void selectionCreatesUnknownTargets();
    void selectionOfNonsenseIsRefused();
    void selectionUsesUpSlots();
    void approvalIsNotAskedForNothing();
    void approvalOfOthersIsIgnored();
    void monitoringOverrulesTheReport();
    void monitoringFailureCarriesItsWords();
    void clockGoingBackIsNoSuccess();
    void judgementsAreReportedOnce();
    void waitingIsExplained();
    void messages_data();
    void messages();
    void forceDeclaresTheRollingVersionBad();
    void limits_data();
    void limits();
};

void StepRules::withoutVersionIsAnError()
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

void StepRules::versionAskedForIsAssignedOneStepLater()
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

void StepRules::successNeedsMoreThanTheTimeout_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("isSuccess");
    QTest::newRow("exactly the time-out") << qint64(60000) << false;
    QTest::newRow("a millisecond short of the next second") << qint64(60999) << false;
    QTest::newRow("the next whole second") << qint64(61000) << true;
}

void StepRules::successNeedsMoreThanTheTimeout()
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

void StepRules::failureNeedsMoreThanTheTimeout_data()
{
    QTest::addColumn<qint64>("after");
    QTest::addColumn<bool>("isFailure");
    QTest::newRow("exactly the time-out") << qint64(120000) << false;
    QTest::newRow("a millisecond short of the next second") << qint64(120999) << false;
    QTest::newRow("the next whole second") << qint64(121000) << true;
}

void StepRules::failureNeedsMoreThanTheTimeout()
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

void StepRules::thresholdEndsTheStepAndRollsBackInTheNext()
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

void StepRules::withoutLastKnownGoodRollingBackMeansNoVersion()
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

void StepRules::heldStepChangesNothingButTheReport()
{
    Bed bed;
    bed.ask("v1");
    bed.report(at(0), {state("a", "v1")});
    const Fleet before = bed.fleet;
    Hooks hooks;
    hooks.externalMonitoring = true;
    std::vector<QuestionKind> asked;
    const Plan plan =
        bed.step(at(500000), hooks, [&](const Question& question, const Step&) -> Answer {
            asked.push_back(question.kind);
            return HealthAnswer{std::string("error rate 7 %")};
        });
    QCOMPARE(asked, std::vector{QuestionKind::ExternalHealth});
    QVERIFY(plan.verdict == Verdict::Held);
    QVERIFY(bed.rollout.rolling == VersionId::None);
    QVERIFY(changedTargets(before, bed.fleet).empty());
    QCOMPARE(describeError(plan), std::string("external monitoring failed: error rate 7 %"));
}

void StepRules::failedRemovalKeepsJudgements()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.options.success = Percent(25);
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(90000), {state("a", "v2"), state("b", "v1")});
    Hooks hooks;
    hooks.removal = true;
    const Plan plan = bed.step(at(205000), hooks, [](const Question&, const Step&) -> Answer {
        return HookFailure{"no route to host"};
    });
    QVERIFY(plan.verdict == Verdict::RemovalFailed);
    QCOMPARE(plan.judgements.size(), std::size_t(2)); // a succeeded, b did not adopt it in time
    QVERIFY(bed.fleet.target(*bed.fleet.find("", "a")).expectedNote.kind == NoteKind::Succeeded);
    QCOMPARE(bed.lastKnownGood(), std::string("v1")); // although one success was enough
}

void StepRules::removalTakesOnlyCandidatesAndNoMoreThanCount()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(90000), {state("a", "v2"), state("b", "v2")});
    bed.report(at(150000),
               {state("a", "v2"), state("b", "v2"), state("c", "v1"), state("d", "v1")});
    Hooks hooks;
    hooks.removal = true;
    const TargetId a = *bed.fleet.find("", "a");
    const Plan plan =
        bed.step(at(152000), hooks, [&](const Question& question, const Step&) -> Answer {
            [&] { QCOMPARE(question.targets.size(), std::size_t(2)); }();
            [&] { QCOMPARE(question.count, 2); }();
            return TargetsAnswer{a, question.targets[1], question.targets[1],
                                 state("nobody", "v1")};
        });
    QCOMPARE(plan.removals.size(), std::size_t(1));
    QCOMPARE(plan.figures.total, 3);
    QVERIFY(!bed.fleet.find("", "d"));
    QVERIFY(bed.fleet.find("", "a"));
}

void StepRules::selectionCreatesUnknownTargets()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    Hooks hooks;
    hooks.selection = true;
    const Plan plan = bed.step(at(80000), hooks, [](const Question&, const Step&) -> Answer {
        return TargetsAnswer{state("new", "v0", false, "blue"), state("new", "v0", false, "blue")};
    });
    QCOMPARE(plan.creations.size(),
             std::size_t(1)); // the second is the same target: it only uses up a slot
    QCOMPARE(plan.figures.total, 4);
    QCOMPARE(bed.expecting("v2"), (Names{"new"}));
    const TargetId id = *bed.fleet.find("blue", "new");
    QCOMPARE(bed.fleet.target(id).currentChangedAt, at(20000));
    QCOMPARE(bed.fleet.reportTimes().at(id), at(80000));
}

void StepRules::selectionOfNonsenseIsRefused()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    Hooks hooks;
    hooks.selection = true;
    const Plan plan = bed.step(at(80000), hooks, [](const Question&, const Step&) -> Answer {
        return TargetsAnswer{state("", "v0"), static_cast<TargetId>(4711)};
    });
    QVERIFY(plan.creations.empty() && plan.assignments.empty());
    QVERIFY(plan.hookError.find("target name is empty") != std::string::npos);
    QVERIFY(plan.waiting == Waiting::ForSelection);
}

void StepRules::selectionUsesUpSlots()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    Hooks hooks;
    hooks.selection = true;
    const TargetId c = *bed.fleet.find("", "c");
    const TargetId d = *bed.fleet.find("", "d");
    bed.step(at(80000), hooks, [&](const Question&, const Step&) -> Answer {
        return TargetsAnswer{c, c, d};
    });
    QCOMPARE(bed.expecting("v2"), (Names{"c"}));
}

void StepRules::approvalIsNotAskedForNothing()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    Hooks hooks;
    hooks.selection = hooks.approval = true;
    int asked = 0;
    bed.step(at(80000), hooks, [&](const Question& question, const Step&) -> Answer {
        asked += question.kind == QuestionKind::Approval;
        return TargetsAnswer{};
    });
    QCOMPARE(asked, 0);
}

void StepRules::approvalOfOthersIsIgnored()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    Hooks hooks;
    hooks.approval = true;
    const TargetId d = *bed.fleet.find("", "d");
    const Plan plan =
        bed.step(at(80000), hooks, [&](const Question& question, const Step&) -> Answer {
            return TargetsAnswer{d, question.targets[1], question.targets[1]};
        });
    QCOMPARE(plan.assignments.size(), std::size_t(1));
    QCOMPARE(bed.expecting("v2"), (Names{"b"}));
    QVERIFY(plan.waiting == Waiting::ForApproval);
}

void StepRules::monitoringOverrulesTheReport()
{
    Bed bed;
    bed.establish();
    bed.ask("v2");
    bed.step(at(70000));
    bed.step(at(80000));
    bed.report(at(90000), {state("a", "v2"), state("b", "v2")});
    Hooks hooks;
    hooks.monitoring = true;
    const Plan plan =
        bed.step(at(91000), hooks, [](const Question& question, const Step&) -> Answer {
            return HealthAnswer(question.targets.size(), std::nullopt);
        });
    QCOMPARE(plan.figures.failed, 0);
    const Plan failing =
        bed.step(at(92000), hooks, [](const Question& question, const Step&) -> Answer {
            HealthAnswer answer(question.targets.size(), std::nullopt);
            answer.back() = "latency 900 ms";
            return answer;
        });
    QCOMPARE(failing.figures.failed, 1);
    QVERIFY(failing.verdict == Verdict::ThresholdCrossed);
}

void StepRules::monitoringFailureCarriesItsWords()
{
    Bed bed;
    bed.establish();
    Hooks hooks;
    hooks.monitoring = true;
    bed.options.success = Percent(0);
    bed.step(at(70000), hooks, [](const Question&, const Step&) -> Answer {
        return HookFailure{"connection refused"};
    });
    const ClientState answered = expectedState(bed.fleet, *bed.fleet.find("", "a"));
    QVERIFY(answered.isError);
    QCOMPARE(answered.message, std::string("failed: monitoring says connection refused"));
    // The same words again change nothing.
    const Plan again = bed.decide(at(71000), hooks, [](const Question&, const Step&) -> Answer {
        return HookFailure{"connection refused"};
    });
    QVERIFY(again.judgements.empty());
}

void StepRules::clockGoingBackIsNoSuccess()
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

void StepRules::judgementsAreReportedOnce()
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

void StepRules::waitingIsExplained()
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

void StepRules::messages_data()
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

void StepRules::messages()
{
    QFETCH(int, kind);
    QFETCH(QString, message);
    const Note note{static_cast<NoteKind>(kind), 130, 120, TextId::None};
    QCOMPARE(QString::fromStdString(describe(note, "v2", "hot")), message);
}

void StepRules::forceDeclaresTheRollingVersionBad()
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

void StepRules::limits_data()
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

void StepRules::limits()
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

QTEST_GUILESS_MAIN(StepRules)
#include "tst_step.moc"
