#include "ui/whatif/whatif_figures.h"

#include <algorithm>

namespace rollout {

namespace {

constexpr std::size_t moments = 160; // of a fan: as many as a small chart has room for
constexpr std::size_t steps = 200; // of a distribution function
constexpr std::size_t bins = 40; // of a histogram

/// What a metric's values are multiples of; 0: of nothing.
double gridOf(WhatIfMetric metric, const Scenario& scenario)
{
    const auto tick = static_cast<double>(scenario.fleet.tick.count());
    switch (metric) {
    case WhatIfMetric::TimeToLastKnownGood:
    case WhatIfMetric::TimeToComplete:
    case WhatIfMetric::TimeToDetect:
    case WhatIfMetric::TimeToRollBack:
    case WhatIfMetric::OperatorWaiting:
        return tick;
    case WhatIfMetric::ShareAssigned:
    case WhatIfMetric::ShareBad:
    case WhatIfMetric::LowestHealthyShare:
        return 1.0 / static_cast<double>(scenario.size());
    case WhatIfMetric::MostBadAtOnce:
    case WhatIfMetric::UnhealthyAtEnd:
    case WhatIfMetric::TargetsLost:
        return 1.0;
    case WhatIfMetric::BadTargetMinutes:
        return tick / 60.0;
    case WhatIfMetric::FalseRollback:
    case WhatIfMetric::MissedBad:
    case WhatIfMetric::ExpectedCost:
        break;
    }
    return 0.0;
}

OutcomeShares sharesOf(const MonteCarloResult& result)
{
    OutcomeShares shares;
    for (const Outcome outcome : {Outcome::Completed, Outcome::RolledBack, Outcome::Unfinished})
        shares[static_cast<std::size_t>(outcome)] =
            shareOf(result.count(outcome), result.runs.size());
    return shares;
}

ComparedPolicy figuresOfPolicy(const Comparison& comparison, std::size_t policy,
                               const CostWeights& weights)
{
    const PolicyRuns& runs = comparison.policies[policy];
    ComparedPolicy of;
    of.name = runs.name;
    of.policy = runs.policy;
    for (std::size_t i = 0; i < whatIfMetricCount; ++i) {
        const auto metric = static_cast<WhatIfMetric>(i);
        of.figures[i] = comparison.figure(policy, metric, weights);
        of.distributions[i] = distributionOf(comparison.sample(policy, metric, weights), steps);
        if (policy == 0)
            continue;
        of.differenceCounts[i] =
            histogramAroundZero(comparison.differences(policy, metric, weights), bins,
                                gridOf(metric, comparison.scenario));
        of.differences[i] = comparison.difference(policy, metric, weights);
        of.betterShares[i] = comparison.betterShare(policy, metric, weights);
    }
    of.good = sharesOf(runs.good);
    of.bad = sharesOf(runs.bad);
    return of;
}

/// The same span of time for all, so that they can be laid on each other.
void addFans(WhatIfFigures& figures, const Comparison& comparison)
{
    double goodEnd = 1;
    double badEnd = 1;
    for (const PolicyRuns& runs : comparison.policies) {
        goodEnd = std::max(goodEnd, lastChange(runs.good.traces));
        badEnd = std::max(badEnd, lastChange(runs.bad.traces));
    }
    for (std::size_t i = 0; i < comparison.policies.size(); ++i) {
        const PolicyRuns& runs = comparison.policies[i];
        ComparedPolicy& of = figures.policies[i];
        of.goodShare = fanOf(runs.good.traces, &TracePoint::onNew, goodEnd, moments);
        of.badShare = fanOf(runs.bad.traces, &TracePoint::onNew, badEnd, moments);
        of.badFailing = fanOf(runs.bad.traces, &TracePoint::failing, badEnd, moments);
    }
}

void markFront(WhatIfFigures& figures)
{
    std::vector<Trade> trades;
    trades.reserve(figures.policies.size());
    for (const ComparedPolicy& of : figures.policies)
        trades.push_back(
            {of.figure(durationMetric).value, of.figure(exposureMetric).value.value_or(0.0)});
    const auto front = paretoFront(trades);
    for (std::size_t i = 0; i < front.size(); ++i)
        figures.policies[i].isOnFront = front[i];
}

bool beats(const Trade& a, const Trade& b)
{
    return a.duration && *a.duration <= *b.duration && a.exposure <= b.exposure
        && (*a.duration < *b.duration || a.exposure < b.exposure);
}

} // namespace

std::vector<bool> paretoFront(const std::vector<Trade>& trades)
{
    std::vector<bool> front;
    front.reserve(trades.size());
    for (const Trade& trade : trades)
        front.push_back(trade.duration
                        && std::none_of(trades.begin(), trades.end(),
                                        [&](const Trade& other) { return beats(other, trade); }));
    return front;
}

WhatIfFigures whatIfFigures(const Comparison& comparison, const CostWeights& weights)
{
    WhatIfFigures figures;
    figures.runs = comparison.runs();
    figures.seed = comparison.scenario.fleet.seed;
    figures.targets = comparison.scenario.size();
    figures.weights = weights;
    figures.policies.reserve(comparison.policies.size());
    for (std::size_t i = 0; i < comparison.policies.size(); ++i)
        figures.policies.push_back(figuresOfPolicy(comparison, i, weights));
    addFans(figures, comparison);
    markFront(figures);
    return figures;
}

} // namespace rollout
