#include "simulation/training.h"

#include <algorithm>
#include <array>

#include "core/verbs.h"
#include "simulation/draws.h"
#include "simulation/fates.h"

namespace rollout {
namespace {

constexpr double exposureWeight = 600;
constexpr double exposureHalf = 2; ///< minutes of the whole fleet
constexpr double delayWeight = 200;
constexpr double delayHalf = 60; ///< minutes
constexpr double falseRollbackWeight = 200;
constexpr double missedWeight = 400;
constexpr double brokenMinutes = 60; ///< that a target counts which is lost or broken at the end

/// 0 for nothing, half of the weight at `half`, never more than the weight.
double lost(double weight, double amount, double half)
{
    return weight * amount / (amount + half);
}

double metricOr(const RunResult& run, Metric metric, double otherwise)
{
    return run.metric(metric).value_or(otherwise);
}

/// With what events inject.
SimulationSettings allFates(const Scenario& scenario)
{
    SimulationSettings settings = scenario.fleet;
    for (const ScenarioEvent& event : scenario.events)
        if (const auto* model = std::get_if<VersionModel>(&event.what))
            settings.versions.push_back(*model);
    return settings;
}

template <typename Fits>
std::vector<TargetId> targetsThat(const Scenario& scenario, std::uint64_t run, const Fleet& fleet,
                                  Fits fits)
{
    const VersionFates fates(allFates(scenario), run, newVersion);
    std::vector<TargetId> targets;
    for (const TargetId id : fleet.order())
        if (fits(fates.fate(fleet, id)))
            targets.push_back(id);
    return targets;
}

/// One of some values, all as likely.
template <typename Value, std::size_t count>
Value drawn(const std::array<Value, count>& values, double u)
{
    return values[std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)))];
}

} // namespace

bool isBadVersion(const Scenario& scenario, std::uint64_t run)
{
    const EntityState established = establishedFleet(scenario);
    const auto bad = targetsThat(scenario, run, established.fleet,
                                 [](const Fate& fate) { return fate.isBad(); });
    const auto size = static_cast<std::int64_t>(established.fleet.size());
    return std::ssize(bad) >= limitsOf(scenario.options, size).tolerated;
}

Score scoreOf(const Scenario& scenario, bool isBadVersion, const RunResult& run)
{
    const double broken =
        metricOr(run, Metric::UnhealthyAtEnd, 0) + metricOr(run, Metric::TargetsLost, 0);
    const double targetMinutes =
        metricOr(run, Metric::BadTargetSeconds, 0) / 60 + broken * brokenMinutes;
    Score score;
    score.exposure =
        lost(exposureWeight, targetMinutes / static_cast<double>(scenario.size()), exposureHalf);
    if (isBadVersion) {
        score.missed = run.badBecameGood ? missedWeight : 0;
        return score;
    }
    const auto wholeTime = static_cast<double>(scenario.until.count());
    score.delay =
        lost(delayWeight, metricOr(run, Metric::TimeToLastKnownGood, wholeTime) / 60, delayHalf);
    score.falseRollback = run.metric(Metric::TimeToDetect) ? falseRollbackWeight : 0;
    return score;
}

Score oracleScore(const Scenario& scenario, std::uint64_t run)
{
    if (isBadVersion(scenario, run))
        return {};
    Scenario free = scenario;
    free.fleet = allFates(scenario);
    free.events.clear();
    free.setPolicy({});
    free.options = {Percent(100), scenario.options.success, scenario.options.successTimeout,
                    maximumTimeout};
    EntityState established = establishedFleet(free);
    const auto avoided = targetsThat(free, run, established.fleet, [](const Fate& fate) {
        return fate.isBad() || fate.adoptDelay == forever;
    });
    const Time before = firstAssigningStep(free) - free.fleet.tick;
    if (!avoided.empty())
        (void)applyVerb(established, verb::Exclude{avoided}, {"oracle", {}}, before);
    return scoreOf(free, false, simulateRun(free, established, run));
}

Policy randomPolicy(const Scenario& scenario, std::uint64_t number)
{
    const Draws draws(scenario.fleet.seed, number, "random policy");
    std::uint32_t draw = 0;
    const auto uniform = [&] { return draws.uniform(TargetId{draw++}, DrawFor::RandomPolicy); };
    constexpr std::array<int, 9> batches{1, 2, 5, 10, 20, 25, 33, 50, 100};
    constexpr std::array<int, 8> successes{50, 70, 80, 90, 95, 98, 99, 100};
    constexpr std::array<int, 7> timeouts{30, 60, 120, 300, 600, 1800, 3600};
    constexpr std::array<int, 5> patience{2, 3, 5, 10, 20}; ///< duration time-out over success's
    Policy policy;
    policy.options.batch = Percent(drawn(batches, uniform()));
    policy.options.success = Percent(drawn(successes, uniform()));
    policy.options.successTimeout = Seconds(drawn(timeouts, uniform()));
    policy.options.durationTimeout = policy.options.successTimeout * drawn(patience, uniform());
    policy.guards.stopWhileUnhealthy = uniform() < 0.5;
    policy.guards.silentCountsAsFailed = uniform() < 0.5;
    if (uniform() < 0.5)
        policy.guards.rollbackBatch = Percent(100);
    return policy;
}

Yardsticks yardsticks(const Scenario& scenario, std::uint64_t run, const std::stop_token& stop,
                      const YardstickProgress& progress)
{
    Yardsticks result;
    result.isBadVersion = isBadVersion(scenario, run);
    result.alone = scoreOf(scenario, result.isBadVersion,
                           simulateRun(scenario, establishedFleet(scenario), run));
    result.oracle = oracleScore(scenario, run);
    Scenario tried = scenario;
    for (; result.tried < randomPolicies && !stop.stop_requested(); ++result.tried) {
        const Policy policy = randomPolicy(scenario, result.tried);
        tried.setPolicy(policy);
        const Score score = scoreOf(scenario, result.isBadVersion,
                                    simulateRun(tried, establishedFleet(tried), run));
        if (result.tried == 0 || score.total() > result.best.total()) {
            result.best = score;
            result.bestPolicy = policy;
        }
        if (progress)
            progress(result.tried + 1, randomPolicies);
    }
    return result;
}

bool cameTrue(Bet bet, const RunResult& run)
{
    if (bet == Bet::RollsBack)
        return run.metric(Metric::TimeToDetect).has_value();
    return run.metric(Metric::TimeToLastKnownGood)
        && metricOr(run, Metric::TimeToDetect, -1) < *run.metric(Metric::TimeToLastKnownGood);
}

std::optional<double> brierScore(std::span<const PlacedBet> bets, const RunResult& run)
{
    if (bets.empty())
        return std::nullopt;
    double sum = 0;
    for (const PlacedBet& bet : bets) {
        const double miss = bet.probability - (cameTrue(bet.question.bet, run) ? 1.0 : 0.0);
        sum += miss * miss;
    }
    return sum / static_cast<double>(bets.size());
}

} // namespace rollout
