// Freeze windows: what they hold up and what they do not, when they come again, and what each is
// called.

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

} // namespace

class TestFreezes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void freezeAssignsNothingNew();
    void freezeLetsRollbackGo();
    void freezeComesAgain();
    void freezeWindowsKeepTheirNumbers();
};

void TestFreezes::freezeAssignsNothingNew()
{
    PlayedRollout rollout(smallPlay());
    (void)rollout.step();
    const FreezeWindow window{rollout.clock(), rollout.clock() + Seconds(1000), {}, {}};
    QVERIFY(rollout.apply(verb::Freeze{window}));
    QCOMPARE(rollout.state().control.freezes.front().signature.by, std::string("ada"));
    for (int i = 0; i < 100; ++i) {
        QVERIFY(rollout.step()->assignments.empty());
        if (i > 10)
            QCOMPARE(rollout.plan().waiting, Waiting::ForThaw);
    }
    QCOMPARE(rollout.plan().figures.succeeded, 2); // timers ran
    QCOMPARE(rollout.step()->assignments.size(), 2U);
}

void TestFreezes::freezeLetsRollbackGo()
{
    auto play = smallPlay();
    play.isBad = [](int, std::string_view version) { return version == "v2"; };
    PlayedRollout rollout(play);
    (void)rollout.step();
    QVERIFY(
        rollout.apply(verb::Freeze{{rollout.clock(), rollout.clock() + Seconds(100000), {}, {}}}));
    rollout.stepUntil([&] { return rollout.isRolledBack(); }, Seconds(5000));
    QVERIFY(rollout.isRolledBack());
}

void TestFreezes::freezeComesAgain()
{
    const Time noon(std::chrono::hours(12));
    const FreezeWindow daily{noon, noon + std::chrono::hours(2), std::chrono::hours(24), {}};
    QVERIFY(!daily.contains(noon - Milliseconds(1)));
    QVERIFY(daily.contains(noon));
    QVERIFY(daily.contains(noon + std::chrono::hours(2) - Milliseconds(1)));
    QVERIFY(!daily.contains(noon + std::chrono::hours(2)));
    QVERIFY(daily.contains(noon + std::chrono::hours(24 * 30 + 1)));
    QCOMPARE(daily.endAt(noon + std::chrono::hours(25)), noon + std::chrono::hours(26));
    QVERIFY(!daily.isOverAt(noon + std::chrono::hours(1000)));
}

void TestFreezes::freezeWindowsKeepTheirNumbers()
{
    PlayedRollout rollout(smallPlay());
    const auto freezeFor = [&](Seconds length) {
        return rollout.apply(verb::Freeze{{rollout.clock(), rollout.clock() + length, {}, {}, 77}});
    };
    const auto numbers = [&] {
        std::vector<std::uint64_t> all;
        for (const FreezeWindow& window : rollout.state().control.freezes)
            all.push_back(window.number);
        return all;
    };
    for (const int seconds : {100, 1000, 1000})
        QVERIFY(freezeFor(Seconds(seconds)));
    QCOMPARE(numbers(), (std::vector<std::uint64_t>{1, 2, 3}));
    rollout.skip(Seconds(200)); // the first runs out, and goes when there is another
    QVERIFY(freezeFor(Seconds(1000)));
    QCOMPARE(numbers(), (std::vector<std::uint64_t>{2, 3, 4}));
    QVERIFY(rollout.apply(verb::Unfreeze{4}));
    QVERIFY(rollout.apply(verb::Unfreeze{2}));
    QCOMPARE(numbers(), (std::vector<std::uint64_t>{3}));
    const auto refused = rollout.apply(verb::Unfreeze{2});
    QCOMPARE(refused.error().message,
             std::string("there is no freeze window number 2; the numbers are 3"));
    QVERIFY(freezeFor(Seconds(1000)));
    QCOMPARE(numbers(), (std::vector<std::uint64_t>{3, 5}));
    // One that was removed comes back as itself, but takes no other's place.
    FreezeWindow second = rollout.state().control.freezes.front();
    second.number = 2;
    QVERIFY(rollout.apply(verb::Freeze{second}));
    QVERIFY(rollout.apply(verb::Freeze{second}));
    QCOMPARE(numbers(), (std::vector<std::uint64_t>{2, 3, 5, 6}));
}

QTEST_GUILESS_MAIN(TestFreezes)
#include "tst_freezes.moc"
