// bench whatif: how many rollouts a second are rehearsed, beside a bare loop over the same columns.

#include <memory>
#include <ostream>
#include <thread>

#include "bench.h"
#include "number_checks.h"
#include "simulation/monte_carlo.h"
#include "simulation/scenario.h"

namespace rollout::ctl {

namespace {

struct BenchWhatifOptions
{
    std::int64_t targets = 1000;
    std::int64_t runs = 1000;
    int threads = 1;
    bool isJson = false;
};

struct WhatifFigures
{
    double seconds = 0;
    double floorSeconds = 0;
    double stepsPerRun = 0;
};

/// A rollout that fails: p = 0.3, batches of 5 %, 95 % have to succeed.
Scenario failingScenario(std::int64_t targets)
{
    Scenario scenario;
    scenario.targets = targets;
    scenario.options = {Percent(5), Percent(95), Seconds(60), Seconds(120)};
    VersionModel model;
    model.version = newVersion;
    model.failProbability = 0.3;
    scenario.fleet.versions = {model};
    return scenario;
}

/// Steps of all runs together, the skipped ones included.
std::int64_t stepsOf(const MonteCarloResult& result, const Scenario& scenario)
{
    std::int64_t steps = 0;
    for (const RunResult& run : result.runs) {
        const double end =
            run.metric(Metric::TimeToRolledBack)
                .value_or(
                    run.metric(Metric::TimeToComplete).value_or(double(scenario.until.count())));
        steps += static_cast<std::int64_t>(end) / scenario.fleet.tick.count() + 2;
    }
    return steps;
}

/// One look at the three columns that a step cannot do without, for every target at every step.
double floorSeconds(const EntityState& state, std::int64_t steps, int threads)
{
    const auto share = steps / threads;
    const auto work = [&] {
        std::int64_t same = 0;
        for (std::int64_t step = 0; step < share; ++step)
            for (std::size_t b = 0; b < state.fleet.blockCount(); ++b) {
                const Block& block = state.fleet.blockAt(b);
                for (std::size_t i = 0; i < Block::size; ++i)
                    same += block.isLive[i] && block.reported[i].version == block.expectedVersion[i]
                        ? step ^ same
                        : 0;
            }
        return same;
    };
    std::int64_t sum = 0;
    const double seconds = secondsOf([&] {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < threads; ++i)
            helpers.emplace_back([&] { (void)work(); });
        sum = work();
    });
    return sum == INT64_MIN ? 0 : seconds; // `sum` is used, so that the loop is not left out
}

WhatifFigures measure(const BenchWhatifOptions& options)
{
    constexpr int repetitions = 5;
    const Scenario scenario = failingScenario(options.targets);
    const EntityState established = establishedFleet(scenario);
    const MonteCarloSettings settings{.runs = static_cast<std::uint64_t>(options.runs),
                                      .threads = static_cast<unsigned>(options.threads)};
    std::vector<double> seconds;
    std::vector<double> floors;
    std::int64_t steps = 0;
    for (int i = 0; i < repetitions; ++i) {
        MonteCarloResult result;
        seconds.push_back(secondsOf([&] { result = simulateRuns(scenario, settings); }));
        steps = stepsOf(result, scenario);
        floors.push_back(floorSeconds(established, steps, options.threads));
    }
    return {median(seconds), median(floors),
            static_cast<double>(steps) / static_cast<double>(options.runs)};
}

ExitCode runBenchWhatif(const BenchWhatifOptions& options, Context& context)
{
    const WhatifFigures figures = measure(options);
    const double perSecond = static_cast<double>(options.runs) / figures.seconds;
    if (options.isJson) {
        printJson(context,
                  {{QStringLiteral("bench"), QStringLiteral("whatif")},
                   {QStringLiteral("targets"), static_cast<qint64>(options.targets)},
                   {QStringLiteral("runs"), static_cast<qint64>(options.runs)},
                   {QStringLiteral("threads"), options.threads},
                   {QStringLiteral("seconds"), figures.seconds},
                   {QStringLiteral("runsPerSecond"), perSecond},
                   {QStringLiteral("floorSeconds"), figures.floorSeconds}});
        return ExitCode::Done;
    }
    context.out << options.runs << " runs of " << counted(options.targets, "target")
                << ", p = 0.3, " << figures.stepsPerRun << " steps a run, "
                << counted(options.threads, "thread") << '\n'
                << "runs    " << perSecond << " a second (" << figures.seconds << " s)\n"
                << "floor   " << figures.floorSeconds
                << " s (looking at three columns of every target at every step)\n";
    return ExitCode::Done;
}

} // namespace

void addBenchWhatIf(CLI::App& bench, Context& context)
{
    auto options = std::make_shared<BenchWhatifOptions>();
    CLI::App* command =
        bench.add_subcommand("whatif", "Rollouts on simulated fleets, as a what-if runs them");
    command->add_option("--targets", options->targets, "Targets of the fleet (1000)")
        ->check(wholeNumber(1, 1'000'000));
    command->add_option("--runs", options->runs, "Runs (1000)")->check(wholeNumber(1, 1'000'000));
    command->add_option("--threads", options->threads, "Threads (1)")->check(wholeNumber(1, 1024));
    command->add_flag("--json", options->isJson, "Print one JSON object")->disable_flag_override();
    onRun(*command, context, [options, &context] { return runBenchWhatif(*options, context); });
}

} // namespace rollout::ctl
