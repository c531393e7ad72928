// What holds for every fleet, policy and whatever operators do. Failing cases are shrunk and
// printed with the seed that replays them (RC_PARAMS="seed=…").

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>

#include "testsupport/played_rollout.h"

using namespace rollout;
using namespace rollout::test;

namespace {

int number(int from, int below)
{
    return *rc::gen::inRange(from, below);
}

bool chance(int percent)
{
    return number(0, 100) < percent;
}

Guards anyGuards()
{
    Guards guards;
    guards.silentCountsAsFailed = chance(30);
    guards.stopWhileUnhealthy = chance(30);
    if (chance(30))
        guards.rollbackBatch = Percent(number(0, 101));
    guards.openForRollback = chance(30);
    guards.watchAfterGood = Seconds(chance(30) ? number(0, 1000) : 0);
    guards.minimumTime = Seconds(chance(20) ? number(0, 500) : 0);
    guards.minimumTargets = chance(20) ? number(0, 30) : 0;
    return guards;
}

std::vector<Wave> anyWaves()
{
    std::vector<Wave> waves;
    for (int i = number(0, 4); i > 0; --i) {
        Wave wave;
        wave.group = chance(50) ? "g" + std::to_string(number(0, 4)) : "";
        wave.size = {chance(50), number(1, 60)};
        if (chance(30))
            wave.batch = Portion{chance(50), number(1, 40)};
        wave.bake = Seconds(chance(30) ? number(0, 300) : 0);
        wave.isManual = chance(20);
        waves.push_back(std::move(wave));
    }
    return waves;
}

Play anyPlay()
{
    Play play;
    play.targets = number(1, 40);
    play.policy.options = {Percent(number(0, 101)), Percent(number(0, 101)),
                           Seconds(number(0, 100)), Seconds(number(0, 300))};
    play.tick = Seconds(number(1, 20));
    play.adopt = Milliseconds(number(0, 40000));
    play.describe = [](int target) {
        ClientState state;
        state.name = "t" + std::to_string(1000 + target);
        state.group = "g" + std::to_string(target % 3);
        return state;
    };
    return play;
}

/// Targets that fail on v2, for good.
std::vector<bool> anyBadTargets(int targets)
{
    const int percent = *rc::gen::element(0, 10, 50, 100);
    return *rc::gen::container<std::vector<bool>>(
        static_cast<std::size_t>(targets),
        rc::gen::map(rc::gen::inRange(0, 100), [percent](int dice) { return dice < percent; }));
}

/// What operators do, a number a step: shrinks to few and simple deeds.
class Script
{
public:
    Script()
        : m_numbers(*rc::gen::resize(150, rc::gen::arbitrary<std::vector<std::uint32_t>>()))
    {
    }
    /// The next number below `below`; 0 once the script is over.
    std::uint32_t next(std::uint32_t below)
    {
        return m_at < m_numbers.size() ? m_numbers[m_at++] % below : 0;
    }

private:
    std::vector<std::uint32_t> m_numbers;
    std::size_t m_at = 0;
};

void makeBad(Play& play, const std::vector<bool>& bad)
{
    play.isBad = [bad](int target, std::string_view version) {
        return version == "v2" && bad[static_cast<std::size_t>(target)];
    };
}

Verb verbOf(Script& script, const PlayedRollout& rollout)
{
    const auto slots = static_cast<std::uint32_t>(rollout.state().fleet.slots());
    const TargetId one{script.next(slots + 1)};
    const Time from = rollout.clock() + Seconds(script.next(100)) - Seconds(50);
    const Time to = from + Seconds(1 + script.next(300));
    const std::vector<Verb> all{verb::Pause{},        verb::Resume{},
                                verb::Abort{},        verb::Retry{},
                                verb::RetryTargets{}, verb::Promote{},
                                verb::Release{},      verb::Exclude{{one}},
                                verb::Include{{one}}, verb::Lock{},
                                verb::Unlock{},       verb::Freeze{{from, to, {}, {}}},
                                verb::Unfreeze{1},    verb::Decide{{}, script.next(3) > 0}};
    return all[script.next(static_cast<std::uint32_t>(all.size()))];
}

/// Steps with verbs in between; `check` after each step.
void operate(PlayedRollout& rollout, int steps,
             const std::function<void(const EntityState& before, const Plan&)>& check)
{
    Script script;
    for (int i = 0; i < steps; ++i) {
        if (script.next(4) == 1)
            (void)rollout.apply(verbOf(script, rollout)); // what is refused changes nothing
        const EntityState before = rollout.state();
        const auto plan = rollout.step();
        check(before, *plan);
    }
}

std::int64_t ticksOf(Milliseconds duration, Seconds tick)
{
    const auto t = Milliseconds(tick).count();
    return (duration.count() + t - 1) / t;
}

void check(bool ok)
{
    QVERIFY(ok);
}

} // namespace

class Operating : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badTargetsBeforeDetectionAreBounded();
    void stoppingWhileUnhealthyBoundsByOneBatch();
    void nothingIsAssignedWhileStoppedOrFrozen();
    void pausesChangeNoHealthyOutcome();
    void rollbackIsAlwaysReachable();
    void noTargetIsLost();
    void stepsNeverBreakTheState();
};

// A bad target is in rollout until it is judged a failure, so before the step that has `tolerated`
// failures at most tolerated − 1 have been judged, and at most a batch is in rollout.
void Operating::badTargetsBeforeDetectionAreBounded()
{
    check(rc::check([] {
        auto play = anyPlay();
        makeBad(play, anyBadTargets(play.targets));
        PlayedRollout rollout(play);
        const Limits limits = limitsOf(play.policy.options, play.targets);
        for (int i = 0; i < 120 && rollout.lastKnownBad().empty(); ++i)
            (void)rollout.step();
        RC_ASSERT(static_cast<std::int64_t>(rollout.badAssigned())
                  <= limits.tolerated - 1 + limits.batch);
    }));
}

// Nobody is assigned while one fails, and before the first failure every bad target is in rollout:
// at most one batch of them, whatever the tolerance.
void Operating::stoppingWhileUnhealthyBoundsByOneBatch()
{
    check(rc::check([] {
        auto play = anyPlay();
        play.policy.guards.stopWhileUnhealthy = true;
        makeBad(play, anyBadTargets(play.targets));
        PlayedRollout rollout(play);
        const Limits limits = limitsOf(play.policy.options, play.targets);
        for (int i = 0; i < 120 && rollout.lastKnownBad().empty(); ++i)
            (void)rollout.step();
        RC_ASSERT(static_cast<std::int64_t>(rollout.badAssigned()) <= limits.batch);
    }));
}

void Operating::nothingIsAssignedWhileStoppedOrFrozen()
{
    check(rc::check([] {
        auto play = anyPlay();
        play.policy.guards = anyGuards();
        play.policy.waves = anyWaves();
        makeBad(play, anyBadTargets(play.targets));
        PlayedRollout rollout(play);
        operate(rollout, 60, [&](const EntityState& before, const Plan& plan) {
            if (before.control.isStopped()) {
                RC_ASSERT(plan.assignments.empty() && plan.judgements.empty());
                RC_ASSERT(plan.before == plan.after);
                RC_ASSERT(rollout.state().clock.at(rollout.clock())
                          == before.clock.at(rollout.clock()));
            }
            if (before.control.freezeAt(rollout.clock() - play.tick)
                && !plan.before.isRollingBack())
                RC_ASSERT(plan.assignments.empty());
            for (const Assignment& assignment : plan.assignments)
                RC_ASSERT(!before.fleet.target(assignment.target).isExcluded);
        });
    }));
}

// However often and however long a healthy rollout is paused, with the controller reporting or
// away: it is completed, and no sooner than without.
void Operating::pausesChangeNoHealthyOutcome()
{
    check(rc::check([] {
        auto play = anyPlay();
        const auto& options = play.policy.options;
        const auto good = std::max<std::int64_t>(1, ticksOf(play.adopt, play.tick))
            + ticksOf(options.successTimeout + Seconds(1), play.tick);
        RC_PRE(ticksOf(options.durationTimeout + Seconds(1), play.tick) >= good);
        const auto batch = limitsOf(options, play.targets).batch;
        const auto steps = (play.targets + batch - 1) / batch * good + good + 2;
        PlayedRollout rollout(play);
        Script script;
        for (std::int64_t done = 0; done < steps;) {
            if (script.next(7) != 1) {
                (void)rollout.step();
                ++done;
                continue;
            }
            const bool isLock = script.next(2) == 1;
            RC_ASSERT(rollout.apply(isLock ? Verb(verb::Lock{}) : Verb(verb::Pause{})).has_value());
            for (auto i = script.next(4); i > 0; --i) {
                rollout.skip(Seconds(script.next(5000)));
                if (script.next(2) == 1)
                    (void)rollout.step();
            }
            RC_ASSERT(
                rollout.apply(isLock ? Verb(verb::Unlock{}) : Verb(verb::Resume{})).has_value());
        }
        RC_ASSERT(rollout.isComplete());
        RC_ASSERT(rollout.lastKnownBad().empty());
        RC_ASSERT(static_cast<int>(rollout.state().fleet.size()) == play.targets);
    }));
}

// Whatever was done before: who aborts (after unlocking) gets every target that takes part told the
// last known good version, as long as there is one.
void Operating::rollbackIsAlwaysReachable()
{
    check(rc::check([] {
        auto play = anyPlay();
        play.policy.guards = anyGuards();
        play.policy.waves = anyWaves();
        play.policy.approval.required = chance(20) ? 1 : 0;
        makeBad(play, anyBadTargets(play.targets));
        PlayedRollout rollout(play);
        operate(rollout, 40, [](const EntityState&, const Plan&) {});
        if (rollout.state().control.lock)
            RC_ASSERT(rollout.apply(verb::Unlock{}).has_value());
        const RolloutState& state = rollout.state().rollout;
        const bool isUnderWay = state.rolling != state.lastKnownGood
            || isWatched(state, rollout.state().guards, rollout.state().progress,
                         rollout.state().clock.at(rollout.clock()));
        RC_PRE(isUnderWay && state.lastKnownGood != VersionId::None);
        if (!state.isRollingBack())
            RC_ASSERT(rollout.apply(verb::Abort{}).has_value());
        if (rollout.state().control.pause)
            RC_ASSERT(rollout.apply(verb::Resume{}).has_value());
        const auto mostSteps = play.targets
            * (2 + ticksOf(play.policy.options.durationTimeout + Seconds(1), play.tick));
        for (std::int64_t i = 0; i < mostSteps + 5; ++i)
            (void)rollout.step();
        const Fleet& fleet = rollout.state().fleet;
        for (const TargetId id : fleet.order())
            RC_ASSERT(fleet.target(id).isExcluded
                      || fleet.target(id).expectedVersion == state.lastKnownGood);
    }));
}

void Operating::noTargetIsLost()
{
    check(rc::check([] {
        auto play = anyPlay();
        play.policy.guards = anyGuards();
        play.policy.guards.forgetAfter = Seconds(number(1, 400));
        const auto silent = anyBadTargets(play.targets);
        play.isSilent = [silent](int target, std::string_view version) {
            return version == "v2" && silent[static_cast<std::size_t>(target)];
        };
        PlayedRollout rollout(play);
        operate(rollout, 60, [&](const EntityState& before, const Plan& plan) {
            const Fleet& was = before.fleet;
            const Fleet& is = rollout.state().fleet;
            for (const TargetId id : was.order()) {
                if (is.isLive(id))
                    continue;
                // Forgotten, since it was silent for too long on the entity's own time.
                RC_ASSERT(plan.now - was.reportTimes().at(id) > before.guards.forgetAfter);
                RC_ASSERT(!was.target(id).isExcluded);
                const bool isKept =
                    keepsSilent(before.rollout, before.guards, before.progress, plan.now)
                    && (was.target(id).expectedVersion == before.rollout.effectiveVersion()
                        || was.target(id).expectedVersion == before.rollout.rolling);
                RC_ASSERT(!isKept);
            }
        });
    }));
}

void Operating::stepsNeverBreakTheState()
{
    check(rc::check([] {
        auto play = anyPlay();
        play.policy.guards = anyGuards();
        play.policy.waves = anyWaves();
        play.policy.approval.required = chance(30) ? number(1, 3) : 0;
        makeBad(play, anyBadTargets(play.targets));
        PlayedRollout rollout(play);
        operate(rollout, 60, [&](const EntityState&, const Plan& plan) {
            const StepFigures& figures = plan.figures;
            const EntityState& after = rollout.state();
            const auto excluded =
                std::count_if(after.fleet.order().begin(), after.fleet.order().end(),
                              [&](TargetId id) { return after.fleet.target(id).isExcluded; });
            RC_ASSERT(static_cast<std::size_t>(excluded) == after.fleet.excluded());
            RC_ASSERT(figures.total == static_cast<std::int64_t>(after.fleet.participants()));
            RC_ASSERT(figures.assigned <= std::max<std::int64_t>(figures.slots, 0));
            if (plan.verdict == Verdict::Decided)
                RC_ASSERT(figures.expecting + figures.available == figures.total);
            RC_ASSERT(after.progress.wave <= after.waves.size());
            for (const ApprovalRequest& request : after.approvals.requests)
                RC_ASSERT(after.fleet.isLive(request.target));
        });
    }));
}

QTEST_GUILESS_MAIN(Operating)
#include "tst_operating.moc"
