// A fork goes on exactly as its original would have gone, and the original does not notice.

#include <QCoreApplication>
#include <QDir>
#include <QTest>

#include <functional>

#include "core/verbs.h"
#include "past_bed.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

/// Something done to an entity in the middle of its rollout.
using Deed = std::function<void(EngineBed&, EntityKey)>;

void tick(EngineBed& bed, int times)
{
    Runner runner(bed.engine(), bed.simulation());
    for (int i = 0; i < times; ++i)
        QVERIFY(runner.tickSimulated().empty());
}

EntityKey underWay(EngineBed& bed, int steps)
{
    const EntityKey key = bed.simulated("n", "original", 300, livelyFleet());
    must(bed.engine().setRolloutOptions("n", "original",
                                        RolloutOptions{Percent(10), Percent(70), 60s, 300s}));
    tick(bed, 12);
    must(bed.engine().setTargetVersion("n", "original", "v2"));
    tick(bed, steps);
    return key;
}

std::string now(EngineBed& bed, EntityKey key)
{
    return inWords(must(bed.engine().snapshot(key))->state);
}

} // namespace

class Forks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesOnAsTheOriginal_data();
    void goesOnAsTheOriginal();
    void theOriginalIsUntouched();
    void journalBeginsWithWhatItWasForkedFrom();
    void aForkOfThePastGoesOnAsThePastDid();
    void aLiveEntitysTimersGoOn();
    void otherSettingsLeaveTheClocks();
    void aRestartKeepsTheClock();
    void otherSettings();
    void refused_data();
    void refused();
};

void Forks::goesOnAsTheOriginal_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<Deed>("deed");
    const Deed nothing = [](EngineBed&, EntityKey) {};
    const auto doing = [](Verb what) {
        return Deed([what](EngineBed& bed, EntityKey key) {
            must(bed.engine().apply(key, what, {"ann", "why"}));
            tick(bed, 3);
        });
    };
    QTest::newRow("before it begins") << 0 << nothing;
    QTest::newRow("in the middle") << 20 << nothing;
    QTest::newRow("nearly done") << 90 << nothing;
    QTest::newRow("paused") << 20 << doing(verb::Pause{});
    QTest::newRow("aborted, rolling back") << 20 << doing(verb::Abort{});
    QTest::newRow("went on after a pause") << 20 << Deed([doing](EngineBed& bed, EntityKey key) {
        doing(verb::Pause{})(bed, key);
        doing(verb::Resume{})(bed, key);
    });
    QTest::newRow("people are asked") << 5 << Deed([](EngineBed& bed, EntityKey key) {
        Policy policy = must(bed.engine().snapshot(key))->state.policy();
        policy.approval.required = 1;
        must(bed.engine().setPolicy(key, policy));
        tick(bed, 5);
    });
    QTest::newRow("other options") << 10 << Deed([](EngineBed& bed, EntityKey) {
        must(bed.engine().setRolloutOptions("n", "original",
                                            RolloutOptions{Percent(3), Percent(90), 40s, 100s}));
    });
}

void Forks::goesOnAsTheOriginal()
{
    QFETCH(int, steps);
    QFETCH(Deed, deed);
    EngineBed bed;
    const EntityKey original = underWay(bed, steps);
    deed(bed, original);
    const EntityKey fork = must(bed.engine().fork(original, {"n", "fork"}));
    for (int i = 0; i <= 50; ++i) {
        QCOMPARE(now(bed, fork), now(bed, original));
        tick(bed, 1);
    }
    QVERIFY(must(bed.engine().snapshot(fork))->state.step > std::uint64_t(50));
}

void Forks::theOriginalIsUntouched()
{
    EngineBed bed;
    const EntityKey original = underWay(bed, 20);
    const std::string state = now(bed, original);
    const auto revision = must(bed.engine().snapshot(original))->state.revision;
    const std::string journal = inWords(journalOf(bed.engine(), original));
    const EntityKey fork = must(bed.engine().fork(original, {"elsewhere", "fork"}));
    for (int i = 0; i < 5; ++i) {
        bed.simulation().advance(10s);
        must(bed.engine().step(fork));
    }
    must(bed.engine().setTargetVersion("elsewhere", "fork", "v9"));
    QCOMPARE(now(bed, original), state);
    QCOMPARE(must(bed.engine().snapshot(original))->state.revision, revision);
    QCOMPARE(inWords(journalOf(bed.engine(), original)), journal);
}

void Forks::journalBeginsWithWhatItWasForkedFrom()
{
    EngineBed bed;
    const EntityKey original = underWay(bed, 20);
    const EntityKey fork = must(bed.engine().fork(original, {"other", "fork"}, {"ann", "what if"}));
    const auto rows = journalOf(bed.engine(), fork);
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0].kind, JournalKind::EntityForked);
    QCOMPARE(rows[0].text, std::string("n/original"));
    QCOMPARE(rows[0].count, std::int64_t(32));
    QCOMPARE(rows[0].by, std::string("ann"));
    QCOMPARE(rows[0].namespaceName, std::string("other"));
    QCOMPARE(rows[0].at, must(bed.engine().snapshot(original))->clock);
}

void Forks::aForkOfThePastGoesOnAsThePastDid()
{
    EngineBed bed;
    const EntityKey original = underWay(bed, 20);
    const SnapshotPtr then = must(bed.engine().snapshot(original));
    std::vector<std::string> states;
    for (int i = 0; i <= 50; ++i) {
        states.push_back(now(bed, original));
        tick(bed, 1);
    }
    const EntityKey fork = must(bed.engine().fork(*then, {"n", "fork"}));
    for (const std::string& state : states) {
        QCOMPARE(now(bed, fork), state);
        tick(bed, 1);
    }
}

void Forks::aLiveEntitysTimersGoOn()
{
    EngineBed bed;
    bed.live().set(Time(std::chrono::hours(480000)) + 123ms);
    bed.simulation().set(Time(std::chrono::hours(5)));
    must(bed.engine().setTargetVersion("n", "live", "v1"));
    (void)must(bed.engine().orchestrate("n", "live", targetsOn("v1", 20)));
    bed.live().advance(35s);
    const EntityKey original = must(bed.engine().snapshot("n", "live"))->key;
    const EntityKey fork = must(bed.engine().fork(original, {"n", "fork", SimulationSettings{}}));
    const SnapshotPtr made = must(bed.engine().snapshot(fork));
    const SnapshotPtr live = must(bed.engine().snapshot(original));
    QCOMPARE(made->now, bed.live().now());
    for (const TargetId id : live->state.fleet.order())
        QCOMPARE(made->state.fleet.target(id), live->state.fleet.target(id));
    // The success time-out of 60 s is over after 61 s, of which 35 are. A batch is one target.
    tick(bed, 2);
    QCOMPARE(must(bed.engine().snapshot(fork))->lastPlan->figures.succeeded, std::int64_t(0));
    tick(bed, 1);
    QCOMPARE(must(bed.engine().snapshot(fork))->lastPlan->figures.succeeded, std::int64_t(1));
}

/// A fork of a live entity is years ahead of the simulation's clock, which all others go by.
void Forks::otherSettingsLeaveTheClocks()
{
    EngineBed bed;
    bed.live().set(Time(std::chrono::hours(480000)));
    bed.simulation().set(Time(std::chrono::hours(5)));
    must(bed.engine().setTargetVersion("n", "live", "v1"));
    (void)must(bed.engine().orchestrate("n", "live", targetsOn("v1", 20)));
    const EntityKey original = must(bed.engine().snapshot("n", "live"))->key;
    const EntityKey fork = must(bed.engine().fork(original, {"n", "fork", SimulationSettings{}}));
    SimulationSettings other;
    other.seed = 9;
    must(bed.engine().setSimulation(fork, other));
    QCOMPARE(bed.simulation().now(), Time(std::chrono::hours(5)));
    QCOMPARE(must(bed.engine().snapshot(fork))->now, bed.live().now());
}

void Forks::aRestartKeepsTheClock()
{
    const QString file = QDir::temp().filePath(
        QStringLiteral("tst_forks_%1.db").arg(QCoreApplication::applicationPid()));
    QFile::remove(file);
    EngineBed bed(file.toStdString());
    const EntityKey original = underWay(bed, 20);
    const SnapshotPtr then = must(bed.engine().snapshot(original));
    tick(bed, 30);
    const EntityKey fork = must(bed.engine().fork(*then, {"n", "fork"}));
    tick(bed, 3);
    const std::string state = now(bed, fork);
    const Time clock = must(bed.engine().snapshot(fork))->clock;
    bed.restart();
    QCOMPARE(now(bed, fork), state);
    QCOMPARE(must(bed.engine().snapshot(fork))->clock, clock);
    QFile::remove(file);
}

void Forks::otherSettings()
{
    EngineBed bed;
    const EntityKey original = underWay(bed, 20);
    SimulationSettings bricks;
    bricks.versions = {VersionModel{"v2"}};
    bricks.versions[0].failProbability = 1.0;
    const EntityKey fork = must(bed.engine().fork(original, {"n", "fork", bricks}));
    tick(bed, 150);
    QCOMPARE(versionsOf(must(bed.engine().snapshot(fork))->state).lastKnownBad, std::string("v2"));
    // It may be edited like any other, and its clock goes on.
    const Time clock = must(bed.engine().snapshot(fork))->clock;
    must(bed.engine().setSimulation(fork, SimulationSettings{}));
    QCOMPARE(must(bed.engine().snapshot(fork))->clock, clock);
}

void Forks::refused_data()
{
    QTest::addColumn<Orchestrator::ForkPlace>("place");
    QTest::addColumn<ErrorCode>("code");
    SimulationSettings wrong;
    wrong.tick = 0s;
    QTest::newRow("live, without settings")
        << Orchestrator::ForkPlace{"n", "fork"} << ErrorCode::InvalidArgument;
    QTest::newRow("settings out of range")
        << Orchestrator::ForkPlace{"n", "fork", wrong} << ErrorCode::InvalidArgument;
    QTest::newRow("no name") << Orchestrator::ForkPlace{"n", "", SimulationSettings{}}
                             << ErrorCode::InvalidArgument;
    QTest::newRow("a name that is taken")
        << Orchestrator::ForkPlace{"n", "live", SimulationSettings{}} << ErrorCode::AlreadyExists;
}

void Forks::refused()
{
    QFETCH(Orchestrator::ForkPlace, place);
    QFETCH(ErrorCode, code);
    EngineBed bed;
    must(bed.engine().setTargetVersion("n", "live", "v1"));
    const auto made = bed.engine().fork(must(bed.engine().snapshot("n", "live"))->key, place);
    QVERIFY(!made);
    QCOMPARE(made.error().code, code);
    QCOMPARE(must(bed.engine().entities("n")).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(Forks)
#include "tst_forks.moc"
