#include "simulate_output.h"

#include <QString>
#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>
#include <set>
#include <string>

#include "command.h"
#include "rollout_json.h"

namespace rollout::ctl {
namespace {

struct Column
{
    const char* heading;
    std::optional<double> SampleFigures::*figure;
};

constexpr std::array<Column, 5> columns{{
    {"mean", &SampleFigures::mean},
    {"stderr", &SampleFigures::standardError},
    {"p05", &SampleFigures::p05},
    {"p50", &SampleFigures::p50},
    {"p95", &SampleFigures::p95},
}};

constexpr std::array<const char*, basicMetricCount> descriptions{
    "last known good, s", "complete, s", "detected, s",        "rolled back, s",
    "targets assigned",   "targets bad", "bad target-seconds", "targets lost",
};

QJsonValue whole(std::uint64_t value)
{
    return QJsonValue(static_cast<qint64>(value));
}

std::string digestText(const MonteCarloResult& result)
{
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx",
                  static_cast<unsigned long long>(result.digest()));
    return digits.data();
}

QJsonObject figuresToJson(const SampleFigures& figures)
{
    QJsonObject object{{QStringLiteral("n"), whole(figures.n)}};
    for (const Column& column : columns)
        object.insert(text(column.heading), orNull(figures.*column.figure));
    return object;
}

/// What the policy asks beyond its options; empty when it asks nothing.
std::string guardsOf(const Scenario& scenario)
{
    return guardsLine(scenario.policy());
}

QJsonObject policyToJson(const Scenario& scenario)
{
    const RolloutOptions& options = scenario.options;
    const Limits limits = limitsOf(options, scenario.size());
    QJsonObject object{
        {QStringLiteral("batchPercent"), options.batch.value()},
        {QStringLiteral("successPercent"), options.success.value()},
        {QStringLiteral("successTimeoutSecs"), qint64(options.successTimeout.count())},
        {QStringLiteral("durationTimeoutSecs"), qint64(options.durationTimeout.count())},
        {QStringLiteral("batch"), qint64(limits.batch)},
        {QStringLiteral("needed"), qint64(limits.needed)},
        {QStringLiteral("tolerated"), qint64(limits.tolerated)},
    };
    if (const std::string guards = guardsOf(scenario); !guards.empty())
        object.insert(QStringLiteral("guards"), text(guards));
    return object;
}

QJsonObject outcomesToJson(const MonteCarloResult& result)
{
    return {
        {QStringLiteral("completed"), whole(result.count(Outcome::Completed))},
        {QStringLiteral("rolledBack"), whole(result.count(Outcome::RolledBack))},
        {QStringLiteral("unfinished"), whole(result.count(Outcome::Unfinished))},
        {QStringLiteral("badBecameGood"), whole(result.badBecameGood())},
    };
}

template <typename FiguresOf>
QJsonObject metricsToJson(FiguresOf figuresOfMetric)
{
    QJsonObject object;
    for (std::size_t i = 0; i < basicMetricCount; ++i)
        object.insert(text(metricName(Metric(i))), figuresToJson(figuresOfMetric(Metric(i))));
    return object;
}

/// Flush right, with at least one space before it.
std::string padded(const std::string& word, std::size_t width)
{
    return std::string(std::max(width, word.size() + 1) - word.size(), ' ') + word;
}

/// Flush left.
std::string label(std::string_view words)
{
    constexpr std::size_t width = 24;
    return std::string(words) + std::string(width - words.size(), ' ');
}

std::string number(const std::optional<double>& value)
{
    if (!value)
        return "-";
    std::array<char, 32> digits{};
    const bool isWhole = *value == static_cast<double>(static_cast<std::int64_t>(*value));
    std::snprintf(digits.data(), digits.size(), isWhole ? "%.0f" : "%.2f", *value);
    return digits.data();
}

template <typename FiguresOf>
void printTable(std::ostream& out, const char* title, FiguresOf figuresOfMetric)
{
    out << '\n' << label(title) << padded("n", 8);
    for (const Column& column : columns)
        out << padded(column.heading, 12);
    out << '\n';
    for (std::size_t i = 0; i < basicMetricCount; ++i) {
        const SampleFigures figures = figuresOfMetric(Metric(i));
        out << label(descriptions[i]) << padded(std::to_string(figures.n), 8);
        for (const Column& column : columns)
            out << padded(number(figures.*column.figure), 12);
        out << '\n';
    }
}

std::int64_t groupsOf(const Scenario& scenario)
{
    std::set<std::string> groups;
    for (const FleetPart& part : scenario.parts)
        groups.insert(part.group);
    return scenario.parts.empty() ? scenario.groups : static_cast<std::int64_t>(groups.size());
}

void printPolicy(std::ostream& out, const Scenario& scenario)
{
    const RolloutOptions& options = scenario.options;
    const Limits limits = limitsOf(options, scenario.size());
    out << counted(scenario.size(), "target") << " in " << counted(groupsOf(scenario), "group")
        << ", " << options.batch.value() << " % at a time (batch " << limits.batch << "), "
        << options.success.value() << " % have to succeed (" << limits.needed << " needed, "
        << limits.tolerated << (limits.tolerated == 1 ? " failure rolls" : " failures roll")
        << " back)\n"
        << "success time-out " << options.successTimeout.count() << " s, duration time-out "
        << options.durationTimeout.count() << " s, a step every " << scenario.fleet.tick.count()
        << " s\n";
    if (const std::string guards = guardsOf(scenario); !guards.empty())
        out << guards << '\n';
}

void printOutcomes(std::ostream& out, const Scenario& scenario, const MonteCarloResult& result)
{
    out << result.runs.size() << (result.runs.size() == 1 ? " run" : " runs") << ", seed "
        << scenario.fleet.seed << ", digest " << digestText(result) << '\n'
        << "completed " << result.count(Outcome::Completed) << ", rolled back "
        << result.count(Outcome::RolledBack) << ", unfinished " << result.count(Outcome::Unfinished)
        << "; a bad version became last known good in " << result.badBecameGood() << '\n';
}

} // namespace

QJsonObject simulationToJson(const Scenario& scenario, const MonteCarloResult& result)
{
    const QJsonObject metrics{
        {QStringLiteral("all"),
         metricsToJson([&](Metric metric) { return result.figures(metric); })},
        {QStringLiteral("rolledBack"),
         metricsToJson([&](Metric metric) { return result.figures(metric, Outcome::RolledBack); })},
    };
    return {
        {QStringLiteral("runs"), whole(result.runs.size())},
        {QStringLiteral("seed"), whole(scenario.fleet.seed)},
        {QStringLiteral("digest"), text(digestText(result))},
        {QStringLiteral("policy"), policyToJson(scenario)},
        {QStringLiteral("outcomes"), outcomesToJson(result)},
        {QStringLiteral("metrics"), metrics},
    };
}

void printSimulation(std::ostream& out, const Scenario& scenario, const MonteCarloResult& result)
{
    printPolicy(out, scenario);
    printOutcomes(out, scenario, result);
    printTable(out, "all runs", [&](Metric metric) { return result.figures(metric); });
    const std::uint64_t rolledBack = result.count(Outcome::RolledBack);
    if (rolledBack > 0 && rolledBack < result.runs.size())
        printTable(out, "runs that rolled back",
                   [&](Metric metric) { return result.figures(metric, Outcome::RolledBack); });
}

} // namespace rollout::ctl
