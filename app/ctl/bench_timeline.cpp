// bench timeline: what it costs to go to any moment of a long simulation, beside a step of it.

#include <algorithm>
#include <memory>
#include <ostream>
#include <random>
#include <stdexcept>

#include "bench.h"
#include "core/scenario.h"
#include "service/orchestrator.h"

namespace rollout::ctl {

namespace {

struct BenchTimelineOptions
{
    std::int64_t targets = 100000;
    int steps = 2000;
    int seeks = 200;
    int memoryMiB = 1024;
    bool isJson = false;
};

struct TimelineFigures
{
    double stepMs = 0; ///< median, with its commit to a store in memory
    double seekMs = 0; ///< median
    double slowestSeekMs = 0;
    Past past;
};

/// Throws std::logic_error with the sentence: nothing here can be refused.
template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::logic_error(result.error().message);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A few targets fail on v2, as they do.
SimulationSettings settings()
{
    SimulationSettings made = promptFleet();
    VersionModel restless{"v2"};
    restless.failProbability = 0.002;
    made.versions = {restless};
    return made;
}

EntityKey makeEntity(Orchestrator& engine, const BenchTimelineOptions& options)
{
    BenchRollout rollout(options.targets, benchOptions());
    valueOf(engine.record("bench", "timeline", rollout.rows()));
    const EntityKey key = valueOf(engine.snapshot("bench", "timeline"))->key;
    valueOf(engine.setSimulation(key, settings()));
    valueOf(engine.setRolloutOptions(
        "bench", "timeline", RolloutOptions{Percent(1), Percent(99), Seconds(60), Seconds(120)}));
    valueOf(engine.setTargetVersion("bench", "timeline", "v1"));
    return key;
}

double takeSteps(Orchestrator& engine, VirtualClock& clock, EntityKey key,
                 const BenchTimelineOptions& options)
{
    constexpr int stepsOfVersion = 750; // 100 batches of 7 steps, and some in which all is done
    std::vector<double> times;
    times.reserve(static_cast<std::size_t>(options.steps));
    for (int i = 0; i < options.steps; ++i) {
        if (i > 0 && i % stepsOfVersion == stepsOfVersion / 10)
            valueOf(engine.setTargetVersion("bench", "timeline",
                                            "v" + std::to_string(2 + i / stepsOfVersion)));
        clock.advance(Seconds(10));
        times.push_back(secondsOf([&] { valueOf(engine.step(key)); }));
    }
    return median(std::move(times)) * 1000;
}

TimelineFigures measure(const BenchTimelineOptions& options)
{
    SystemClock live;
    VirtualClock clock;
    const auto engine = valueOf(Orchestrator::open("memory:", live, clock));
    engine->keepPast(static_cast<std::size_t>(options.memoryMiB) << 20U);
    const EntityKey key = makeEntity(*engine, options);
    TimelineFigures figures;
    figures.stepMs = takeSteps(*engine, clock, key, options);
    figures.past = valueOf(engine->past(key));
    std::mt19937_64 dice{1};
    std::uniform_int_distribution<std::uint64_t> any(figures.past.moments.front().number,
                                                     figures.past.moments.back().number);
    std::vector<double> seeks;
    seeks.reserve(static_cast<std::size_t>(options.seeks));
    for (int i = 0; i < options.seeks; ++i)
        seeks.push_back(secondsOf([&] { (void)valueOf(engine->snapshotAt(key, any(dice))); })
                        * 1000);
    figures.slowestSeekMs = *std::max_element(seeks.begin(), seeks.end());
    figures.seekMs = median(std::move(seeks));
    return figures;
}

ExitCode runBenchTimeline(const BenchTimelineOptions& options, Context& context)
{
    const TimelineFigures figures = measure(options);
    const auto moments = static_cast<qint64>(figures.past.moments.size());
    const auto snapshots = static_cast<qint64>(figures.past.snapshots);
    const double mebibytes = static_cast<double>(figures.past.bytes) / (1U << 20U);
    if (options.isJson) {
        printJson(context,
                  {{QStringLiteral("bench"), QStringLiteral("timeline")},
                   {QStringLiteral("targets"), static_cast<qint64>(options.targets)},
                   {QStringLiteral("steps"), options.steps},
                   {QStringLiteral("stepMs"), figures.stepMs},
                   {QStringLiteral("seekMs"), figures.seekMs},
                   {QStringLiteral("slowestSeekMs"), figures.slowestSeekMs},
                   {QStringLiteral("moments"), moments},
                   {QStringLiteral("snapshots"), snapshots},
                   {QStringLiteral("mebibytes"), mebibytes}});
        return ExitCode::Done;
    }
    context.out << options.targets << " targets, " << options.steps << " steps, three versions\n"
                << "seek    " << figures.seekMs << " ms to any moment, " << figures.slowestSeekMs
                << " ms at most in " << options.seeks << " seeks\n"
                << "step    " << figures.stepMs << " ms, stored in memory\n"
                << "memory  " << mebibytes << " MiB for " << snapshots << " snapshots of "
                << moments << " moments\n";
    return ExitCode::Done;
}

} // namespace

void addBenchTimeline(CLI::App& bench, Context& context)
{
    auto options = std::make_shared<BenchTimelineOptions>();
    CLI::App* command =
        bench.add_subcommand("timeline", "Going back to any moment of a long simulation");
    command->add_option("--targets", options->targets, "Targets of the fleet")
        ->check(CLI::Range(100, 1000000))
        ->capture_default_str();
    command->add_option("--steps", options->steps, "Steps of the simulation")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--memory", options->memoryMiB, "What the past may take, in MiB")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command->add_flag("--json", options->isJson, "Print one JSON object")->disable_flag_override();
    onRun(*command, context, [options, &context] { return runBenchTimeline(*options, context); });
}

} // namespace rollout::ctl
