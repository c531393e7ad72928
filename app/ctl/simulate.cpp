#include <cmath>
#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "number_checks.h"
#include "policy_options.h"
#include "progress.h"
#include "scenario_option.h"
#include "simulate_output.h"
#include "simulation/monte_carlo.h"

namespace rollout::ctl {
namespace {

/// The command line as it was typed; seconds and probabilities. What was not typed has the default
/// of a scenario, or what the one that is named says.
struct SimulateOptions
{
    std::string scenario; ///< file or name; empty: none
    const CLI::App* typed = nullptr; ///< says which options were

    [[nodiscard]] bool says(const char* option) const { return typed->count(option) > 0; }

    std::int64_t targets = 100;
    std::int64_t groups = 1;
    PolicyOptions policy;
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

void addSizeOptions(CLI::App& command, SimulateOptions& options)
{
    command.add_option("--targets", options.targets, "Number of targets (100)")
        ->check(wholeNumber(1, maximumSimulatedTargets));
    command.add_option("--groups", options.groups, "Groups they are spread over (1)")
        ->check(wholeNumber(1, maximumSimulatedTargets));
    command.add_option("--tick", options.tick, "Seconds between steps (10)")->check(secondsFrom(1));
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
        ->check(secondsFrom(0));
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

/// Single options make a model of their own beside those of a scenario.
VersionModel newVersionOf(const SimulateOptions& options)
{
    VersionModel model;
    model.version = newVersion;
    model.failProbability = options.failProbability;
    model.neverAdoptProbability = options.neverAdopt;
    model.latentMean = toMilliseconds(options.latentMean);
    model.silentProbability = options.silentProbability;
    model.falsePositiveProbability = options.falsePositive;
    return model;
}

void applySize(const SimulateOptions& options, Scenario& scenario)
{
    if (options.says("--targets") || options.says("--groups"))
        scenario.parts.clear();
    if (options.says("--targets"))
        scenario.targets = options.targets;
    if (options.says("--groups"))
        scenario.groups = options.groups;
    if (options.says("--tick"))
        scenario.fleet.tick = Seconds(options.tick);
    if (options.says("--until"))
        scenario.until = Seconds(options.until);
    if (options.says("--seed"))
        scenario.fleet.seed = static_cast<std::uint64_t>(options.seed);
}

void applyFleet(const SimulateOptions& options, Scenario& scenario)
{
    if (options.says("--adopt"))
        scenario.fleet.adoption = Adoption{toMilliseconds(options.adopt)};
    if (options.adoptMedian)
        scenario.fleet.adoption =
            Adoption{toMilliseconds(*options.adoptMedian), options.adoptSigma};
    if (VersionModel model = newVersionOf(options); model != VersionModel{.version = newVersion})
        scenario.fleet.versions.push_back(std::move(model));
}

Result<Scenario> scenarioOf(const SimulateOptions& options)
{
    NamedScenario named;
    if (!options.scenario.empty()) {
        auto found = findScenario(options.scenario);
        if (!found)
            return tl::unexpected(found.error());
        named = std::move(*found);
    }
    Scenario scenario = std::move(named.scenario);
    applySize(options, scenario);
    applyFleet(options, scenario);
    return policyOf(options.policy, scenario.policy(), nullptr)
        .and_then([&](const Policy& policy) {
            scenario.setPolicy(policy);
            return checkScenario(scenario);
        })
        .map([&] { return std::move(scenario); });
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
    const auto found = scenarioOf(options);
    if (!found)
        return refuse(context, found.error());
    const Scenario& scenario = *found;
    const MonteCarloResult result = runsOf(options, scenario, context);
    if (options.isJson)
        printJson(context, simulationToJson(scenario, result));
    else
        printSimulation(context.out, scenario, result);
    for (const RunResult& run : result.runs)
        if (!run.firstRefusal.empty()) {
            context.err << "rolloutctl: an event of the scenario was refused " << run.firstRefusal
                        << '\n';
            break;
        }
    return exitCodeOf(options, result);
}

} // namespace

void addSimulateCommand(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<SimulateOptions>();
    CLI::App* command =
        app.add_subcommand("simulate", "Run a rollout on a simulated fleet, once or many times");
    options->typed = command;
    addScenarioOption(*command, options->scenario);
    addSizeOptions(*command, *options);
    addPolicyOptions(*command, options->policy);
    addFleetOptions(*command, *options);
    addRunOptions(*command, *options);
    onRun(*command, context, [options, &context] { return simulate(*options, context); });
}

} // namespace rollout::ctl
