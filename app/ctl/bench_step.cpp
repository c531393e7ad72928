// bench step: what a step in memory costs a target, and what a target takes of memory.

#include <memory>
#include <ostream>

#include "bench.h"

namespace rollout::ctl {

namespace {

struct BenchStepOptions
{
    std::int64_t targets = 100000;
    bool isJson = false;
};

struct StepFigures
{
    double nsPerTarget = 0;
    double floorNsPerTarget = 0;
    double bytesPerTarget = 0;
};

/// One pass that compares each reported row with the stored one: the least that taking a report can
/// cost.
double floorSeconds(const std::vector<ClientState>& rows, const std::vector<ClientState>& stored,
                    const std::vector<std::uint32_t>& places)
{
    std::size_t same = 0;
    const double seconds = secondsOf([&] {
        for (std::size_t i = 0; i < rows.size(); ++i)
            same += rows[i] == stored[places[i]];
    });
    return same <= rows.size() ? seconds : 0; // `same` is used, so that the pass is not left out
}

std::vector<std::uint32_t> placesOf(const std::vector<ClientState>& rows)
{
    std::vector<std::uint32_t> places;
    places.reserve(rows.size());
    for (const ClientState& row : rows)
        places.push_back(numberOf(row));
    return places;
}

/// A wave is what one batch goes through: it is assigned, adopts, and succeeds when its window is
/// over. A step's cost is the mean over the steps of a wave, the figure the median of five waves in
/// the middle of the rollout.
StepFigures measure(std::int64_t targets)
{
    constexpr int stepsOfWave = 8;
    constexpr int waves = 5;
    BenchRollout rollout(targets, benchOptions());
    const std::vector<ClientState> stored = rollout.rows();
    rollout.prepare();
    const std::int64_t before = residentBytes();
    rollout.take(rollout.step());
    const std::int64_t after = residentBytes();

    for (int i = 0; i < stepsOfWave + 4; ++i) { // v2 rolls, the first batch is assigned
        rollout.prepare();
        rollout.take(rollout.step());
    }
    std::vector<double> steps;
    std::vector<double> floors;
    for (int wave = 0; wave < waves; ++wave) {
        double stepSum = 0;
        double floorSum = 0;
        for (int i = 0; i < stepsOfWave; ++i) {
            rollout.prepare();
            floorSum += floorSeconds(rollout.rows(), stored, placesOf(rollout.rows()));
            StepOutcome outcome;
            stepSum += secondsOf([&] { outcome = rollout.step(); });
            rollout.take(outcome);
        }
        steps.push_back(stepSum / stepsOfWave);
        floors.push_back(floorSum / stepsOfWave);
    }
    const auto count = static_cast<double>(targets);
    return {median(steps) * 1e9 / count, median(floors) * 1e9 / count,
            static_cast<double>(after - before) / count};
}

ExitCode runBenchStep(const BenchStepOptions& options, Context& context)
{
    const StepFigures figures = measure(options.targets);
    if (options.isJson) {
        printJson(context,
                  {{QStringLiteral("bench"), QStringLiteral("step")},
                   {QStringLiteral("targets"), static_cast<qint64>(options.targets)},
                   {QStringLiteral("nsPerTarget"), figures.nsPerTarget},
                   {QStringLiteral("floorNsPerTarget"), figures.floorNsPerTarget},
                   {QStringLiteral("bytesPerTarget"), figures.bytesPerTarget}});
        return ExitCode::Done;
    }
    context.out << options.targets << " targets, all report, batch 10 %, mid-rollout\n"
                << "step    " << figures.nsPerTarget << " ns a target\n"
                << "floor   " << figures.floorNsPerTarget
                << " ns a target (comparing each row with the stored one)\n"
                << "memory  " << figures.bytesPerTarget << " bytes a target\n";
    return ExitCode::Done;
}

} // namespace

void addBenchStep(CLI::App& bench, Context& context)
{
    auto options = std::make_shared<BenchStepOptions>();
    CLI::App* command =
        bench.add_subcommand("step", "A step in memory in which every target reports");
    command->add_option("--targets", options->targets, "Targets of the fleet")
        ->check(CLI::Range(100, 5000000))
        ->capture_default_str();
    command->add_flag("--json", options->isJson, "Print one JSON object")->disable_flag_override();
    onRun(*command, context, [options, &context] { return runBenchStep(*options, context); });
}

} // namespace rollout::ctl
