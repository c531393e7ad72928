// Guards: each against what the original does without it, with the figures measured there.

#include <QTest>

#include "testsupport/played_rollout.h"

using namespace rollout;
using namespace rollout::test;

namespace {

Policy policyOf(int batch, int success, int successTimeout, int durationTimeout)
{
    Policy policy;
    policy.options = {Percent(batch), Percent(success), Seconds(successTimeout),
                      Seconds(durationTimeout)};
    return policy;
}

bool isV2(std::string_view version)
{
    return version == "v2";
}

} // namespace

class TestGuards : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void silentCountsAsFailed_data();
    void silentCountsAsFailed();
    void forgetAfterIsAnOption();
    void stopWhileUnhealthyBoundsExposure();
    void stopWhileUnhealthyGoesOnAfterRetry();
    void rollbackHasItsOwnBatch();
    void watchRollsBackAfterPromotion_data();
    void watchRollsBackAfterPromotion();
    void watchEnds();
    void monitoringActions_data();
    void monitoringActions();
    void monitorThatCannotBeAskedHolds();
    void monitorBlamesNobodyWhoIsNotThere();
    void newcomerRollsNothingBack();
    void watchGoesBackToNoBadVersion();
    void silentTargetsStayForTheWayBack();
    void minimumNeverStandsStill();
    void minimumTime();
    void minimumTargets();
    void gatesAreOpenForRollback();
};

void TestGuards::silentCountsAsFailed_data()
{
    QTest::addColumn<int>("durationTimeout");
    QTest::addColumn<bool>("isOn");
    QTest::addColumn<bool>("isDetected");
    QTest::addColumn<int>("detectedAt");
    // H1: N 20, B 10, S 100, ST 60, a version that silences every target.
    QTest::newRow("D 900, off: the deadline is just early enough") << 900 << false << true << 910;
    QTest::newRow("D 920, off: forgotten first") << 920 << false << false << 0;
    QTest::newRow("D 3600, off") << 3600 << false << false << 0;
    QTest::newRow("D 920, on") << 920 << true << true << 920;
    QTest::newRow("D 3600, on") << 3600 << true << true << 920;
}

void TestGuards::silentCountsAsFailed()
{
    QFETCH(const int, durationTimeout);
    QFETCH(const bool, isOn);
    QFETCH(const bool, isDetected);
    QFETCH(const int, detectedAt);
    Play play;
    play.adopt = Seconds(20); // last reported at 10 s
    play.policy = policyOf(10, 100, 60, durationTimeout);
    play.policy.guards.silentCountsAsFailed = isOn;
    play.isSilent = [](int, std::string_view version) { return isV2(version); };
    PlayedRollout rollout(play);
    const Seconds end = rollout.stepUntil(
        [&] { return rollout.lastKnownBad() == "v2" || rollout.lastKnownGood() == "v2"; },
        Seconds(100000));
    QCOMPARE(rollout.lastKnownBad() == "v2", isDetected);
    if (!isDetected)
        return;
    QCOMPARE(end, Seconds(detectedAt));
    QCOMPARE(rollout.assigned(), 2U);
    // Those that fell silent are still there to be looked at (without the guard they would be
    // gone).
    if (isOn)
        QCOMPARE(rollout.state().fleet.size(), 20U);
}

void TestGuards::forgetAfterIsAnOption()
{
    Play play;
    play.policy = policyOf(10, 100, 60, 3600);
    play.policy.guards.forgetAfter = Seconds(120);
    play.policy.guards.silentCountsAsFailed = true;
    play.isSilent = [](int, std::string_view version) { return isV2(version); };
    PlayedRollout rollout(play);
    QCOMPARE(rollout.stepUntil([&] { return rollout.lastKnownBad() == "v2"; }, Seconds(10000)),
             Seconds(130));
}

void TestGuards::stopWhileUnhealthyBoundsExposure()
{
    // H9: a long deadline lets good slots go on cycling while bad ones wait for it.
    Play play;
    play.targets = 200;
    play.policy = policyOf(10, 100, 60, 3600);
    play.isBad = [](int target, std::string_view version) { return isV2(version) && target == 3; };
    PlayedRollout leaky(play);
    leaky.stepUntil([&] { return leaky.lastKnownBad() == "v2"; }, Seconds(10000));
    QCOMPARE(leaky.assigned(), 200U);
    play.policy.guards.stopWhileUnhealthy = true;
    PlayedRollout guarded(play);
    guarded.stepUntil([&] { return guarded.lastKnownBad() == "v2"; }, Seconds(10000));
    QCOMPARE(guarded.assigned(), 20U);
    QVERIFY(guarded.state().rollout.isRollingBack());
}

void TestGuards::stopWhileUnhealthyGoesOnAfterRetry()
{
    Play play;
    play.targets = 10;
    play.policy = policyOf(20, 50, 0, 60);
    play.policy.guards.stopWhileUnhealthy = true;
    bool isMended = false;
    play.isBad = [&](int target, std::string_view version) {
        return isV2(version) && target == 0 && !isMended;
    };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return false; }, Seconds(600));
    QCOMPARE(rollout.assigned(), 2U);
    QCOMPARE(rollout.plan().waiting, Waiting::ForHealth);
    isMended = true;
    QVERIFY(rollout.apply(verb::RetryTargets{}));
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(2000));
    QVERIFY(rollout.isComplete());
}

void TestGuards::rollbackHasItsOwnBatch()
{
    Play play;
    play.targets = 100;
    play.policy = policyOf(5, 0, 0, 60);
    play.policy.options.success = Percent(60);
    play.isBad = [](int, std::string_view version) { return isV2(version); };
    play.policy.guards.rollbackBatch = Percent(100);
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.lastKnownBad() == "v2"; }, Seconds(10000));
    const auto exposed = rollout.assigned();
    QVERIFY(exposed >= 40);
    const auto plan = rollout.step();
    QCOMPARE(plan->figures.limits.batch, 100);
    QCOMPARE(plan->assignments.size(), exposed);
}

void TestGuards::watchRollsBackAfterPromotion_data()
{
    QTest::addColumn<int>("watch");
    QTest::addColumn<bool>("isRolledBack");
    QTest::newRow("off: the tail is unprotected") << 0 << false;
    QTest::newRow("long enough for the tail") << 1000 << true;
    QTest::newRow("too short for the tail") << 30 << false;
}

void TestGuards::watchRollsBackAfterPromotion()
{
    QFETCH(const int, watch);
    QFETCH(const bool, isRolledBack);
    // H4: S 50, the last 5 of 10 are bad.
    Play play;
    play.targets = 10;
    play.policy = policyOf(10, 50, 60, 120);
    play.policy.guards.watchAfterGood = Seconds(watch);
    play.isBad = [](int target, std::string_view version) { return isV2(version) && target >= 5; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(5000));
    QCOMPARE(rollout.isRolledBack(), isRolledBack);
    QCOMPARE(rollout.lastKnownGood(), std::string(isRolledBack ? "v1" : "v2"));
    if (!isRolledBack)
        QCOMPARE(rollout.reporting("v2"), 10);
}

void TestGuards::watchEnds()
{
    Play play;
    play.targets = 10;
    play.policy = policyOf(100, 100, 60, 120);
    play.policy.guards.watchAfterGood = Seconds(300);
    bool hasFailed = false;
    play.isBad = [&](int, std::string_view version) { return isV2(version) && hasFailed; };
    PlayedRollout rollout(play);
    const Seconds good = rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(1000));
    rollout.stepUntil([] { return false; }, good + Seconds(310));
    hasFailed = true;
    rollout.stepUntil([] { return false; }, good + Seconds(1000));
    QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
    QVERIFY(!rollout.state().rollout.isRollingBack());
}

void TestGuards::monitoringActions_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<std::string>("lastKnownBad");
    QTest::newRow("hold") << int(MonitoringAction::Hold) << Verdict::Held << std::string();
    QTest::newRow("roll back") << int(MonitoringAction::RollBack) << Verdict::ThresholdCrossed
                               << std::string("v2");
    QTest::newRow("report") << int(MonitoringAction::Report) << Verdict::Decided << std::string();
}

void TestGuards::monitoringActions()
{
    QFETCH(const int, action);
    QFETCH(const Verdict, verdict);
    QFETCH(const std::string, lastKnownBad);
    Play play;
    play.policy.guards.monitoring = static_cast<MonitoringAction>(action);
    PlayedRollout rollout(play);
    (void)rollout.step();
    Hooks hooks;
    hooks.externalMonitoring = true;
    const auto plan = rollout.step(hooks, [](const Question&, const Step&) -> Answer {
        return HealthAnswer{"latency is up"};
    });
    QCOMPARE(plan->verdict, verdict);
    QCOMPARE(plan->hookError, std::string("latency is up"));
    QCOMPARE(rollout.lastKnownBad(), lastKnownBad);
    if (verdict == Verdict::ThresholdCrossed) {
        const auto& journal = rollout.journal();
        const auto bad = std::find_if(journal.begin(), journal.end(), [](const auto& entry) {
            return entry.kind == JournalKind::BecameBad;
        });
        QVERIFY(bad != journal.end());
        QCOMPARE(bad->text, std::string("latency is up"));
    }
}

void TestGuards::monitorThatCannotBeAskedHolds()
{
    Play play;
    play.policy.guards.monitoring = MonitoringAction::RollBack;
    PlayedRollout rollout(play);
    Hooks hooks;
    hooks.externalMonitoring = true;
    const auto plan = rollout.step(
        hooks, [](const Question&, const Step&) -> Answer { return HookFailure{"no route"}; });
    QCOMPARE(plan->verdict, Verdict::Held);
    QCOMPARE(rollout.lastKnownBad(), std::string());
}

void TestGuards::monitorBlamesNobodyWhoIsNotThere()
{
    // Red before the version was assigned to anybody: the old one is to blame.
    Play play;
    play.policy.guards.monitoring = MonitoringAction::RollBack;
    PlayedRollout rollout(play);
    Hooks hooks;
    hooks.externalMonitoring = true;
    const auto plan = rollout.step(
        hooks, [](const Question&, const Step&) -> Answer { return HealthAnswer{"red"}; });
    QCOMPARE(plan->verdict, Verdict::Held);
    QCOMPARE(rollout.lastKnownBad(), std::string());
    QCOMPARE(rollout.step()->assignments.size(), 1U);
}

void TestGuards::newcomerRollsNothingBack()
{
    Play play;
    play.policy = policyOf(100, 100, 60, 120);
    play.policy.guards.watchAfterGood = Seconds(10000);
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(1000));
    // A machine joins with an image of its own, which never changes.
    const std::vector<ClientState> stranger{{"stranger", "", "", "v0", "", false}};
    (void)recordReport(rollout.state().fleet, stranger,
                       recordContext(rollout.state(), rollout.clock()));
    play.adopt = Seconds(100000);
    for (int i = 0; i < 50; ++i) {
        (void)recordReport(rollout.state().fleet, stranger,
                           recordContext(rollout.state(), rollout.clock()));
        const auto outcome =
            advance(rollout.state(), {rollout.clock(), fromReport(stranger), {}, {}, {}});
        rollout.state() = outcome->after;
        rollout.skip(Seconds(10));
        QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
    }
    QCOMPARE(rollout.lastKnownBad(), std::string());
}

void TestGuards::watchGoesBackToNoBadVersion()
{
    Play play;
    play.policy = policyOf(100, 100, 60, 120);
    play.policy.guards.watchAfterGood = Seconds(100000);
    bool isV1Bad = false;
    bool isV2Bad = false;
    play.isBad = [&](int, std::string_view version) { return version == "v1" ? isV1Bad : isV2Bad; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(1000));
    isV1Bad = true;
    rollout.ask("v1");
    rollout.stepUntil([&] { return rollout.lastKnownBad() == "v1"; }, Seconds(3000));
    rollout.ask("v2");
    rollout.stepUntil([] { return false; }, rollout.now() + Seconds(500));
    QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
    isV2Bad = true;
    rollout.stepUntil([] { return false; }, rollout.now() + Seconds(500));
    QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
}

void TestGuards::silentTargetsStayForTheWayBack()
{
    Play play;
    play.adopt = Seconds(20);
    play.policy = policyOf(10, 100, 60, 3600);
    play.policy.guards.silentCountsAsFailed = true;
    play.isSilent = [](int, std::string_view version) { return isV2(version); };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.lastKnownBad() == "v2"; }, Seconds(10000));
    rollout.stepUntil([] { return false; }, rollout.now() + Seconds(5000));
    QCOMPARE(rollout.state().fleet.size(), 20U);
    // Trying again gives them all their time.
    QVERIFY(rollout.apply(verb::Retry{}));
    (void)rollout.step();
    QCOMPARE(rollout.lastKnownBad(), std::string());
}

void TestGuards::minimumNeverStandsStill()
{
    Play play;
    play.targets = 100;
    play.policy = policyOf(100, 90, 60, 120);
    play.policy.guards.minimumTargets = 95;
    play.isBad = [](int target, std::string_view version) { return isV2(version) && target < 6; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.lastKnownGood() == "v2"; }, Seconds(2000));
    QCOMPARE(rollout.lastKnownGood(), std::string("v2"));
}

void TestGuards::minimumTime()
{
    Play play;
    play.policy = policyOf(100, 100, 60, 120);
    play.policy.guards.minimumTime = Seconds(1000);
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.reporting("v2") == 20; }, Seconds(500));
    rollout.stepUntil([] { return false; }, Seconds(500));
    QCOMPARE(rollout.lastKnownGood(), std::string("v1"));
    QCOMPARE(rollout.plan().waiting, Waiting::ForMinimum);
    // It became the rolling version one tick before t = 0.
    QCOMPARE(rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000)), Seconds(990));
}

void TestGuards::minimumTargets()
{
    // H8: 3 targets at S 0 would be good at once with nothing run.
    Play play;
    play.targets = 3;
    play.policy = policyOf(1, 0, 60, 120);
    play.policy.guards.minimumTargets = 2;
    PlayedRollout rollout(play);
    const Seconds end =
        rollout.stepUntil([&] { return rollout.lastKnownGood() == "v2"; }, Seconds(5000));
    QCOMPARE(rollout.plan().figures.succeeded, 2);
    QCOMPARE(end, Seconds(160));
}

void TestGuards::gatesAreOpenForRollback()
{
    Play play;
    play.policy = policyOf(50, 100, 0, 30);
    play.isBad = [](int, std::string_view version) { return isV2(version); };
    play.policy.guards.openForRollback = true;
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.lastKnownBad() == "v2"; }, Seconds(1000));
    Hooks hooks;
    hooks.approval = true;
    hooks.externalMonitoring = true;
    const Ask closed = [](const Question& question, const Step&) -> Answer {
        if (question.kind == QuestionKind::Approval)
            return TargetsAnswer{};
        return HealthAnswer{"everything is on fire"};
    };
    for (int i = 0; i < 10; ++i)
        (void)rollout.step(hooks, closed);
    QVERIFY(rollout.isRolledBack());
}

QTEST_GUILESS_MAIN(TestGuards)
#include "tst_guards.moc"
