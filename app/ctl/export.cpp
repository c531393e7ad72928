#include <memory>
#include <ostream>

#include "commands.h"
#include "fleet_format_option.h"
#include "progress.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct ExportOptions
{
    std::string file;
    std::string format;
    EntityOptions entity;
};

// What each target last reported, so that importing the file elsewhere gives the same fleet.
std::vector<ClientState> reportedStates(const Fleet& fleet)
{
    std::vector<ClientState> states;
    states.reserve(fleet.size());
    for (const TargetId id : fleet.order()) {
        const Reported reported = fleet.target(id).reported;
        ClientState state;
        state.name = fleet.name(id);
        state.group = fleet.group(id);
        state.tags = fleet.tags().at(reported.tags);
        state.version = fleet.versions().at(reported.version);
        state.message = fleet.texts().at(reported.message);
        state.isError = reported.isError != 0;
        states.push_back(std::move(state));
    }
    return states;
}

Result<std::size_t> exportFrom(const ExportOptions& options, FleetFormat format, Context& context)
{
    const auto& entity = options.entity;
    const auto states =
        openEngine(entity.store, MissingStore::Refuse)
            .and_then([&](const std::unique_ptr<Engine>& engine) {
                return engine->orchestrator->snapshot(entity.namespaceName, entity.entityName);
            })
            .map([](const SnapshotPtr& snapshot) { return reportedStates(snapshot->state.fleet); });
    if (!states)
        return tl::unexpected<Error>(states.error());
    Progress progress(context, "exporting");
    const FleetFileWatch watch{[&](double fraction) { progress.show(fraction); }, {}};
    return exportFleet(options.file, format, *states, watch).map([&] { return states->size(); });
}

ExitCode runExport(const ExportOptions& options, Context& context)
{
    const auto count = chosenFormat(options.format, options.file).and_then([&](FleetFormat format) {
        return exportFrom(options, format, context);
    });
    if (!count)
        return refuse(context, count.error());
    if (options.entity.isJson)
        printJson(context,
                  {{QStringLiteral("exported"), static_cast<qint64>(*count)},
                   {QStringLiteral("file"), QString::fromStdString(options.file)}});
    else
        context.out << counted(static_cast<std::int64_t>(*count), "target") << " exported to "
                    << options.file << '\n';
    return ExitCode::Done;
}

} // namespace

void addExportCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ExportOptions>();
    auto* command = app.add_subcommand("export", "Write a fleet to a CSV, JSON or NDJSON file");
    command->add_option("file", options->file, "The file; its extension tells the format")
        ->required()
        ->type_name("FILE");
    addFormatOption(*command, options->format);
    addEntityFlags(*command, options->entity);
    command->footer(
        "Written is what each target last reported: import reads it back.\n"
        "CSV keeps name, group, tags and version; JSON and NDJSON keep message and isError too.");
    onRun(*command, context, [options, &context] { return runExport(*options, context); });
}

} // namespace rollout::ctl
