// What holds for every fleet, policy and course of events. Failing cases are shrunk and printed
// with the seed that replays them (RC_PARAMS="seed=…").

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>

#include "random_rollout.h"

using namespace rollout;

namespace {

rc::Gen<RolloutOptions> anyOptions()
{
    return rc::gen::apply(
        [](int batch, int success, int st, int dt) {
            return RolloutOptions{Percent(batch), Percent(success), Seconds(st), Seconds(dt)};
        },
        rc::gen::inRange(0, 101), rc::gen::inRange(0, 101), rc::gen::inRange(0, 200),
        rc::gen::inRange(0, 400));
}

RandomRolloutSettings anySettings()
{
    RandomRolloutSettings settings;
    settings.targets = *rc::gen::inRange(1, 60);
    settings.options = *anyOptions();
    settings.tick = Seconds(*rc::gen::inRange(1, 30));
    settings.adopt = Milliseconds(*rc::gen::inRange(0, 60000));
    settings.seed = *rc::gen::arbitrary<std::uint32_t>();
    return settings;
}

/// Targets told to run the effective version and not judged yet, counted from the fleet after the
/// step.
std::int64_t countInRollout(const EntityState& after, const Plan& plan)
{
    std::int64_t waiting = 0;
    for (const TargetId id : after.fleet.order()) {
        const Target target = after.fleet.target(id);
        if (target.expectedVersion != plan.effective)
            continue;
        const bool isSuccess = target.reported.version == plan.effective
            && target.reported.isError == 0
            && plan.now - target.currentMessageAt >= after.options.successTimeout + Seconds(1);
        const bool isFailure =
            plan.now - target.expectedChangedAt >= after.options.durationTimeout + Seconds(1);
        waiting += !isSuccess && !isFailure;
    }
    return waiting;
}

/// τ rounded up to ticks.
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

class Invariants : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverMoreInRolloutThanOneBatch();
    void sameStateAndTimeDecideTheSame();
    void heldStepAssignsNothing();
    void healthyFleetFinishes();
    void allBadFleetRollsBack();
    void noTargetIsLost();
};

void Invariants::neverMoreInRolloutThanOneBatch()
{
    check(rc::check([] {
        auto settings = anySettings();
        settings.failProbability = *rc::gen::element(0.0, 0.3, 1.0);
        settings.silentProbability = *rc::gen::element(0.0, 0.2);
        RandomRollout rollout(settings);
        for (int i = 0; i < 60; ++i) {
            const Plan plan = rollout.step();
            // A success that reports an error again is in rollout again, beside what was assigned
            // meanwhile; but nothing is added while there is no room.
            if (plan.figures.assigned > 0)
                RC_ASSERT(countInRollout(rollout.state(), plan) <= plan.figures.limits.batch);
        }
    }));
}

void Invariants::sameStateAndTimeDecideTheSame()
{
    check(rc::check([] {
        auto settings = anySettings();
        settings.failProbability = 0.3;
        settings.silentProbability = 0.1;
        RandomRollout rollout(settings);
        for (int i = 0; i < 30; ++i) {
            const Plan plan = rollout.step();
            const EntityState& before = rollout.beforeStep();
            Step again(before.fleet, before.rollout, before.options, rollout.now(), Hooks{});
            RC_ASSERT(!again.next());
            RC_ASSERT(again.takePlan() == plan);
        }
    }));
}

void Invariants::heldStepAssignsNothing()
{
    check(rc::check([] {
        auto settings = anySettings();
        settings.failProbability = 0.5;
        RandomRollout rollout(settings);
        Hooks hooks;
        hooks.externalMonitoring = true;
        for (int i = 0; i < 30; ++i) {
            const bool holds = *rc::gen::arbitrary<bool>();
            const Plan plan = rollout.step(hooks, [&](const Question&, const Step&) -> Answer {
                return HealthAnswer{holds ? std::optional<std::string>("held") : std::nullopt};
            });
            RC_ASSERT(holds == (plan.verdict == Verdict::Held));
            if (holds) {
                RC_ASSERT(plan.assignments.empty() && plan.judgements.empty()
                          && plan.after == plan.before);
                RC_ASSERT(
                    changedTargets(rollout.beforeStep().fleet, rollout.state().fleet).empty());
            }
        }
    }));
}

void Invariants::healthyFleetFinishes()
{
    check(rc::check([] {
        const auto settings = anySettings();
        const auto& options = settings.options;
        // Closed form: a good target holds a slot for a' + dt·⌈(ST+1)/dt⌉, a bad one for
        // dt·⌈(D+1)/dt⌉.
        const auto adoptTicks = std::max<std::int64_t>(1, ticksOf(settings.adopt, settings.tick));
        const auto good = adoptTicks + ticksOf(options.successTimeout + Seconds(1), settings.tick);
        const auto bad = ticksOf(options.durationTimeout + Seconds(1), settings.tick);
        RC_PRE(bad >= good);
        RandomRollout rollout(settings);
        const auto batch = limitsOf(options, settings.targets).batch;
        const auto waves = (settings.targets + batch - 1) / batch;
        for (std::int64_t i = 0; i <= waves * good + adoptTicks + 2; ++i)
            (void)rollout.step();
        RC_ASSERT(rollout.text(rollout.state().rollout.lastKnownGood) == "v2");
        RC_ASSERT(rollout.text(rollout.state().rollout.lastKnownBad).empty());
        RC_ASSERT(rollout.everyTargetReports("v2"));
    }));
}

void Invariants::allBadFleetRollsBack()
{
    check(rc::check([] {
        auto settings = anySettings();
        settings.failProbability = 1.0;
        // At least one success is needed: ⌊S·N/100⌋ ≥ 1.
        const int success = *rc::gen::inRange(5, 101);
        settings.options.success = Percent(success);
        settings.targets = std::max(settings.targets, (99 + success) / success);
        RC_ASSERT(limitsOf(settings.options, settings.targets).needed >= 1);
        RandomRollout rollout(settings);
        int steps = 0;
        while (!rollout.state().rollout.isRollingBack() && ++steps < 20000)
            (void)rollout.step();
        RC_ASSERT(rollout.text(rollout.state().rollout.lastKnownBad) == "v2");
        while (!rollout.everyTargetReports("v1") && ++steps < 40000)
            (void)rollout.step();
        RC_ASSERT(rollout.everyTargetReports("v1"));
        RC_ASSERT(rollout.text(rollout.state().rollout.lastKnownGood) == "v1");
    }));
}

void Invariants::noTargetIsLost()
{
    check(rc::check([] {
        auto settings = anySettings();
        settings.failProbability = 0.3;
        settings.silentProbability = *rc::gen::element(0.3, 0.97);
        RandomRollout rollout(settings);
        std::size_t before = rollout.state().fleet.size();
        for (int i = 0; i < 60; ++i) {
            // Whoever reported within 900 s is there; whoever did not is gone.
            const Fleet was = rollout.state().fleet;
            (void)rollout.step();
            const Fleet& is = rollout.state().fleet;
            RC_ASSERT(is.size() <= before);
            before = is.size();
            for (const TargetId id : was.order()) {
                const Time reportedAt =
                    is.isLive(id) ? is.reportTimes().at(id) : was.reportTimes().at(id);
                RC_ASSERT(is.isLive(id) == (rollout.now() - reportedAt <= Seconds(900)));
            }
        }
    }));
}

QTEST_GUILESS_MAIN(Invariants)
#include "tst_invariants.moc"
