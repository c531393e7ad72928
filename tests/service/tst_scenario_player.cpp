// One core, two ways in: a scenario that the running engine plays, with its store, takes the very
// steps that the simulator takes.

#include <QTemporaryDir>
#include <QTest>

#include "engine_bed.h"
#include "io/scenario_presets.h"
#include "service/scenario_player.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;

namespace {

/// A step as text, to compare and to read when it differs. The simulator does not count its steps.
struct Seen
{
    Time now;
    std::string state;
    std::vector<Judgement> judgements;
    std::vector<Assignment> assignments;
    std::vector<VersionChange> versionChanges;
};

Seen seen(Time now, EntityState state, const Plan& plan)
{
    state.step = 0;
    state.lastChangedAt = now;
    return {now, stateText(state), plan.judgements, plan.assignments, plan.versionChanges};
}

/// What the simulator takes, at most so many steps of it.
std::vector<Seen> simulated(const Scenario& scenario, std::size_t most)
{
    std::vector<Seen> steps;
    (void)simulateRun(scenario, establishedFleet(scenario), 0, QuietSteps::Take,
                      [&](const WatchedStep& step) {
                          if (steps.size() < most)
                              steps.push_back(seen(step.now, step.state, step.plan));
                      });
    return steps;
}

Scenario preset(const char* name)
{
    return must(scenarioNamed(name)).scenario;
}

ScenarioEvent doing(int at, Action action, int length = 0)
{
    OperatorAction what;
    what.action = action;
    what.length = Seconds(length);
    return {Seconds(at), "because", what};
}

Scenario small()
{
    Scenario scenario;
    scenario.targets = 60;
    scenario.groups = 3;
    scenario.options = {Percent(10), Percent(90), Seconds(60), Seconds(120)};
    scenario.until = std::chrono::hours(3);
    return scenario;
}

/// Waves that wait to be released, votes, and people who take their time.
Scenario withPeople()
{
    Scenario scenario = small();
    scenario.fleet.operatorDelay = OperatorDelay{Milliseconds(40'000), 0.5};
    scenario.approval = {.required = 2, .timeout = Seconds(0), .onTimeout = {}, .forRollback = {}};
    Wave wave;
    wave.name = "canary";
    wave.group = "g1";
    wave.bake = Seconds(120);
    wave.isManual = true;
    scenario.waves = {wave};
    return scenario;
}

/// Everything that comes and goes at once.
Scenario withComings()
{
    Scenario scenario = small();
    scenario.fleet.silence = {0.05, Milliseconds(120'000)};
    scenario.fleet.churn = {60.0, 200.0};
    scenario.fleet.outages = {60.0, Milliseconds(60'000)};
    VersionModel model;
    model.version = newVersion;
    model.falsePositiveProbability = 0.01;
    scenario.fleet.versions = {model};
    return scenario;
}

/// A pause, a freeze, an outage, other fates, another policy, locked when it is not yet.
Scenario withEvents()
{
    Scenario scenario = small();
    Policy faster = scenario.policy();
    faster.options.batch = Percent(20);
    VersionModel crash;
    crash.version = newVersion;
    crash.failProbability = 0.5;
    scenario.events = {doing(30, Action::Pause),         doing(100, Action::Resume),
                       doing(110, Action::Outage, 60),   {Seconds(200), "hurry", faster},
                       doing(210, Action::Freeze, 100),  {Seconds(400), "trouble", crash},
                       doing(450, Action::Lock),         doing(460, Action::Pause),
                       {Seconds(470), "locked", faster}, doing(500, Action::Unlock),
                       doing(700, Action::Retry)};
    return scenario;
}

} // namespace

class TestScenarioPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSimulator_data();
    void isTheSimulator();
    void needsItsOwnTime();
    void peopleLendAHand();
    void survivesARestart();
};

void TestScenarioPlayer::isTheSimulator_data()
{
    QTest::addColumn<Scenario>("scenario");
    for (const char* name :
         {"good", "good-but-noisy", "crash-30", "one-bad-zone", "silent-brick", "half-load-cliff",
          "bad-and-unrevertable", "slow-leak", "h1-silent-targets-in-time", "h2-outage", "h2-pause",
          "h5-slots-refill", "h6-slow-way-back", "train-friday-1700", "train-no-way-back",
          "train-threshold-zero"})
        QTest::newRow(name) << preset(name);
    QTest::newRow("people") << withPeople();
    QTest::newRow("comings and goings") << withComings();
    QTest::newRow("events") << withEvents();
}

void TestScenarioPlayer::isTheSimulator()
{
    QFETCH(Scenario, scenario);
    constexpr std::size_t compared = 150; // as many steps in full; the digest has all
    const std::vector<Seen> wanted = simulated(scenario, compared);
    QVERIFY(!wanted.empty());
    const QTemporaryDir folder;
    EngineBed bed(folder.filePath(QStringLiteral("played.db")).toStdString());
    bed.simulation().set({});
    const auto player = must(
        ScenarioPlayer::begin(bed.engine(), bed.simulation(), scenario, {"training", "played"}));
    std::size_t next = 0;
    while (!player->isOver()) {
        const auto played = must(player->step());
        if (!played.plan || next == wanted.size())
            continue;
        const Seen got =
            seen(played.now, must(bed.engine().snapshot(player->entity()))->state, *played.plan);
        const Seen& want = wanted[next++];
        QCOMPARE(got.now, want.now);
        QCOMPARE(QString::fromStdString(got.state), QString::fromStdString(want.state));
        QVERIFY(got.judgements == want.judgements);
        QVERIFY(got.assignments == want.assignments);
        QVERIFY(got.versionChanges == want.versionChanges);
    }
    QCOMPARE(next, wanted.size());
    const RunResult whole = simulateRun(scenario, establishedFleet(scenario), 0);
    QCOMPARE(player->result().firstRefusal, whole.firstRefusal);
    QCOMPARE(player->result().metrics, whole.metrics);
    QCOMPARE(player->result().outcome, whole.outcome);
    QVERIFY(player->result() == whole);
}

void TestScenarioPlayer::needsItsOwnTime()
{
    EngineBed bed;
    bed.simulation().set(firstAssigningStep(small()));
    const auto player =
        ScenarioPlayer::begin(bed.engine(), bed.simulation(), small(), {"training", "played"});
    QVERIFY(!player);
    QCOMPARE(player.error().code, ErrorCode::InvalidArgument);
    QVERIFY(bed.engine().directory()->empty());
}

/// What somebody does by the engine's own calls is as if the scenario had it.
void TestScenarioPlayer::peopleLendAHand()
{
    EngineBed bed;
    const auto player = must(
        ScenarioPlayer::begin(bed.engine(), bed.simulation(), small(), {"training", "played"}));
    while (!player->isOver()) {
        if (player->nextStepAt() == Seconds(100))
            must(bed.engine().apply(player->entity(), verb::Abort{}, {"ada", {}}));
        (void)must(player->step());
    }
    Scenario same = small();
    same.events = {doing(100, Action::Abort)};
    QCOMPARE(player->result().outcome, Outcome::RolledBack);
    QVERIFY(player->result() == simulateRun(same, establishedFleet(same), 0));
}

/// All of the state is in the store: an entity that is read back is the one that was played.
void TestScenarioPlayer::survivesARestart()
{
    const QTemporaryDir folder;
    EngineBed bed(folder.filePath(QStringLiteral("played.db")).toStdString());
    EntityKey key{};
    std::string before;
    {
        const auto player = must(ScenarioPlayer::begin(bed.engine(), bed.simulation(),
                                                       withComings(), {"training", "played"}));
        for (int i = 0; i < 40; ++i)
            (void)must(player->step());
        key = player->entity();
        before = stateText(must(bed.engine().snapshot(key))->state);
    }
    bed.restart();
    QCOMPARE(QString::fromStdString(stateText(must(bed.engine().snapshot(key))->state)),
             QString::fromStdString(before));
}

QTEST_GUILESS_MAIN(TestScenarioPlayer)
#include "tst_scenario_player.moc"
