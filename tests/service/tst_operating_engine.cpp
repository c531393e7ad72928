// Operators' verbs through the running engine and its store: kept over a restart, in the journal,
// refused while locked.

#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;

namespace {

const Signature ada{"ada", "database migration"};

/// A live entity with ten targets on v1, v1 last known good, v2 asked for.
EntityKey established(EngineBed& bed)
{
    bed.live().set(Time(std::chrono::hours(24 * 365 * 50)));
    must(bed.engine().setRolloutOptions(
        "n", "e", RolloutOptions{Percent(20), Percent(100), Seconds(0), Seconds(120)}));
    must(bed.engine().setTargetVersion("n", "e", "v1"));
    for (int i = 0; i < 20; ++i) {
        (void)bed.engine().orchestrate("n", "e", targetsOn("v1", 10));
        bed.live().advance(Seconds(10));
    }
    must(bed.engine().setTargetVersion("n", "e", "v2", {"bob", "release day"}));
    (void)must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    bed.live().advance(Seconds(10));
    return must(bed.engine().snapshot("n", "e"))->key;
}

EntityState stateOf(EngineBed& bed, EntityKey key)
{
    return must(bed.engine().snapshot(key))->state;
}

} // namespace

class OperatingEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pauseOutlivesARestart();
    void journalSaysWhoAndWhy();
    void lockedEntityRefusesEverything();
    void policyOutlivesARestart();
    void approvalsOutliveARestart();
    void simulatedTargetsGoOnWhilePaused();
    void clockSetBackLosesNothing();
    void otherWavesBeginAnew();
    void asksAControllerThatAnotherProgramHasSet();
};

void OperatingEngine::pauseOutlivesARestart()
{
    QTemporaryDir folder;
    EngineBed bed("sqlite:" + folder.filePath(QStringLiteral("s.db")).toStdString());
    const EntityKey key = established(bed);
    (void)must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    must(bed.engine().apply(key, verb::Pause{}, ada));
    bed.live().advance(Seconds(600));
    const std::string before = stateText(stateOf(bed, key));
    bed.restart();
    QCOMPARE(stateText(stateOf(bed, key)), before);
    const auto paused = must(bed.engine().snapshot(key));
    QCOMPARE(paused->clock - paused->now, Seconds(600));
    QCOMPARE(paused->state.control.pause->signature, ada);
    // Its controller reports meanwhile, and is answered as before.
    const auto answer = must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    QCOMPARE(std::count_if(answer.begin(), answer.end(),
                           [](const ClientState& state) { return state.version == "v2"; }),
             2);
    must(bed.engine().apply(key, verb::Resume{}, ada));
    (void)must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    const EntityState resumed = stateOf(bed, key);
    QVERIFY(!resumed.rollout.isRollingBack());
    QCOMPARE(resumed.clock.stops().size(), 1U);
}

void OperatingEngine::journalSaysWhoAndWhy()
{
    EngineBed bed;
    const EntityKey key = established(bed);
    must(bed.engine().apply(key, verb::Pause{}, ada));
    bed.live().advance(Seconds(60));
    must(bed.engine().apply(key, verb::Abort{}, {"eve", "alarms"}));
    JournalFilter filter;
    filter.kinds = {JournalKind::VersionAsked, JournalKind::Paused, JournalKind::Aborted,
                    JournalKind::Resumed};
    const auto rows = must(bed.engine().journalBefore(filter, INT64_MAX, 4));
    QCOMPARE(rows.size(), 4U);
    QCOMPARE(rows[0].kind, JournalKind::Resumed);
    QCOMPARE(rows[0].count, 60);
    QCOMPARE(rows[0].at - rows[0].entityAt, Seconds(60));
    QCOMPARE(rows[1].kind, JournalKind::Aborted);
    QCOMPARE(rows[1].by, std::string("eve"));
    QCOMPARE(rows[1].text, std::string("alarms"));
    QCOMPARE(rows[2].by, std::string("ada"));
    QCOMPARE(rows[2].text, std::string("database migration"));
    QCOMPARE(rows[3].by, std::string("bob"));
    filter = {};
    filter.contains = "EVE";
    QCOMPARE(must(bed.engine().journalBefore(filter, INT64_MAX, 10)).size(), 2U);
}

void OperatingEngine::lockedEntityRefusesEverything()
{
    EngineBed bed;
    const EntityKey key = established(bed);
    must(bed.engine().apply(key, verb::Lock{}, ada));
    const std::string before = stateText(stateOf(bed, key));
    Orchestrator& engine = bed.engine();
    const std::vector<TargetId> one{TargetId{0}};
    const std::vector<Result<void>> refused{
        engine.setTargetVersion("n", "e", "v3"),
        engine.forceTargetVersion("n", "e", "v3"),
        engine.setRolloutOptions("n", "e", std::nullopt),
        engine.setPolicy(key, {}),
        engine.apply(key, verb::Pause{}, ada),
        engine.apply(key, verb::Abort{}, ada),
        engine.renameEntity(key, "f"),
        engine.deleteEntity(key),
        engine.deleteNamespace(engine.directory()->front().key),
        engine.renameNamespace(engine.directory()->front().key, "m"),
        engine.deleteTargets(key, one),
        engine.createTarget(key, targetsOn("v1", 11).back()),
        engine.setSimulation(key, SimulationSettings{}),
    };
    for (const auto& result : refused) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Locked);
    }
    QCOMPARE(stateText(stateOf(bed, key)), before);
    // Reports are recorded, nothing is decided.
    (void)must(engine.orchestrate("n", "e", targetsOn("v1", 12)));
    QCOMPARE(stateOf(bed, key).fleet.size(), 12U);
    must(engine.apply(key, verb::Unlock{}, ada));
    must(engine.setTargetVersion("n", "e", "v3"));
}

void OperatingEngine::policyOutlivesARestart()
{
    QTemporaryDir folder;
    EngineBed bed("sqlite:" + folder.filePath(QStringLiteral("s.db")).toStdString());
    const EntityKey key = established(bed);
    Policy policy;
    policy.options.batch = Percent(33);
    policy.guards.stopWhileUnhealthy = true;
    policy.guards.watchAfterGood = Seconds(600);
    Wave wave;
    wave.name = "canary";
    wave.size = {false, 1};
    policy.waves = {wave, Wave{}};
    policy.approval.required = 1;
    must(bed.engine().setPolicy(key, policy, ada));
    bed.restart();
    QCOMPARE(stateOf(bed, key).policy(), policy);
    policy.waves.front().size.value = 0;
    const auto refused = bed.engine().setPolicy(key, policy, ada);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message,
             std::string("wave 1: size count is 0; it must be from 1 to 1000000000"));
}

void OperatingEngine::approvalsOutliveARestart()
{
    QTemporaryDir folder;
    EngineBed bed("sqlite:" + folder.filePath(QStringLiteral("s.db")).toStdString());
    const EntityKey key = established(bed);
    Policy policy = stateOf(bed, key).policy();
    policy.approval.required = 2;
    must(bed.engine().setPolicy(key, policy));
    (void)must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    must(bed.engine().apply(key, verb::Decide{{}, true}, ada));
    bed.restart();
    QCOMPARE(stateOf(bed, key).approvals.requests.size(), 2U);
    must(bed.engine().apply(key, verb::Decide{{}, true}, {"bob", "looks fine"}));
    const auto answer = must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    QCOMPARE(std::count_if(answer.begin(), answer.end(),
                           [](const ClientState& state) { return state.version == "v2"; }),
             2);
    QVERIFY(stateOf(bed, key).approvals.requests.empty());
}

void OperatingEngine::simulatedTargetsGoOnWhilePaused()
{
    EngineBed bed;
    SimulationSettings settings;
    settings.adoption.median = Seconds(100);
    const EntityKey key = bed.simulated("n", "s", 10, settings);
    const auto stepFor = [&](Seconds time) {
        for (Seconds done{0}; done < time; done += Seconds(10)) {
            bed.simulation().advance(Seconds(10));
            (void)must(bed.engine().step(key));
        }
    };
    stepFor(Seconds(1000));
    must(bed.engine().setTargetVersion("n", "s", "v2"));
    stepFor(Seconds(20)); // assigned, and on their way
    const auto reportV2 = [&] {
        const EntityState state = stateOf(bed, key);
        std::int64_t count = 0;
        for (const VersionShare& share : versionShares(state.fleet))
            if (state.fleet.versions().at(share.version) == "v2")
                count = share.current;
        return count;
    };
    QCOMPARE(reportV2(), 0);
    must(bed.engine().apply(key, verb::Pause{}, ada));
    stepFor(Seconds(300));
    QVERIFY(reportV2() > 0);
    QVERIFY(!stateOf(bed, key).rollout.isRollingBack());
}

void OperatingEngine::clockSetBackLosesNothing()
{
    EngineBed bed;
    const EntityKey key = established(bed);
    const auto report = [&] {
        std::vector<ClientState> states = must(bed.engine().clientState("n", "e"));
        for (ClientState& state : states)
            state.message.clear();
        (void)must(bed.engine().orchestrate("n", "e", states));
    };
    report();
    bed.live().set(bed.live().now() - std::chrono::hours(1));
    for (int i = 0; i < 20; ++i) {
        report();
        bed.live().advance(Seconds(10));
        const EntityState state = stateOf(bed, key);
        QCOMPARE(state.fleet.size(), 10U);
        QVERIFY(!state.rollout.isRollingBack());
    }
    must(bed.engine().apply(key, verb::Pause{}, ada));
    bed.live().set(bed.live().now() - std::chrono::hours(1));
    must(bed.engine().apply(key, verb::Resume{}, ada));
    // Once the clock is where it was the rollout is completed.
    bed.live().advance(std::chrono::hours(3));
    for (int i = 0; i < 20; ++i) {
        report();
        bed.live().advance(Seconds(10));
    }
    QCOMPARE(rolloutPhase(stateOf(bed, key)), RolloutPhase::Settled);
}

void OperatingEngine::otherWavesBeginAnew()
{
    EngineBed bed;
    const EntityKey key = established(bed);
    Policy policy = stateOf(bed, key).policy();
    Wave box;
    box.size = {false, 1};
    policy.waves = {box, box, box};
    must(bed.engine().setPolicy(key, policy, ada));
    for (int i = 0; i < 10; ++i) {
        auto states = must(bed.engine().clientState("n", "e"));
        (void)must(bed.engine().orchestrate("n", "e", states));
        bed.live().advance(Seconds(10));
    }
    QVERIFY(stateOf(bed, key).progress.wave > 0);
    policy.guards.minimumTime = Seconds(1); // of the same waves: they go on
    must(bed.engine().setPolicy(key, policy, ada));
    QVERIFY(stateOf(bed, key).progress.wave > 0);
    policy.waves.front().isManual = true;
    must(bed.engine().setPolicy(key, policy, ada));
    QCOMPARE(stateOf(bed, key).progress.wave, 0U);
}

void OperatingEngine::asksAControllerThatAnotherProgramHasSet()
{
    QTemporaryDir folder;
    const std::string url = "sqlite:" + folder.filePath(QStringLiteral("s.db")).toStdString();
    EngineBed bed(url);
    const EntityKey key = established(bed);
    EngineBed other(url);
    other.live().set(bed.live().now());
    CommandSettings nobody{"echo", {R"({"targets":[]})"}, Seconds(10), {}};
    nobody.hooks.approval = true;
    must(other.engine().setCommand(key, nobody, ada));
    // At once: this engine may not have seen it yet, and its first commit is refused.
    const auto answer = must(bed.engine().orchestrate("n", "e", targetsOn("v1", 10)));
    QCOMPARE(std::count_if(answer.begin(), answer.end(),
                           [](const ClientState& state) { return state.version == "v2"; }),
             0);
    QCOMPARE(must(bed.engine().snapshot(key))->lastPlan->figures.selected, 2);
}

QTEST_GUILESS_MAIN(OperatingEngine)
#include "tst_operating_engine.moc"
