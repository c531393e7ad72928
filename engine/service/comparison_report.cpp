// A comparison as one file of HTML: for people who were not there.

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/policy.h"
#include "io/text_file.h"
#include "service/comparison_report.h"
#include "service/svg_charts.h"
#include "simulation/fan.h"

namespace rollout {
namespace {

constexpr const char* style = R"css(
body { font: 14px/1.45 system-ui, sans-serif; max-width: 1180px; margin: 2em auto; padding: 0 1em; color: #222; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; } h3 { font-size: 1em; margin: 1.2em 0 .2em; }
table { border-collapse: collapse; } th, td { padding: .25em .8em; text-align: left; border-bottom: 1px solid #ddd; }
td.n { font-variant-numeric: tabular-nums; white-space: nowrap; } small { color: #555; }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: #333; }
svg .grid { stroke: #ddd; } .row { display: flex; flex-wrap: wrap; gap: 1em; }
@media (prefers-color-scheme: dark) { body { background: #1d1f21; color: #ddd; } small { color: #aaa; }
th, td { border-color: #444; } svg text { fill: #ccc; } svg .grid { stroke: #444; } }
)css";

constexpr std::array<const char*, whatIfMetricCount> titles{
    "Last known good, s",  "Complete, s",          "To detect, s",
    "To roll back, s",     "Share assigned",       "Share bad",
    "Most bad at once",    "Bad target-minutes",   "P(false rollback)",
    "P(bad becomes good)", "Unhealthy at the end", "Targets lost",
    "Operator waited, s",  "Lowest healthy share", "Expected cost",
};

std::string number(double value)
{
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.4g", value);
    return digits.data();
}

std::string counted(std::int64_t count, std::string_view thing)
{
    return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
}

std::string cell(const Estimate& estimate)
{
    if (!estimate.value)
        return "<td class=\"n\">–</td>";
    std::string html = "<td class=\"n\">" + number(*estimate.value);
    if (estimate.low)
        html += " <small>[" + number(*estimate.low) + ", " + number(*estimate.high) + "]</small>";
    return html + "</td>";
}

std::string policyLine(const Policy& policy)
{
    const RolloutOptions& options = policy.options;
    std::string line = std::to_string(options.batch.value()) + " % at a time, "
        + std::to_string(options.success.value()) + " % have to succeed, success time-out "
        + std::to_string(options.successTimeout.count()) + " s, duration time-out "
        + std::to_string(options.durationTimeout.count()) + " s";
    if (const std::string guards = guardsLine(policy); !guards.empty())
        line += "; " + guards;
    return line;
}

std::string figuresTable(const Comparison& comparison, const CostWeights& weights)
{
    std::string html = "<table><tr><th></th>";
    for (const PolicyRuns& of : comparison.policies)
        html += "<th>" + escaped(of.name) + "</th>";
    html += "</tr>\n";
    for (std::size_t m = 0; m < whatIfMetricCount; ++m) {
        const auto metric = WhatIfMetric(m);
        const VersionUsed version = versionUsed(metric);
        html += "<tr><td>" + escaped(whatIfMetricTitle(metric)) + " <small>"
            + (version == VersionUsed::Good      ? "good version"
                   : version == VersionUsed::Bad ? "bad version"
                                                 : "both")
            + "</small></td>";
        for (std::size_t i = 0; i < comparison.policies.size(); ++i)
            html += cell(comparison.figure(i, metric, weights));
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

std::string differencesTable(const Comparison& comparison, const CostWeights& weights)
{
    std::string html = "<table><tr><th></th>";
    for (std::size_t i = 1; i < comparison.policies.size(); ++i)
        html += "<th>" + escaped(comparison.policies[i].name) + "</th><th>better in</th>";
    html += "</tr>\n";
    for (std::size_t m = 0; m < whatIfMetricCount; ++m) {
        const auto metric = WhatIfMetric(m);
        html += "<tr><td>" + escaped(whatIfMetricTitle(metric)) + "</td>";
        for (std::size_t i = 1; i < comparison.policies.size(); ++i) {
            const Estimate better = comparison.betterShare(i, metric, weights);
            html += cell(comparison.difference(i, metric, weights)) + "<td class=\"n\">"
                + (better.value ? number(*better.value * 100) + " %" : "–") + "</td>";
        }
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

OutcomeBars outcomesOf(const Comparison& comparison)
{
    OutcomeBars bars{{"completed", "unfinished", "rolled back"}, {}};
    const auto add = [&](const std::string& label, const MonteCarloResult& result) {
        OutcomeBars::Row row{label, {}};
        for (const Outcome outcome : {Outcome::Completed, Outcome::Unfinished, Outcome::RolledBack})
            row.shares.push_back(shareOf(result.count(outcome), result.runs.size()));
        bars.rows.push_back(std::move(row));
    };
    for (const PolicyRuns& of : comparison.policies) {
        add(of.name + ", good", of.good);
        add(of.name + ", bad", of.bad);
    }
    return bars;
}

ScatterChart scatterOf(const Comparison& comparison, const CostWeights& weights)
{
    ScatterChart chart{
        "seconds until a good version is last known good", "bad target-minutes of a bad one", {}};
    for (std::size_t i = 0; i < comparison.policies.size(); ++i)
        chart.points.push_back({comparison.policies[i].name,
                                comparison.figure(i, WhatIfMetric::TimeToLastKnownGood, weights),
                                comparison.figure(i, WhatIfMetric::BadTargetMinutes, weights)});
    return chart;
}

std::string fansOf(const PolicyRuns& of, double fleet)
{
    constexpr std::size_t moments = 140;
    const double until = std::max({lastChange(of.good.traces), lastChange(of.bad.traces), 1.0});
    const auto chart = [&](const std::string& title, const MonteCarloResult& result,
                           std::int32_t TracePoint::*figure) {
        Fan fan = fanOf(result.traces, figure, until, moments);
        const double most = std::max(1.0, highestOf(fan));
        const bool isOfFleet = figure == &TracePoint::onNew;
        return svgOf(FanChart{title, "targets", std::move(fan), isOfFleet ? fleet : most});
    };
    return "<h3>" + escaped(of.name) + "</h3>\n<p><small>" + escaped(policyLine(of.policy))
        + "</small></p>\n<div class=\"row\">"
        + chart("On a good version", of.good, &TracePoint::onNew)
        + chart("On a bad version", of.bad, &TracePoint::onNew)
        + chart("Failing on it", of.bad, &TracePoint::failing) + "</div>\n";
}

std::string pageOf(const NamedScenario& named, const Comparison& comparison,
                   const CostWeights& weights)
{
    const std::string title = named.title.empty() ? named.name : named.title;
    const auto runs = static_cast<std::int64_t>(comparison.runs());
    std::string html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped(title) + "</title><style>" + style + "</style></head><body>\n<h1>What if: "
        + escaped(title) + "</h1>\n<p>" + escaped(named.description) + "</p>\n<p>"
        + counted(comparison.scenario.size(), "target") + ", " + counted(runs, "run")
        + " of each policy on each version, seed " + std::to_string(comparison.scenario.fleet.seed)
        + ". Every policy meets the same targets with the same fates. Figures are means with 95 % "
          "intervals.</p>\n<h2>Figures</h2>\n"
        + figuresTable(comparison, weights);
    if (comparison.policies.size() > 1)
        html += "<h2>Less " + escaped(comparison.policies.front().name) + ", run by run</h2>\n"
            + differencesTable(comparison, weights);
    html += "<h2>Outcomes</h2>\n" + svgOf(outcomesOf(comparison))
        + "<h2>Exposure against duration</h2>\n" + svgOf(scatterOf(comparison, weights))
        + "<h2>Over time</h2>\n<p><small>Median, 25 to 75 % and 5 to 95 % of the "
          "runs.</small></p>\n";
    for (const PolicyRuns& of : comparison.policies)
        html += fansOf(of, static_cast<double>(comparison.scenario.size()));
    return html + "</body></html>\n";
}

} // namespace

const char* whatIfMetricTitle(WhatIfMetric metric)
{
    return titles[static_cast<std::size_t>(metric)];
}

Result<void> writeComparisonReport(const std::string& path, const NamedScenario& named,
                                   const Comparison& comparison, const CostWeights& weights)
{
    if (!path.ends_with(".html"))
        return failure(ErrorCode::InvalidArgument,
                       path
                           + ": a report is written as HTML; right would be a name that ends in "
                             ".html (the console prints it as PDF)");
    return writeTextFile(path, pageOf(named, comparison, weights));
}

} // namespace rollout
