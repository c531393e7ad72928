// Entities are stepped as time goes by, each on its own clock and tick.

#include <QTest>

#include "engine_bed.h"
#include "service/runner.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

class Runners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachEntityHasItsTick();
    void liveEntitiesAreSteppedOnTheLiveClock();
    void withoutEntitiesTheTickIsTenSeconds();
};

void Runners::eachEntityHasItsTick()
{
    EngineBed bed;
    SimulationSettings quick;
    quick.tick = 5s;
    SimulationSettings slow;
    slow.tick = 20s;
    const EntityKey a = bed.simulated("n", "quick", 3, quick);
    const EntityKey b = bed.simulated("n", "slow", 3, slow);
    must(bed.engine().setTargetVersion("n", "live", "v1"));
    Runner runner(bed.engine(), bed.simulation());
    QCOMPARE(runner.tick(), 5s);
    for (int i = 0; i < 40; ++i)
        QVERIFY(runner.tickSimulated().empty());
    QCOMPARE(must(bed.engine().snapshot(a))->state.step, std::uint64_t(40));
    QCOMPARE(must(bed.engine().snapshot(b))->state.step, std::uint64_t(10));
    QCOMPARE(must(bed.engine().snapshot("n", "live"))->state.step, std::uint64_t(0));
}

void Runners::liveEntitiesAreSteppedOnTheLiveClock()
{
    EngineBed bed;
    must(bed.engine().record("n", "asked", targetsOn("v1", 2)));
    must(bed.engine().setTargetVersion("n", "asked", "v1"));
    must(bed.engine().record("n", "not asked", targetsOn("v1", 2)));
    Runner runner(bed.engine(), bed.simulation());
    bed.live().advance(100s);
    QVERIFY(runner.stepLive().empty());
    QCOMPARE(must(bed.engine().snapshot("n", "asked"))->state.step, std::uint64_t(1));
    QCOMPARE(must(bed.engine().snapshot("n", "asked"))->state.lastChangedAt, bed.live().now());
    QCOMPARE(must(bed.engine().snapshot("n", "not asked"))->state.step, std::uint64_t(0));
}

void Runners::withoutEntitiesTheTickIsTenSeconds()
{
    EngineBed bed;
    Runner runner(bed.engine(), bed.simulation());
    QCOMPARE(runner.tick(), 10s);
    const Time before = bed.simulation().now();
    QVERIFY(runner.tickSimulated().empty());
    QCOMPARE(bed.simulation().now() - before, Milliseconds(10s));
}

QTEST_GUILESS_MAIN(Runners)
#include "tst_runner.moc"
