#include "simulation/comparison.h"

#include <algorithm>
#include <cassert>

namespace rollout {
namespace {

struct MetricRow
{
    std::string_view name;
    VersionUsed version;
    bool isProbability = false;
};

constexpr std::array<MetricRow, whatIfMetricCount> rows{{
    {"timeToLastKnownGood", VersionUsed::Good},
    {"timeToComplete", VersionUsed::Good},
    {"timeToDetect", VersionUsed::Bad},
    {"timeToRollBack", VersionUsed::Bad},
    {"shareAssigned", VersionUsed::Bad},
    {"shareBad", VersionUsed::Bad},
    {"mostBadAtOnce", VersionUsed::Bad},
    {"badTargetMinutes", VersionUsed::Bad},
    {"falseRollback", VersionUsed::Good, true},
    {"missedBad", VersionUsed::Bad, true},
    {"unhealthyAtEnd", VersionUsed::Bad},
    {"targetsLost", VersionUsed::Bad},
    {"operatorWaiting", VersionUsed::Good},
    {"lowestHealthyShare", VersionUsed::Bad},
    {"expectedCost", VersionUsed::Both},
}};

const MetricRow& rowOf(WhatIfMetric metric)
{
    return rows[static_cast<std::size_t>(metric)];
}

using Figure = std::optional<double>;

Figure differenceOf(Figure a, Figure b)
{
    return a && b ? Figure(*a - *b) : std::nullopt;
}

double zeroOr(Figure figure)
{
    return figure.value_or(0.0);
}

Figure goodFigure(const RunResult& run, WhatIfMetric metric)
{
    switch (metric) {
    case WhatIfMetric::TimeToLastKnownGood:
        return run.metric(Metric::TimeToLastKnownGood);
    case WhatIfMetric::TimeToComplete:
        return run.metric(Metric::TimeToComplete);
    case WhatIfMetric::FalseRollback:
        return run.metric(Metric::TimeToDetect) ? 1.0 : 0.0;
    case WhatIfMetric::OperatorWaiting:
        return run.metric(Metric::OperatorWaiting);
    default:
        return std::nullopt;
    }
}

Figure badFigure(const RunResult& run, WhatIfMetric metric, double size)
{
    switch (metric) {
    case WhatIfMetric::TimeToDetect:
        return differenceOf(run.metric(Metric::TimeToDetect), run.metric(Metric::TimeOfFirstBad));
    case WhatIfMetric::TimeToRollBack:
        return differenceOf(run.metric(Metric::TimeToRolledBack), run.metric(Metric::TimeToDetect));
    case WhatIfMetric::ShareAssigned:
        return zeroOr(run.metric(Metric::Assigned)) / size;
    case WhatIfMetric::ShareBad:
        return zeroOr(run.metric(Metric::Bad)) / size;
    case WhatIfMetric::MostBadAtOnce:
        return run.metric(Metric::MostBadAtOnce);
    case WhatIfMetric::BadTargetMinutes:
        return zeroOr(run.metric(Metric::BadTargetSeconds)) / 60.0;
    case WhatIfMetric::MissedBad:
        return run.badBecameGood ? 1.0 : 0.0;
    case WhatIfMetric::UnhealthyAtEnd:
        return run.metric(Metric::UnhealthyAtEnd);
    case WhatIfMetric::TargetsLost:
        return run.metric(Metric::TargetsLost);
    case WhatIfMetric::LowestHealthyShare:
        return 1.0 - zeroOr(run.metric(Metric::MostUnhealthyAtOnce)) / size;
    default:
        return std::nullopt;
    }
}

/// A good version that never becomes good has cost the time until it was called bad, and the false
/// rollback.
double costOf(const RunResult& good, const RunResult& bad, double size, const CostWeights& weights)
{
    const auto bads = [&](WhatIfMetric metric) { return zeroOr(badFigure(bad, metric, size)); };
    const Figure delay = good.metric(Metric::TimeToLastKnownGood);
    const double seconds = delay ? *delay : zeroOr(good.metric(Metric::TimeToDetect));
    return weights.badShare
        * (weights.exposure * bads(WhatIfMetric::BadTargetMinutes)
           + weights.missed * size * bads(WhatIfMetric::MissedBad))
        + (1.0 - weights.badShare)
        * (weights.falseRollback * size * zeroOr(goodFigure(good, WhatIfMetric::FalseRollback))
           + weights.delay * size * seconds / 60.0);
}

Estimate estimateOf(const std::vector<Figure>& sample, bool isProbability)
{
    std::vector<double> values;
    for (const Figure& figure : sample)
        if (figure)
            values.push_back(*figure);
    if (!isProbability)
        return meanOf(values);
    const auto hits = std::count(values.begin(), values.end(), 1.0);
    return shareOf(static_cast<std::size_t>(hits), values.size());
}

Scenario withPolicy(Scenario scenario, const Policy& policy)
{
    scenario.setPolicy(policy);
    return scenario;
}

struct Pair
{
    MonteCarloResult good;
    MonteCarloResult bad;
};

/// The next runs of every policy.
std::vector<Pair> roundOf(const Comparison& comparison, const Scenario& good,
                          const ComparisonSettings& settings, const std::stop_token& stop)
{
    const std::uint64_t first = comparison.runs();
    const MonteCarloSettings each{
        .runs = std::min(settings.round, settings.runs - first),
        .first = first,
        .threads = settings.threads,
        .traced = settings.traced - std::min(settings.traced, first),
    };
    std::vector<Pair> round;
    for (const PolicyRuns& of : comparison.policies)
        round.push_back({simulateRuns(withPolicy(good, of.policy), each, stop),
                         simulateRuns(withPolicy(comparison.scenario, of.policy), each, stop)});
    return round;
}

void append(MonteCarloResult& to, const MonteCarloResult& from)
{
    to.runs.insert(to.runs.end(), from.runs.begin(), from.runs.end());
    to.traces.insert(to.traces.end(), from.traces.begin(), from.traces.end());
}

} // namespace

Scenario withGoodVersion(Scenario scenario)
{
    for (VersionModel& model : scenario.fleet.versions) {
        if (model.version != newVersion)
            continue;
        VersionModel good;
        good.version = model.version;
        good.group = model.group;
        good.tag = model.tag;
        good.adoption = model.adoption;
        good.neverAdoptProbability = model.neverAdoptProbability;
        good.falsePositiveProbability = model.falsePositiveProbability;
        model = std::move(good);
    }
    std::erase_if(scenario.events, [](const ScenarioEvent& event) {
        return std::holds_alternative<VersionModel>(event.what);
    });
    return scenario;
}

std::string_view whatIfMetricName(WhatIfMetric metric)
{
    return rowOf(metric).name;
}

VersionUsed versionUsed(WhatIfMetric metric)
{
    return rowOf(metric).version;
}

bool isProbability(WhatIfMetric metric)
{
    return rowOf(metric).isProbability;
}

std::uint64_t Comparison::runs() const
{
    return policies.empty() ? 0 : policies.front().good.runs.size();
}

std::vector<std::optional<double>> Comparison::sample(std::size_t policy, WhatIfMetric metric,
                                                      const CostWeights& weights) const
{
    const PolicyRuns& of = policies.at(policy);
    const auto size = static_cast<double>(scenario.size());
    std::vector<Figure> figures(of.good.runs.size());
    for (std::size_t run = 0; run < figures.size(); ++run) {
        const RunResult& good = of.good.runs[run];
        const RunResult& bad = of.bad.runs[run];
        if (metric == WhatIfMetric::ExpectedCost)
            figures[run] = costOf(good, bad, size, weights);
        else if (versionUsed(metric) == VersionUsed::Good)
            figures[run] = goodFigure(good, metric);
        else
            figures[run] = badFigure(bad, metric, size);
    }
    return figures;
}

Estimate Comparison::figure(std::size_t policy, WhatIfMetric metric,
                            const CostWeights& weights) const
{
    return estimateOf(sample(policy, metric, weights), isProbability(metric));
}

std::vector<std::optional<double>> Comparison::differences(std::size_t policy, WhatIfMetric metric,
                                                           const CostWeights& weights) const
{
    const auto base = sample(0, metric, weights);
    auto other = sample(policy, metric, weights);
    for (std::size_t run = 0; run < other.size(); ++run)
        other[run] = differenceOf(other[run], base[run]);
    return other;
}

Estimate Comparison::difference(std::size_t policy, WhatIfMetric metric,
                                const CostWeights& weights) const
{
    return estimateOf(differences(policy, metric, weights), false);
}

Estimate Comparison::betterShare(std::size_t policy, WhatIfMetric metric,
                                 const CostWeights& weights) const
{
    const auto base = sample(0, metric, weights);
    const auto other = sample(policy, metric, weights);
    const double sign = metric == WhatIfMetric::LowestHealthyShare ? -1.0 : 1.0;
    std::vector<double> points;
    for (std::size_t run = 0; run < other.size(); ++run)
        if (const auto less = differenceOf(base[run], other[run]))
            points.push_back(*less == 0.0 ? 0.5 : (*less * sign > 0.0 ? 1.0 : 0.0));
    return meanOf(points);
}

Comparison compare(const Scenario& scenario, const std::vector<NamedPolicy>& policies,
                   const ComparisonSettings& settings, const std::stop_token& stop,
                   const RoundSeen& seen)
{
    Comparison comparison{scenario, {}};
    for (const NamedPolicy& named : policies)
        comparison.policies.push_back({named.name, named.policy, {}, {}});
    const Scenario good = withGoodVersion(scenario);
    while (comparison.runs() < settings.runs) {
        const auto round = roundOf(comparison, good, settings, stop);
        if (stop.stop_requested())
            break;
        for (std::size_t i = 0; i < round.size(); ++i) {
            append(comparison.policies[i].good, round[i].good);
            append(comparison.policies[i].bad, round[i].bad);
        }
        if (seen)
            seen(comparison);
    }
    return comparison;
}

} // namespace rollout
