#include <QJsonArray>
#include <memory>
#include <ostream>

#include "commands.h"
#include "io/text_file.h"
#include "progress.h"
#include "replay.h"

namespace rollout::ctl {

namespace {

struct ConformanceOptions
{
    std::vector<std::string> paths;
    bool isJson = false;
};

struct Failure
{
    std::string file;
    Difference difference;
};

struct Tally
{
    std::size_t passed = 0;
    std::vector<Failure> failures;
};

// Writes failures as they are found, so that a long run can be watched.
Result<Tally> replayAll(const std::vector<std::string>& files, const ConformanceOptions& options,
                        Context& context)
{
    Tally tally;
    Progress progress(context, "replaying");
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto found =
            readTrace(files[i]).and_then([](const Trace& trace) { return replay(trace); });
        if (!found)
            return tl::unexpected<Error>(found.error());
        if (!*found) {
            ++tally.passed;
        } else {
            tally.failures.push_back({files[i], **found});
            if (!options.isJson)
                context.out << files[i] << ": step " << (*found)->step << ": " << (*found)->sentence
                            << '\n';
        }
        progress.show(static_cast<double>(i + 1) / static_cast<double>(files.size()));
    }
    return tally;
}

QJsonObject toJson(const Tally& tally)
{
    QJsonArray failures;
    for (const auto& [file, difference] : tally.failures)
        failures.append(QJsonObject{
            {QStringLiteral("file"), QString::fromStdString(file)},
            {QStringLiteral("step"), static_cast<qint64>(difference.step)},
            {QStringLiteral("difference"), QString::fromStdString(difference.sentence)}});
    return {{QStringLiteral("passed"), static_cast<qint64>(tally.passed)},
            {QStringLiteral("failed"), static_cast<qint64>(tally.failures.size())},
            {QStringLiteral("failures"), failures}};
}

ExitCode runConformance(const ConformanceOptions& options, Context& context)
{
    const auto files = jsonFiles(options.paths);
    if (!files)
        return refuse(context, files.error());
    const auto tally = replayAll(*files, options, context);
    if (!tally)
        return refuse(context, tally.error());
    if (options.isJson)
        printJson(context, toJson(*tally));
    else
        context.out << tally->passed << " passed, " << tally->failures.size() << " failed\n";
    return tally->failures.empty() ? ExitCode::Done : ExitCode::Failed;
}

} // namespace

void addConformanceCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ConformanceOptions>();
    auto* command = app.add_subcommand(
        "conformance", "Replay recorded traces and compare every decision with them");
    command
        ->add_option("path", options->paths,
                     "Trace files, or folders for every *.json in and below them")
        ->required()
        ->type_name("PATH");
    command->add_flag("--json", options->isJson, "Print one JSON document")
        ->disable_flag_override();
    command->footer(
        "Each trace is replayed on a fresh engine in memory. Exit code 1 if any differs.");
    onRun(*command, context, [options, &context] { return runConformance(*options, context); });
}

} // namespace rollout::ctl
