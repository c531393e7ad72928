// Hooks of a step: what is asked, and what is made of each answer, sensible or not.

#include "core/journal.h"
#include "step_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

class StepHooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
    void otherWordsAreNoOtherMark();
    void wordsOfHooksAreMadeFitToKeep_data();
    void wordsOfHooksAreMadeFitToKeep();
    void manyUnknownTargetsTakeLinearTime();
};

void StepHooks::heldStepChangesNothingButTheReport()
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

void StepHooks::failedRemovalKeepsJudgements()
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

void StepHooks::removalTakesOnlyCandidatesAndNoMoreThanCount()
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

void StepHooks::selectionCreatesUnknownTargets()
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

void StepHooks::selectionOfNonsenseIsRefused()
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

void StepHooks::selectionUsesUpSlots()
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

void StepHooks::approvalIsNotAskedForNothing()
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

void StepHooks::approvalOfOthersIsIgnored()
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

void StepHooks::monitoringOverrulesTheReport()
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

void StepHooks::monitoringFailureCarriesItsWords()
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

void StepHooks::otherWordsAreNoOtherMark()
{
    Bed bed;
    bed.establish();
    Hooks hooks;
    hooks.monitoring = true;
    const auto saying = [](const char* words) {
        return [words](const Question& question, const Step&) -> Answer {
            return HealthAnswer(question.targets.size(), std::string(words));
        };
    };
    bed.step(at(70000), hooks, saying("81 degrees"));
    const Plan plan = bed.step(at(80000), hooks, saying("82 degrees"));
    QCOMPARE(plan.judgements.size(), std::size_t(4));
    const Target target = bed.fleet.target(TargetId{0});
    QCOMPARE(target.expectedMessageAt, at(70000));
    QCOMPARE(bed.fleet.texts().at(target.expectedNote.text), std::string_view("82 degrees"));
    const EntityState nothing;
    for (const JournalEntry& entry : journalOfStep(nothing, nothing, plan, nullptr))
        QVERIFY(entry.kind != JournalKind::TargetFailed);
}

void StepHooks::wordsOfHooksAreMadeFitToKeep_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray replacement("\xEF\xBF\xBD");
    QTest::newRow("clean") << QByteArray("hei\xC3\x9F") << QByteArray("hei\xC3\x9F");
    QTest::newRow("no UTF-8") << QByteArray("a\xFF\xC3z") << "a" + replacement + replacement + "z";
    QTest::newRow("U+0000") << QByteArray("a\0b", 3) << "a" + replacement + "b";
    QTest::newRow("too long") << QByteArray(70000, 'x') << QByteArray(65536, 'x');
    QTest::newRow("too long, cut between characters")
        << QByteArray(65535, 'x') + "\xC3\x9F" << QByteArray(65535, 'x');
}

void StepHooks::wordsOfHooksAreMadeFitToKeep()
{
    QFETCH(const QByteArray, said);
    QFETCH(const QByteArray, kept);
    Bed bed;
    bed.ask("v1");
    Hooks hooks;
    hooks.externalMonitoring = true;
    const Plan plan = bed.step(at(0), hooks, [&](const Question&, const Step&) -> Answer {
        return HookFailure{said.toStdString()};
    });
    QCOMPARE(plan.hookError, kept.toStdString());
}

void StepHooks::manyUnknownTargetsTakeLinearTime()
{
    constexpr int count = 100000;
    Bed bed;
    bed.establish();
    bed.options.batch = Percent(100);
    bed.ask("v2");
    bed.step(at(70000));
    std::vector<ClientState> many;
    for (int i = 0; i < count; ++i)
        many.push_back(state("new" + std::to_string(i), "v0"));
    Hooks hooks;
    hooks.selection = hooks.approval = true;
    Step step(bed.fleet, bed.rollout, RolloutOptions{Percent(100), {}, Seconds(0), Seconds(0)},
              at(80000), hooks);
    while (const auto question = step.next()) {
        TargetsAnswer answer;
        for (const ClientState& one : many)
            answer.emplace_back(one);
        step.answer(std::move(answer));
    }
    // As many as there are slots for; it is the looking up that would take minutes.
    QCOMPARE(step.takePlan().creations.size(), std::size_t(4));
}

QTEST_GUILESS_MAIN(StepHooks)
#include "tst_step_hooks.moc"
