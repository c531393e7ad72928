#include "compare_output.h"

#include <QJsonArray>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>

#include "rollout_json.h"
#include "service/comparison_report.h"

namespace rollout::ctl {
namespace {

QJsonObject estimateToJson(const Estimate& estimate)
{
    return {{QStringLiteral("n"), static_cast<qint64>(estimate.n)},
            {QStringLiteral("mean"), orNull(estimate.value)},
            {QStringLiteral("low"), orNull(estimate.low)},
            {QStringLiteral("high"), orNull(estimate.high)}};
}

QJsonObject outcomesToJson(const MonteCarloResult& result)
{
    return {{QStringLiteral("completed"), static_cast<qint64>(result.count(Outcome::Completed))},
            {QStringLiteral("rolledBack"), static_cast<qint64>(result.count(Outcome::RolledBack))},
            {QStringLiteral("unfinished"), static_cast<qint64>(result.count(Outcome::Unfinished))}};
}

std::string number(double value)
{
    std::array<char, 32> digits{};
    const double size = std::abs(value);
    std::snprintf(digits.data(), digits.size(),
                  size >= 1000 ? "%.0f" : (size >= 10 || size == 0 ? "%.1f" : "%.4f"), value);
    return digits.data();
}

std::string words(const Estimate& estimate)
{
    if (!estimate.value)
        return "-";
    if (!estimate.low)
        return number(*estimate.value);
    return number(*estimate.value) + " [" + number(*estimate.low) + ", " + number(*estimate.high)
        + "]";
}

std::string flushLeft(std::string word, std::size_t width)
{
    word.resize(std::max(word.size() + 1, width), ' ');
    return word;
}

const char* versionWord(WhatIfMetric metric)
{
    switch (versionUsed(metric)) {
    case VersionUsed::Good:
        return "good";
    case VersionUsed::Bad:
        return "bad";
    case VersionUsed::Both:
        break;
    }
    return "both";
}

constexpr std::size_t labelWidth = 28;
constexpr std::size_t cellWidth = 30;

void printHead(std::ostream& out, const Comparison& comparison, std::size_t first,
               const std::string& title)
{
    out << '\n' << flushLeft(title, labelWidth);
    for (std::size_t i = first; i < comparison.policies.size(); ++i)
        out << flushLeft(comparison.policies[i].name, cellWidth);
    out << '\n';
}

template <typename CellOf>
void printRows(std::ostream& out, const Comparison& comparison, std::size_t first, CellOf cellOf)
{
    for (std::size_t i = 0; i < whatIfMetricCount; ++i) {
        const auto metric = WhatIfMetric(i);
        out << flushLeft(std::string(whatIfMetricTitle(metric)) + " (" + versionWord(metric) + ")",
                         labelWidth + 2);
        for (std::size_t policy = first; policy < comparison.policies.size(); ++policy)
            out << flushLeft(cellOf(policy, metric), cellWidth);
        out << '\n';
    }
}

} // namespace

void printComparison(std::ostream& out, const NamedScenario& named, const Comparison& comparison,
                     const CostWeights& weights)
{
    out << (named.title.empty() ? named.name : named.title) << ": "
        << counted(comparison.scenario.size(), "target") << ", "
        << counted(static_cast<std::int64_t>(comparison.runs()), "run") << ", seed "
        << comparison.scenario.fleet.seed << "; means with 95 % intervals\n";
    printHead(out, comparison, 0, "policy");
    printRows(out, comparison, 0, [&](std::size_t policy, WhatIfMetric metric) {
        return words(comparison.figure(policy, metric, weights));
    });
    if (comparison.policies.size() < 2)
        return;
    printHead(out, comparison, 1, "less " + comparison.policies.front().name);
    printRows(out, comparison, 1, [&](std::size_t policy, WhatIfMetric metric) {
        return words(comparison.difference(policy, metric, weights));
    });
    printHead(out, comparison, 1, "better in so many runs");
    printRows(out, comparison, 1, [&](std::size_t policy, WhatIfMetric metric) -> std::string {
        const Estimate better = comparison.betterShare(policy, metric, weights);
        return better.value ? number(*better.value * 100.0) + " %" : "-";
    });
}

QJsonObject comparisonToJson(const Comparison& comparison, const CostWeights& weights)
{
    QJsonArray policies;
    for (std::size_t i = 0; i < comparison.policies.size(); ++i) {
        const PolicyRuns& of = comparison.policies[i];
        QJsonObject figures;
        QJsonObject differences;
        QJsonObject better;
        for (std::size_t m = 0; m < whatIfMetricCount; ++m) {
            const auto metric = WhatIfMetric(m);
            const QString name = text(whatIfMetricName(metric));
            figures.insert(name, estimateToJson(comparison.figure(i, metric, weights)));
            if (i == 0)
                continue;
            differences.insert(name, estimateToJson(comparison.difference(i, metric, weights)));
            better.insert(name, estimateToJson(comparison.betterShare(i, metric, weights)));
        }
        QJsonObject policy{{QStringLiteral("name"), text(of.name)},
                           {QStringLiteral("good"), outcomesToJson(of.good)},
                           {QStringLiteral("bad"), outcomesToJson(of.bad)},
                           {QStringLiteral("figures"), figures}};
        if (i > 0) {
            policy.insert(QStringLiteral("difference"), differences);
            policy.insert(QStringLiteral("better"), better);
        }
        policies.append(policy);
    }
    return {{QStringLiteral("runs"), static_cast<qint64>(comparison.runs())},
            {QStringLiteral("seed"), static_cast<qint64>(comparison.scenario.fleet.seed)},
            {QStringLiteral("targets"), static_cast<qint64>(comparison.scenario.size())},
            {QStringLiteral("policies"), policies}};
}

} // namespace rollout::ctl
