#include <memory>
#include <ostream>

#include "commands.h"
#include "fleet_format_option.h"
#include "io/fleet_file.h"
#include "progress.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct ImportOptions
{
    std::string file;
    std::string format;
    EntityOptions entity;
};

// The file is read whole before a store is opened, so that a bad one leaves no trace anywhere.
Result<std::size_t> importInto(const ImportOptions& options, Context& context)
{
    Progress progress(context, "importing");
    const FleetFileWatch watch{[&](double fraction) { progress.show(fraction); }, {}};
    const auto targets =
        chosenFormat(options.format, options.file).and_then([&](FleetFormat format) {
            return importFleet(options.file, format, watch);
        });
    if (!targets)
        return tl::unexpected<Error>(targets.error());
    const auto& entity = options.entity;
    return openEngine(entity.store, MissingStore::Create)
        .and_then([&](const std::unique_ptr<Engine>& engine) {
            return engine->orchestrator->record(entity.namespaceName, entity.entityName, *targets);
        })
        .map([&] { return targets->size(); });
}

ExitCode runImport(const ImportOptions& options, Context& context)
{
    const auto count = importInto(options, context);
    if (!count)
        return refuse(context, count.error());
    const auto& entity = options.entity;
    if (entity.isJson)
        printJson(context,
                  {{QStringLiteral("imported"), static_cast<qint64>(*count)},
                   {QStringLiteral("namespace"), QString::fromStdString(entity.namespaceName)},
                   {QStringLiteral("entity"), QString::fromStdString(entity.entityName)},
                   {QStringLiteral("store"), QString::fromStdString(entity.store)}});
    else
        context.out << counted(static_cast<std::int64_t>(*count), "target") << " imported into "
                    << entity.namespaceName << '/' << entity.entityName << " of " << entity.store
                    << '\n';
    return ExitCode::Done;
}

} // namespace

void addImportCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ImportOptions>();
    auto* command = app.add_subcommand("import", "Record a fleet from a CSV, JSON or NDJSON file");
    command->add_option("file", options->file, "The file; its extension tells the format")
        ->required()
        ->type_name("FILE");
    addFormatOption(*command, options->format);
    addEntityFlags(*command, options->entity);
    command->footer(
        "CSV begins with the header name,group,tags,version in any order; only name is required.\n"
        "All of the file is imported or, when anything in it is wrong, nothing.");
    onRun(*command, context, [options, &context] { return runImport(*options, context); });
}

} // namespace rollout::ctl
