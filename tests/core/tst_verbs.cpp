// What operators do: each verb, what it refuses, and that it is in the journal.

#include <QTest>

#include "testsupport/played_rollout.h"

using namespace rollout;
using namespace rollout::test;

namespace {

Play smallPlay()
{
    Play play;
    play.targets = 10;
    play.adopt = Seconds(20);
    play.policy.options = {Percent(20), Percent(100), Seconds(60), Seconds(120)};
    return play;
}

bool hasRow(const PlayedRollout& rollout, JournalKind kind)
{
    const auto& journal = rollout.journal();
    return std::any_of(journal.begin(), journal.end(), [&](const JournalEntry& entry) {
        return entry.kind == kind && entry.by == "ada" && entry.text == "because";
    });
}

} // namespace

class TestVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pauseFreezesTimers_data();
    void pauseFreezesTimers();
    void journalHasBothTimes();
    void lockRefusesAllButUnlock();
    void abortRollsBack();
    void abortEndsAPause();
    void refusals_data();
    void refusals();
    void retryTriesAgain();
    void promoteAssignsTheRest();
    void excludedTakesNoPart();
    void includedBeginsAnew();
    void approvalWaits();
    void rejectedIsPassedOver();
    void approvalTimesOut_data();
    void approvalTimesOut();
};

void TestVerbs::pauseFreezesTimers_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<bool>("isVerb");
    QTest::addColumn<bool>("isLock");
    // H2: N 10, B 20, 60/120, all good: 600 s without the controller at 10 or 20 s roll back.
    for (const int at : {10, 20, 80}) {
        QTest::addRow("controller away at %d", at) << at << false << false;
        QTest::addRow("paused at %d", at) << at << true << false;
        QTest::addRow("locked at %d", at) << at << true << true;
    }
}

void TestVerbs::pauseFreezesTimers()
{
    QFETCH(const int, at);
    QFETCH(const bool, isVerb);
    QFETCH(const bool, isLock);
    PlayedRollout undisturbed(smallPlay());
    const Seconds done =
        undisturbed.stepUntil([&] { return undisturbed.isComplete(); }, Seconds(5000));
    PlayedRollout rollout(smallPlay());
    rollout.stepUntil([] { return false; }, Seconds(at));
    if (!isVerb) {
        rollout.skip(Seconds(600));
        rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
        if (at != 80) // then every target of the batch is healthy on v2, and will be a success
            QCOMPARE(rollout.lastKnownBad(), std::string("v2"));
        return;
    }
    QVERIFY(rollout.apply(isLock ? Verb(verb::Lock{}) : Verb(verb::Pause{})));
    rollout.skip(Seconds(200));
    for (int i = 0; i < 20; ++i) {
        const auto plan = rollout.step();
        QCOMPARE(plan->verdict, Verdict::Stopped);
        QVERIFY(plan->assignments.empty() && plan->judgements.empty());
    }
    rollout.skip(Seconds(200));
    QVERIFY(rollout.apply(isLock ? Verb(verb::Unlock{}) : Verb(verb::Resume{})));
    const Seconds end = rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    QVERIFY(rollout.isComplete());
    // Targets go on meanwhile: what was about to adopt has done so, not a tick is lost.
    QVERIFY(end <= done + Seconds(600) && end >= done + Seconds(600) - Seconds(20));
}

void TestVerbs::journalHasBothTimes()
{
    PlayedRollout rollout(smallPlay());
    rollout.stepUntil([] { return false; }, Seconds(30));
    QVERIFY(rollout.apply(verb::Pause{}));
    rollout.skip(Seconds(600));
    QVERIFY(rollout.apply(verb::Resume{}));
    const JournalEntry resumed = rollout.journal().back();
    QCOMPARE(resumed.kind, JournalKind::Resumed);
    QCOMPARE(resumed.count, 600);
    QCOMPARE(resumed.at - resumed.entityAt, Seconds(600));
    QCOMPARE(resumed.by, std::string("ada"));
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    const JournalEntry last = rollout.journal().back();
    QCOMPARE(last.at - last.entityAt, Seconds(600));
    QCOMPARE(rollout.state().clock.clockAt(last.entityAt), last.at);
}

void TestVerbs::lockRefusesAllButUnlock()
{
    PlayedRollout rollout(smallPlay());
    QVERIFY(rollout.apply(verb::Lock{}, {"eve", "audit"}));
    const std::vector<Verb> verbs{verb::Pause{},
                                  verb::Resume{},
                                  verb::Abort{},
                                  verb::Retry{},
                                  verb::RetryTargets{},
                                  verb::Promote{},
                                  verb::Release{},
                                  verb::Exclude{{TargetId{0}}},
                                  verb::Include{{TargetId{0}}},
                                  verb::Lock{},
                                  verb::Unfreeze{1},
                                  verb::Decide{{}, true}};
    for (const Verb& verb : verbs) {
        const auto refused = rollout.apply(verb);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Locked);
        QCOMPARE(refused.error().message,
                 std::string("the entity is locked by eve: audit; unlock it first"));
    }
    QVERIFY(rollout.apply(verb::Unlock{}));
    QVERIFY(hasRow(rollout, JournalKind::Unlocked));
}

void TestVerbs::abortRollsBack()
{
    PlayedRollout rollout(smallPlay());
    rollout.stepUntil([] { return false; }, Seconds(100));
    rollout.ask("v3"); // a wish made meanwhile is dropped
    QVERIFY(rollout.apply(verb::Abort{}));
    QVERIFY(hasRow(rollout, JournalKind::Aborted));
    QCOMPARE(rollout.journal().back().kind, JournalKind::RollbackBegun);
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(1000));
    QVERIFY(rollout.isRolledBack());
    rollout.stepUntil([] { return false; }, Seconds(2000));
    QVERIFY(rollout.isRolledBack());
}

void TestVerbs::abortEndsAPause()
{
    PlayedRollout rollout(smallPlay());
    rollout.stepUntil([] { return false; }, Seconds(100));
    QVERIFY(rollout.apply(verb::Pause{}));
    rollout.skip(Seconds(100));
    QVERIFY(rollout.apply(verb::Abort{}));
    QVERIFY(!rollout.state().control.isStopped());
    QVERIFY(hasRow(rollout, JournalKind::Resumed));
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(1000));
    QVERIFY(rollout.isRolledBack());
}

void TestVerbs::refusals_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<std::string>("message");
    QTest::newRow("resume") << 0
                            << std::string("the rollout is not paused; there is nothing to resume");
    QTest::newRow("unlock") << 1 << std::string("the entity is not locked");
    QTest::newRow("retry") << 2
                           << std::string(
                                  "no version is known to be bad; there is nothing to retry");
    QTest::newRow("retry targets")
        << 3 << std::string("no target has failed on the version that is being rolled out");
    QTest::newRow("release") << 4 << std::string("no wave is under way that could be let go on");
    QTest::newRow("exclude nothing") << 5 << std::string("no targets are named; name at least one");
    QTest::newRow("exclude a stranger") << 6 << std::string("the entity has no target number 99");
    QTest::newRow("unfreeze") << 7
                              << std::string("there is no freeze window number 3; there is none");
    QTest::newRow("approve") << 8 << std::string("no target waits for approval");
    QTest::newRow("freeze backwards")
        << 9
        << std::string(
               "the freeze window ends before it begins; its end must be after its beginning");
}

void TestVerbs::refusals()
{
    QFETCH(const int, which);
    QFETCH(const std::string, message);
    const FreezeWindow backwards{Time(Seconds(10)), Time(Seconds(5)), Milliseconds(0), {}};
    const std::vector<Verb> verbs{verb::Resume{},
                                  verb::Unlock{},
                                  verb::Retry{},
                                  verb::RetryTargets{},
                                  verb::Release{},
                                  verb::Exclude{},
                                  verb::Exclude{{TargetId{99}}},
                                  verb::Unfreeze{3},
                                  verb::Decide{},
                                  verb::Freeze{backwards}};
    PlayedRollout rollout(smallPlay());
    const auto rows = rollout.journal().size();
    const auto refused = rollout.apply(verbs[static_cast<std::size_t>(which)]);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, message);
    QCOMPARE(rollout.journal().size(), rows);
}

void TestVerbs::retryTriesAgain()
{
    // H10: a version that was bad once can be tried again.
    auto play = smallPlay();
    bool isMended = false;
    play.isBad = [&](int, std::string_view version) { return version == "v2" && !isMended; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(2000));
    QVERIFY(rollout.isRolledBack());
    isMended = true;
    rollout.ask("v2");
    rollout.stepUntil([] { return false; }, rollout.now() + Seconds(500));
    QVERIFY(rollout.isRolledBack()); // asking again does not help
    QVERIFY(rollout.apply(verb::Retry{}));
    rollout.stepUntil([&] { return rollout.isComplete(); }, rollout.now() + Seconds(2000));
    QVERIFY(rollout.isComplete());
    QVERIFY(hasRow(rollout, JournalKind::Retried));
}

void TestVerbs::promoteAssignsTheRest()
{
    PlayedRollout rollout(smallPlay());
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 2U);
    QVERIFY(rollout.apply(verb::Promote{}));
    QCOMPARE(rollout.journal().back().count, 8);
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 10U);
    // Only this once: what comes next goes by batches again.
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(1000));
    rollout.ask("v3");
    (void)rollout.step();
    QCOMPARE(rollout.step()->assignments.size(), 2U);
}

void TestVerbs::excludedTakesNoPart()
{
    auto play = smallPlay();
    play.isBad = [](int target, std::string_view version) { return version == "v2" && target < 2; };
    PlayedRollout rollout(play);
    QVERIFY(rollout.apply(verb::Exclude{{TargetId{0}, TargetId{1}}}));
    QVERIFY(hasRow(rollout, JournalKind::TargetExcluded));
    rollout.stepUntil([&] { return rollout.lastKnownGood() == "v2"; }, Seconds(5000));
    QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
    QCOMPARE(rollout.plan().figures.total, 8);
    QCOMPARE(rollout.assigned(), 8U);
    QCOMPARE(rollout.reporting("v1"), 2);
    QCOMPARE(rolloutPhase(rollout.state()), RolloutPhase::Settled);
}

void TestVerbs::includedBeginsAnew()
{
    auto play = smallPlay();
    bool isOff = false;
    play.isSilent = [&](int, std::string_view) { return false; };
    PlayedRollout rollout(play);
    (void)rollout.step();
    QVERIFY(rollout.apply(verb::Exclude{{TargetId{0}}}));
    isOff = true;
    rollout.stepUntil([&] { return rollout.lastKnownGood() == "v2"; }, Seconds(5000));
    rollout.skip(Seconds(5000)); // silent for long, and not forgotten
    (void)rollout.step();
    QVERIFY(rollout.state().fleet.isLive(TargetId{0}));
    QVERIFY(rollout.apply(verb::Include{{TargetId{0}}}));
    const auto plan = rollout.step();
    QCOMPARE(plan->figures.total, 10);
    QCOMPARE(plan->figures.failed, 0);
    QVERIFY(isOff);
}

void TestVerbs::approvalWaits()
{
    auto play = smallPlay();
    play.policy.approval.required = 2;
    PlayedRollout rollout(play);
    (void)rollout.step();
    QCOMPARE(rollout.plan().waiting, Waiting::ForApproval);
    QCOMPARE(rollout.plan().figures.pending, 2);
    QCOMPARE(rollout.state().approvals.requests.size(), 2U);
    QVERIFY(rollout.apply(verb::Decide{{}, true}, {"ada", ""}));
    QVERIFY(rollout.apply(verb::Decide{{}, true}, {"ada", "twice is once"}));
    QVERIFY(rollout.step()->assignments.empty());
    QVERIFY(rollout.apply(verb::Decide{{TargetId{1}}, true}, {"bob", ""}));
    const auto plan = rollout.step();
    QCOMPARE(plan->assignments.size(), 1U);
    QCOMPARE(plan->assignments.front().target, TargetId{1});
    QVERIFY(!rollout.apply(verb::Decide{{}, true}, {"", "nobody"}));
}

void TestVerbs::rejectedIsPassedOver()
{
    auto play = smallPlay();
    play.policy.approval.required = 1;
    PlayedRollout rollout(play);
    (void)rollout.step();
    QVERIFY(rollout.apply(verb::Decide{{TargetId{0}}, false}));
    for (int i = 0; i < 200; ++i) {
        (void)rollout.step();
        (void)rollout.apply(verb::Decide{{}, true});
    }
    QCOMPARE(rollout.assigned(), 9U);
    QCOMPARE(rollout.reporting("v1"), 1);
    QCOMPARE(rollout.plan().waiting, Waiting::ForApproval);
}

void TestVerbs::approvalTimesOut_data()
{
    QTest::addColumn<bool>("approves");
    QTest::newRow("reject") << false;
    QTest::newRow("approve") << true;
}

void TestVerbs::approvalTimesOut()
{
    QFETCH(const bool, approves);
    auto play = smallPlay();
    play.policy.approval = {1, Seconds(300), approves ? OnTimeout::Approve : OnTimeout::Reject,
                            false};
    PlayedRollout rollout(play);
    rollout.stepUntil([] { return false; }, Seconds(310));
    QCOMPARE(rollout.assigned(), 0U);
    rollout.stepUntil([] { return false; }, Seconds(2000));
    QCOMPARE(rollout.assigned() > 0, approves);
}

QTEST_GUILESS_MAIN(TestVerbs)
#include "tst_verbs.moc"
