#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "progress.h"
#include "simulate_output.h"
#include "simulation/monte_carlo.h"

namespace rollout::ctl {
namespace {

constexpr std::int64_t longestSeconds = maximumTimeout.count();

/// The command line as it was typed; seconds and probabilities.
struct SimulateOptions
{
    std::int64_t targets = 100;
    std::int64_t groups = 1;
    int batchPercent = 5;
    int successPercent = 100;
    std::int64_t successTimeout = 60;
    std::int64_t durationTimeout = 120;
    std::int64_t tick = 10;
    double adopt = 5.0;
    std::optional<double> adoptMedian; ///< nothing: constant delay
    double adoptSigma = 0.5;
    double failProbability = 0.0;
    double latentMean = 0.0;
    double falsePositive = 0.0;
    double silentProbability = 0.0;
    double neverAdopt = 0.0;
    std::int64_t runs = 1;
    std::int64_t seed = 1;
    int threads = 0;
    std::int64_t until = Scenario{}.until.count();
    std::string expect;
    bool isJson = false;
};

template <typename Number>
std::optional<Number> numberOf(const std::string& text)
{
    Number number{};
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    const bool isNumber = result.ec == std::errc() && result.ptr == end;
    return isNumber ? std::optional(number) : std::nullopt;
}

/// A check of what was typed, before it is converted, so that the error can say what would be
/// right.
template <typename Number>
CLI::Validator within(Number least, Number most, const std::string& right)
{
    return CLI::Validator(
        [=](std::string& text) {
            const auto number = numberOf<Number>(text);
            if (number && *number >= least && *number <= most)
                return std::string();
            return "\"" + text + "\" should be " + right;
        },
        "");
}

CLI::Validator wholeNumber(std::int64_t least, std::int64_t most)
{
    return within(least, most,
                  "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

CLI::Validator wholeSeconds(std::int64_t least)
{
    return within(least, longestSeconds,
                  "whole seconds from " + std::to_string(least) + " to "
                      + std::to_string(longestSeconds));
}

CLI::Validator seconds()
{
    return within(0.0, static_cast<double>(longestSeconds),
                  "seconds from 0 to " + std::to_string(longestSeconds));
}

CLI::Validator probability()
{
    return within(0.0, 1.0, "a probability from 0 to 1");
}

void addPolicyOptions(CLI::App& command, SimulateOptions& options)
{
    const auto percent = wholeNumber(0, 100);
    command.add_option("--targets", options.targets, "Number of targets (100)")
        ->check(wholeNumber(1, maximumSimulatedTargets));
    command.add_option("--groups", options.groups, "Groups they are spread over (1)")
        ->check(wholeNumber(1, maximumSimulatedTargets));
    command
        .add_option("--batch-percent", options.batchPercent,
                    "Most of the fleet in rollout at one time (5)")
        ->check(percent);
    command
        .add_option("--success-percent", options.successPercent,
                    "Share of the fleet that has to succeed (100)")
        ->check(percent);
    command
        .add_option("--success-timeout", options.successTimeout,
                    "Seconds without error that make a target a success (60)")
        ->check(wholeSeconds(0));
    command
        .add_option("--duration-timeout", options.durationTimeout,
                    "Seconds after which a target that is no success has failed (120)")
        ->check(wholeSeconds(0));
    command.add_option("--tick", options.tick, "Seconds between steps (10)")
        ->check(wholeSeconds(1));
}

void addFleetOptions(CLI::App& command, SimulateOptions& options)
{
    auto* constant = command
                         .add_option("--adopt", options.adopt,
                                     "Seconds from being assigned a version to running it (5)")
                         ->check(seconds());
    auto* median = command
                       .add_option("--adopt-median", options.adoptMedian,
                                   "The same as a LogNormal distribution: its median in seconds")
                       ->check(seconds())
                       ->excludes(constant);
    command
        .add_option("--adopt-sigma", options.adoptSigma,
                    "Standard deviation of the logarithm of --adopt-median (0.5)")
        ->check(within(0.0, 10.0, "a number from 0 to 10"))
        ->needs(median);
    command
        .add_option("--fail-probability", options.failProbability,
                    "Share of targets that fail on the new version from the start (0)")
        ->check(probability());
    command
        .add_option("--latent-mean", options.latentMean,
                    "Mean seconds until a target fails on it, exponential (never)")
        ->check(seconds());
    command
        .add_option("--false-positive", options.falsePositive,
                    "Share of healthy targets' reports on it that are in error (0)")
        ->check(probability());
    command
        .add_option("--silent-probability", options.silentProbability,
                    "Share of targets that stop reporting when they adopt it (0)")
        ->check(probability());
    command
        .add_option("--never-adopt", options.neverAdopt, "Share of targets that never adopt it (0)")
        ->check(probability());
}

void addRunOptions(CLI::App& command, SimulateOptions& options)
{
    command.add_option("--runs", options.runs, "Number of runs (1)")
        ->check(wholeNumber(1, 10'000'000));
    command.add_option("--seed", options.seed, "Same seed, same fates (1)")
        ->check(wholeNumber(0, INT64_MAX));
    command.add_option("--threads", options.threads, "Threads; the result is the same (all cores)")
        ->check(wholeNumber(1, 1024));
    command
        .add_option("--until", options.until, "Seconds after which a run is unfinished (30 days)")
        ->check(wholeSeconds(0));
    command
        .add_option("--expect", options.expect,
                    "success or rollback: exit code 1 when a run ends otherwise")
        ->check(CLI::Validator(
            [](std::string& text) {
                return text == "success" || text == "rollback"
                    ? std::string()
                    : "\"" + text + "\" should be success or rollback";
            },
            ""));
    command.add_flag("--json", options.isJson, "One JSON document instead of a table")
        ->disable_flag_override();
}

Milliseconds toMilliseconds(double seconds)
{
    return Milliseconds(std::llround(seconds * 1000.0));
}

VersionModel newVersionOf(const SimulateOptions& options)
{
    return {
        .version = newVersion,
        .failProbability = options.failProbability,
        .neverAdoptProbability = options.neverAdopt,
        .latentMean = toMilliseconds(options.latentMean),
        .silentProbability = options.silentProbability,
        .falsePositiveProbability = options.falsePositive,
    };
}

Scenario scenarioOf(const SimulateOptions& options)
{
    Scenario scenario;
    scenario.targets = options.targets;
    scenario.groups = options.groups;
    scenario.options = {Percent(options.batchPercent), Percent(options.successPercent),
                        Seconds(options.successTimeout), Seconds(options.durationTimeout)};
    scenario.until = Seconds(options.until);
    scenario.fleet.seed = static_cast<std::uint64_t>(options.seed);
    scenario.fleet.tick = Seconds(options.tick);
    scenario.fleet.adoptMedian = toMilliseconds(options.adoptMedian.value_or(options.adopt));
    scenario.fleet.adoptSigma = options.adoptMedian ? options.adoptSigma : 0.0;
    scenario.fleet.versions = {newVersionOf(options)};
    return scenario;
}

ExitCode exitCodeOf(const SimulateOptions& options, const MonteCarloResult& result)
{
    if (options.expect.empty())
        return ExitCode::Done;
    const auto expected = options.expect == "success" ? Outcome::Completed : Outcome::RolledBack;
    return result.count(expected) == result.runs.size() ? ExitCode::Done : ExitCode::Failed;
}

MonteCarloResult runsOf(const SimulateOptions& options, const Scenario& scenario, Context& context)
{
    Progress progress(context, "simulating");
    const MonteCarloSettings settings{.runs = static_cast<std::uint64_t>(options.runs),
                                      .threads = static_cast<unsigned>(options.threads)};
    return simulateRuns(scenario, settings, {}, [&](std::uint64_t done, std::uint64_t total) {
        progress.show(static_cast<double>(done) / static_cast<double>(total));
    });
}

ExitCode simulate(const SimulateOptions& options, Context& context)
{
    const Scenario scenario = scenarioOf(options);
    if (const auto ok = checkScenario(scenario); !ok)
        return refuse(context, ok.error());
    const MonteCarloResult result = runsOf(options, scenario, context);
    if (options.isJson)
        printJson(context, simulationToJson(scenario, result));
    else
        printSimulation(context.out, scenario, result);
    return exitCodeOf(options, result);
}

} // namespace

void addSimulateCommand(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<SimulateOptions>();
    CLI::App* command =
        app.add_subcommand("simulate", "Run a rollout on a simulated fleet, once or many times");
    addPolicyOptions(*command, *options);
    addFleetOptions(*command, *options);
    addRunOptions(*command, *options);
    onRun(*command, context, [options, &context] { return simulate(*options, context); });
}

} // namespace rollout::ctl
