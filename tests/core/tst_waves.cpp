// Waves: who belongs to which, when the next begins, and what their failures do.

#include <QTest>

#include "testsupport/played_rollout.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// Groups "canary" (4 targets), "east" (8) and "west" (8); two of each have the tag "one-box".
ClientState member(int target)
{
    ClientState state;
    state.name = "t" + std::to_string(1000 + target);
    state.group = target < 4 ? "canary" : target < 12 ? "east" : "west";
    state.tags = target % 4 == 0 && target < 8 ? "eu, one-box" : "eu";
    return state;
}

Wave groupWave(const char* group)
{
    Wave wave;
    wave.group = group;
    return wave;
}

Play wavePlay(std::vector<Wave> waves)
{
    Play play;
    play.policy.options = {Percent(100), Percent(100), Seconds(60), Seconds(120)};
    play.policy.waves = std::move(waves);
    play.describe = member;
    return play;
}

std::set<std::string> groupsOn(const PlayedRollout& rollout, VersionId version)
{
    std::set<std::string> groups;
    const Fleet& fleet = rollout.state().fleet;
    for (const TargetId id : fleet.order())
        if (fleet.target(id).expectedVersion == version)
            groups.emplace(fleet.group(id));
    return groups;
}

} // namespace

class TestWaves : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comeOneAfterTheOther();
    void bake();
    void manualWaitsForRelease();
    void sizes_data();
    void sizes();
    void batchOfAWave();
    void tooManyErrorsRollBack();
    void restComesLast();
    void versionIsNotGoodBeforeTheLastWave();
    void promoteGoesPast();
    void promotionIsOfOneRollout();
    void waveInMaintenanceProvesNothing();
    void waveWhoseTargetsAreGoneProvesNothing();
    void lateErrorsCount();
};

void TestWaves::comeOneAfterTheOther()
{
    PlayedRollout rollout(wavePlay({groupWave("west"), groupWave("canary"), groupWave("east")}));
    const VersionId v2 = rollout.versionId("v2");
    (void)rollout.step();
    QCOMPARE(groupsOn(rollout, v2), std::set<std::string>{"west"});
    // A wave of good targets takes τs = 10 + 70 s.
    rollout.stepUntil([&] { return groupsOn(rollout, v2).size() > 1; }, Seconds(1000));
    QCOMPARE(groupsOn(rollout, v2), (std::set<std::string>{"west", "canary"}));
    QCOMPARE(rollout.now(), Seconds(90));
    const Seconds end = rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(1000));
    QCOMPARE(end, Seconds(240));
    const auto& journal = rollout.journal();
    QCOMPARE(std::count_if(journal.begin(), journal.end(),
                           [](const auto& e) { return e.kind == JournalKind::WaveBegun; }),
             3);
}

void TestWaves::bake()
{
    auto first = groupWave("canary");
    first.bake = Seconds(600);
    PlayedRollout rollout(wavePlay({first}));
    const VersionId v2 = rollout.versionId("v2");
    rollout.stepUntil([&] { return groupsOn(rollout, v2).size() > 1; }, Seconds(5000));
    QCOMPARE(rollout.now() - Seconds(10), Seconds(80 + 600));
}

void TestWaves::manualWaitsForRelease()
{
    auto first = groupWave("canary");
    first.isManual = true;
    PlayedRollout rollout(wavePlay({first}));
    rollout.stepUntil([] { return false; }, Seconds(2000));
    QCOMPARE(rollout.assigned(), 4U);
    QCOMPARE(rollout.plan().waiting, Waiting::ForRelease);
    QVERIFY(rollout.apply(verb::Release{}));
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    QVERIFY(rollout.isComplete());
    QVERIFY(!rollout.apply(verb::Release{}));
}

void TestWaves::sizes_data()
{
    QTest::addColumn<bool>("isPercent");
    QTest::addColumn<int>("value");
    QTest::addColumn<std::string>("tag");
    QTest::addColumn<int>("first");
    QTest::newRow("a tenth") << true << 10 << std::string() << 2;
    QTest::newRow("one box") << false << 1 << std::string() << 1;
    QTest::newRow("never none") << true << 1 << std::string() << 1;
    QTest::newRow("all of a tag") << true << 100 << std::string("one-box") << 2;
    QTest::newRow("of a tag that nobody has")
        << true << 100 << std::string("gpu") << 20; // over at once
}

void TestWaves::sizes()
{
    QFETCH(const bool, isPercent);
    QFETCH(const int, value);
    QFETCH(const std::string, tag);
    QFETCH(const int, first);
    Wave wave;
    wave.size = {isPercent, value};
    wave.tag = tag;
    PlayedRollout rollout(wavePlay({wave}));
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), static_cast<std::size_t>(first));
}

void TestWaves::batchOfAWave()
{
    auto wave = groupWave("east");
    wave.batch = Portion{true, 25};
    PlayedRollout rollout(wavePlay({wave}));
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 2U);
}

void TestWaves::tooManyErrorsRollBack()
{
    // 20 % of the fleet may fail, but of the canaries not more than a quarter.
    auto wave = groupWave("canary");
    wave.error = Percent(25);
    auto play = wavePlay({wave});
    play.policy.options.success = Percent(50);
    play.isBad = [](int target, std::string_view version) { return version == "v2" && target < 2; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(5000));
    QVERIFY(rollout.isRolledBack());
    QCOMPARE(rollout.assigned(), 4U);
    // One of four is a quarter, and not more than it; with S 75 in the wave it goes on.
    play.isBad = [](int target, std::string_view version) { return version == "v2" && target < 1; };
    play.policy.waves.front().success = Percent(75);
    PlayedRollout tolerated(play);
    tolerated.stepUntil([&] { return tolerated.assigned() == 20; }, Seconds(5000));
    QCOMPARE(tolerated.assigned(), 20U);
}

void TestWaves::restComesLast()
{
    PlayedRollout rollout(wavePlay({groupWave("east")}));
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 8U);
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    QCOMPARE(rollout.assigned(), 20U);
}

void TestWaves::versionIsNotGoodBeforeTheLastWave()
{
    auto play = wavePlay({groupWave("east"), groupWave("west"), groupWave("canary")});
    play.policy.options.success = Percent(40); // 8 of 20
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.lastKnownGood() == "v2"; }, Seconds(5000));
    QCOMPARE(rollout.assigned(), 20U);
}

void TestWaves::promoteGoesPast()
{
    auto first = groupWave("canary");
    first.isManual = true;
    PlayedRollout rollout(wavePlay({first}));
    (void)rollout.step();
    QVERIFY(rollout.apply(verb::Promote{}));
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 20U);
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    QVERIFY(rollout.isComplete());
}

void TestWaves::promotionIsOfOneRollout()
{
    PlayedRollout rollout(wavePlay({groupWave("canary")}));
    (void)rollout.step();
    QVERIFY(rollout.apply(verb::Promote{}));
    rollout.stepUntil([&] { return rollout.isComplete(); }, Seconds(5000));
    rollout.ask("v3");
    rollout.stepUntil([&] { return rollout.lastKnownGood() == "v3"; }, Seconds(5000));
    rollout.ask("v2");
    (void)rollout.step();
    QCOMPARE(rollout.step()->assignments.size(), 4U);
}

void TestWaves::waveInMaintenanceProvesNothing()
{
    PlayedRollout rollout(wavePlay({groupWave("canary")}));
    QVERIFY(rollout.apply(verb::Exclude{{TargetId{0}, TargetId{1}, TargetId{2}, TargetId{3}}}));
    rollout.stepUntil([] { return false; }, Seconds(1000));
    QCOMPARE(rollout.assigned(), 0U);
    QCOMPARE(rollout.plan().waiting, Waiting::ForRelease);
    QVERIFY(rollout.apply(verb::Release{}));
    (void)rollout.step();
    QCOMPARE(rollout.assigned(), 16U);
}

void TestWaves::waveWhoseTargetsAreGoneProvesNothing()
{
    auto play = wavePlay({groupWave("canary")});
    play.policy.options.durationTimeout = Seconds(3600);
    play.isSilent = [](int, std::string_view version) { return version == "v2"; };
    PlayedRollout rollout(play);
    rollout.stepUntil([] { return false; }, Seconds(3000));
    QCOMPARE(rollout.state().fleet.size(), 16U); // forgotten, as in the original
    QCOMPARE(rollout.assigned(), 4U);
    QCOMPARE(rollout.plan().waiting, Waiting::ForRelease);
}

void TestWaves::lateErrorsCount()
{
    // Enough canaries succeed at once, the others fail only at their deadline.
    auto wave = groupWave("canary");
    wave.success = Percent(50);
    wave.error = Percent(0);
    auto play = wavePlay({wave, groupWave("east")});
    play.policy.options.success = Percent(50);
    play.isBad = [](int target, std::string_view version) { return version == "v2" && target < 2; };
    PlayedRollout rollout(play);
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(5000));
    QVERIFY(rollout.isRolledBack());
}

QTEST_GUILESS_MAIN(TestWaves)
#include "tst_waves.moc"
