// What the journal tells of an entity's past is what the entity was.

#include <QTest>

#include <algorithm>
#include <functional>
#include <sstream>

#include "core/replay.h"
#include "core/verbs.h"
#include "past_bed.h"
#include "simulation/scenario.h"
#include "testsupport/state_text.h"

using namespace rollout;
using namespace rollout::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t plenty = std::size_t(1) << 30U;

void writeTellable(std::ostream& out, const Fleet& fleet, TargetId id)
{
    const Target target = fleet.target(id);
    const auto version = [&](VersionId of) { return fleet.versions().at(of); };
    out << fleet.group(id) << '/' << fleet.name(id) << (target.isExcluded ? " excluded" : "")
        << " runs " << version(target.reported.version) << (target.reported.isError ? "! " : " ")
        << fleet.texts().at(target.reported.message) << ' ' << ms(target.currentChangedAt) << ' '
        << ms(target.currentMessageAt) << " told " << version(target.expectedVersion)
        << (target.expectedIsError ? "! " : " ") << static_cast<int>(target.expectedNote.kind)
        << ' ' << target.expectedNote.seconds << '/' << target.expectedNote.limit << ' '
        << ms(target.expectedChangedAt) << ' ' << ms(target.expectedMessageAt) << '\n';
}

void writeVersions(std::ostream& out, const EntityState& state)
{
    const RolloutVersions versions = versionsOf(state);
    out << versions.target << '|' << versions.rolling << '|' << versions.lastKnownGood << '|'
        << versions.lastKnownBad << '\n';
}

/// All that a journal can tell.
std::string tellable(const EntityState& state)
{
    std::ostringstream out;
    out << "step " << state.step << " at " << ms(state.lastChangedAt) << ": ";
    writeVersions(out, state);
    out << optionsLine(state.options) << '\n';
    for (const auto* hold : {&state.control.pause, &state.control.lock})
        if (*hold)
            out << "held by " << (*hold)->signature.by << ": " << (*hold)->signature.reason
                << " since " << ms((*hold)->since) << '\n';
    out << state.control.freezes.size() << " freeze windows, "
        << (state.clock.isStopped() ? "stopped" : "running") << ", entity time "
        << ms(state.clock.at(state.lastChangedAt)) << '\n';
    for (const TargetId id : state.fleet.order())
        writeTellable(out, state.fleet, id);
    return out.str();
}

/// What holds also where the first rows are missing, of targets that `later` still has.
std::string essential(const EntityState& state, const Fleet& later)
{
    std::ostringstream out;
    writeVersions(out, state);
    for (const TargetId id : state.fleet.order()) {
        if (!later.isLive(id))
            continue;
        const Target target = state.fleet.target(id);
        out << state.fleet.group(id) << '/' << state.fleet.name(id) << ' '
            << state.fleet.versions().at(target.reported.version) << " -> "
            << state.fleet.versions().at(target.expectedVersion) << ' ' << target.isExcluded
            << '\n';
    }
    return out.str();
}

std::string planWords(const Plan* plan)
{
    if (!plan)
        return "none";
    std::ostringstream out;
    out << verdictLine(*plan) << "; now " << ms(plan->now) << "; " << plan->assignments.size()
        << " assigned, removed " << plan->removals.size() << ", changes "
        << plan->versionChanges.size() << ", judged";
    for (const Judgement& judgement : plan->judgements)
        if (judgement.isNewMark)
            out << ' ' << raw(judgement.target) << ':' << static_cast<int>(judgement.kind);
    for (const Assignment& assignment : plan->assignments)
        out << ' ' << raw(assignment.target) << '>' << static_cast<int>(assignment.reason);
    return out.str();
}

/// The first line in which two texts differ, both ways; empty: none.
std::string difference(const std::string& told, const std::string& was)
{
    std::istringstream a(told);
    std::istringstream b(was);
    for (std::string left, right;;) {
        const bool hasLeft = static_cast<bool>(std::getline(a, left));
        const bool hasRight = static_cast<bool>(std::getline(b, right));
        if (!hasLeft && !hasRight)
            return {};
        if (hasLeft != hasRight || left != right)
            return "told: " + (hasLeft ? left : "nothing")
                + "\nwas:  " + (hasRight ? right : "nothing");
    }
}

/// An entity that lives on: what is done to it between steps, and how.
class Life
{
public:
    explicit Life(int targets = 200, const SimulationSettings& settings = livelyFleet())
    {
        bed.engine().keepPast(plenty);
        key = bed.simulated("n", "e", targets, settings);
        must(bed.engine().setRolloutOptions("n", "e",
                                            RolloutOptions{Percent(10), Percent(70), 60s, 300s}));
    }
    void step(int times)
    {
        for (int i = 0; i < times; ++i) {
            bed.simulation().advance(10s);
            must(bed.engine().step(key));
        }
    }
    void wait(Milliseconds time) { bed.simulation().advance(time); }
    void ask(const std::string& version) { must(bed.engine().setTargetVersion("n", "e", version)); }
    void act(const Verb& verb) { must(bed.engine().apply(key, verb, {"ada", "because"})); }
    [[nodiscard]] SnapshotPtr now() { return must(bed.engine().snapshot(key)); }
    [[nodiscard]] TargetId target(const std::string& name)
    {
        return *now()->state.fleet.find("east", name);
    }
    [[nodiscard]] std::vector<JournalRecord> rows()
    {
        std::vector<JournalRecord> records;
        for (const JournalRow& row : journalOf(bed.engine(), key))
            records.push_back(row);
        return records;
    }
    /// The last remembered moment of that kind, clock and number of steps; null: none.
    [[nodiscard]] SnapshotPtr remembered(const ReplayedMoment& moment)
    {
        const Past past = must(bed.engine().past(key));
        const auto found =
            std::find_if(past.moments.rbegin(), past.moments.rend(), [&](const PastMoment& each) {
                return each.step == moment.step && each.clock == moment.clock
                    && each.isStep == moment.isStep;
            });
        return found == past.moments.rend() ? nullptr
                                            : must(bed.engine().snapshotAt(key, found->number));
    }

    EngineBed bed;
    EntityKey key{};
};

SimulationSettings failing(double probability)
{
    SimulationSettings settings;
    settings.seed = 3;
    VersionModel bad{"v2"};
    bad.failProbability = probability;
    settings.versions = {bad};
    return settings;
}

using Deeds = std::function<void(Life&)>;

void rollOutAndBack(Life& life)
{
    life.step(30);
    life.ask("v2");
    life.step(120);
}

} // namespace

Q_DECLARE_METATYPE(Deeds)

class Replays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatWas_data();
    void tellsWhatWas();
    void beginsAnywhere_data();
    void beginsAnywhere();
    void whatWasMadeOfAScenarioKeepsItsPolicy();
};

void Replays::tellsWhatWas_data()
{
    QTest::addColumn<Deeds>("live");
    QTest::newRow("targets come, go and fail") << Deeds(rollOutAndBack);
    QTest::newRow("paused, locked and frozen") << Deeds([](Life& life) {
        life.step(20);
        life.ask("v2");
        life.step(8);
        life.act(verb::Pause{});
        life.wait(10min);
        life.step(2);
        life.act(verb::Resume{});
        life.step(5);
        life.act(verb::Lock{});
        life.wait(3min);
        life.act(verb::Unlock{});
        const Time now = life.bed.simulation().now();
        life.act(verb::Freeze{{now, now + 60s, Milliseconds(0), {}, 0}});
        life.step(2);
        life.act(verb::Unfreeze{1});
        life.step(8);
    });
    QTest::newRow("aborted, retried and promoted") << Deeds([](Life& life) {
        life.step(20);
        life.ask("v2");
        life.step(8);
        life.act(verb::Abort{});
        life.step(6);
        life.act(verb::Retry{});
        life.step(10);
        life.act(verb::Promote{});
        life.step(40);
    });
    QTest::newRow("forced on, and asked for another") << Deeds([](Life& life) {
        life.step(20);
        life.ask("v2");
        life.step(8);
        must(life.bed.engine().forceTargetVersion("n", "e", "v3"));
        life.step(40);
        life.ask("v1");
        life.step(40);
    });
    QTest::newRow("excluded, renamed, removed and added") << Deeds([](Life& life) {
        life.step(20);
        life.ask("v2");
        life.step(4);
        const TargetId first = life.target("t10000");
        const TargetId second = life.target("t10002");
        const TargetId third = life.target("t10004");
        life.act(verb::Exclude{{first, second}});
        life.step(5);
        must(life.bed.engine().renameTarget(life.key, third, "west", "other"));
        life.step(5);
        life.act(verb::Include{{first}});
        must(life.bed.engine().deleteTargets(life.key, std::vector{second}));
        life.step(5);
        ClientState again;
        again.group = "east";
        again.name = "t10002";
        again.version = "v1";
        must(life.bed.engine().createTarget(life.key, again));
        again.name = "t10004"; // the name that another target had
        must(life.bed.engine().createTarget(life.key, again));
        life.step(20);
    });
    QTest::newRow("other options on the way") << Deeds([](Life& life) {
        life.step(20);
        life.ask("v2");
        life.step(6);
        must(life.bed.engine().setRolloutOptions(
            "n", "e", RolloutOptions{Percent(50), Percent(60), 30s, 200s}));
        life.step(30);
    });
}

void Replays::tellsWhatWas()
{
    QFETCH(const Deeds, live);
    Life life;
    live(life);
    const Replay replay(life.now()->state, life.rows());
    int compared = 0;
    for (std::size_t i = 0; i < replay.moments().size(); ++i) {
        const auto was = life.remembered(replay.moments()[i]);
        if (!was)
            continue; // before its past was remembered
        const auto told = replay.at(i);
        const std::string state = difference(tellable(told.state), tellable(was->state));
        QVERIFY2(state.empty(), state.c_str());
        if (replay.moments()[i].isStep) {
            const std::string plan =
                difference(planWords(told.plan.get()), planWords(was->lastPlan.get()));
            QVERIFY2(plan.empty(), plan.c_str());
        }
        ++compared;
    }
    QVERIFY(compared > 20);
}

void Replays::beginsAnywhere_data()
{
    tellsWhatWas_data();
}

void Replays::beginsAnywhere()
{
    QFETCH(const Deeds, live);
    Life life(60);
    live(life);
    const auto rows = life.rows();
    const Fleet later = life.now()->state.fleet;
    for (const std::size_t left :
         {std::size_t(0), std::size_t(1), rows.size() / 3, rows.size() / 2, rows.size() - 20}) {
        const Replay replay(life.now()->state, std::span(rows).subspan(rows.size() - left));
        for (std::size_t i = 0; i < replay.moments().size(); ++i)
            if (const auto was = life.remembered(replay.moments()[i])) {
                const std::string state =
                    difference(essential(replay.at(i).state, later), essential(was->state, later));
                QVERIFY2(state.empty(), state.c_str());
            }
    }
}

/// What it was made as is in no row.
void Replays::whatWasMadeOfAScenarioKeepsItsPolicy()
{
    Life life;
    life.bed.simulation().advance(1h);
    Scenario scenario;
    scenario.targets = 60;
    scenario.fleet = failing(0.6);
    scenario.options = {Percent(20), Percent(90), 60s, 180s};
    life.key = must(life.bed.engine().createEntity(
        "n", "made", establishedFleet(scenario, life.bed.simulation().now()), {"scenario", {}}));
    life.step(60);
    const Fleet later = life.now()->state.fleet;
    const Replay replay(life.now()->state, life.rows());
    int rolledBack = 0;
    for (std::size_t i = 0; i < replay.moments().size(); ++i) {
        const auto was = life.remembered(replay.moments()[i]);
        if (!was)
            continue;
        const auto told = replay.at(i);
        const std::string state =
            difference(essential(told.state, later), essential(was->state, later));
        QVERIFY2(state.empty(), state.c_str());
        QCOMPARE(optionsLine(told.state.options), optionsLine(was->state.options));
        for (const TargetId id : told.state.fleet.order())
            rolledBack +=
                told.state.fleet.target(id).expectedNote.kind == NoteKind::RollingBack ? 1 : 0;
        if (replay.moments()[i].isStep) {
            const std::string plan =
                difference(planWords(told.plan.get()), planWords(was->lastPlan.get()));
            QVERIFY2(plan.empty(), plan.c_str());
        }
    }
    QVERIFY(rolledBack > 0);
}

QTEST_GUILESS_MAIN(Replays)
#include "tst_replay.moc"
