#include "service/table_export.h"

#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "progress.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct TableOptions
{
    std::string file;
    std::string format;
    EntityOptions entity;
};

using Export =
    std::function<Result<std::int64_t>(const Orchestrator&, const std::optional<EntityKey>&,
                                       const std::string& path, TableFormat, const ExportWatch&)>;

Result<std::optional<EntityKey>> chosenEntity(const Orchestrator& engine,
                                              const EntityOptions& options)
{
    if (options.namespaceName.empty() && options.entityName.empty())
        return std::nullopt;
    if (options.namespaceName.empty() || options.entityName.empty())
        return failure(ErrorCode::InvalidArgument,
                       "--namespace and --entity go together; name both, or neither for all");
    return engine.snapshot(options.namespaceName, options.entityName)
        .map([](const SnapshotPtr& snapshot) { return std::optional(snapshot->key); });
}

Result<std::int64_t> exportTo(const TableOptions& options, const Export& write, Context& context)
{
    const auto format =
        options.format.empty() ? tableFormatOf(options.file) : tableFormatNamed(options.format);
    if (!format)
        return tl::unexpected<Error>(format.error());
    const auto engine = openEngine(options.entity.store, MissingStore::Refuse);
    if (!engine)
        return tl::unexpected<Error>(engine.error());
    const Orchestrator& orchestrator = *(*engine)->orchestrator;
    const auto entity = chosenEntity(orchestrator, options.entity);
    if (!entity)
        return tl::unexpected<Error>(entity.error());
    Progress progress(context, "exporting");
    const ExportWatch watch{[&](double part) { progress.show(part); }, {}};
    return write(orchestrator, *entity, options.file, *format, watch);
}

ExitCode runTable(const TableOptions& options, const std::string& thing, const Export& write,
                  Context& context)
{
    const auto count = exportTo(options, write, context);
    if (!count)
        return refuse(context, count.error());
    if (options.entity.isJson)
        printJson(context,
                  {{QStringLiteral("exported"), static_cast<qint64>(*count)},
                   {QStringLiteral("file"), QString::fromStdString(options.file)}});
    else
        context.out << counted(*count, thing) << " exported to " << options.file << '\n';
    return ExitCode::Done;
}

void addExport(CLI::App& app, Context& context, const std::string& name,
               const std::string& description, const std::string& thing, Export write)
{
    auto options = std::make_shared<TableOptions>();
    auto* command = app.add_subcommand(name, description);
    command->add_option("file", options->file, "The file; its extension tells the format")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--format", options->format, "csv or jsonl, when the extension does not tell")
        ->type_name("FORMAT");
    command->add_option("--namespace", options->entity.namespaceName, "Namespace of the entity")
        ->type_name("NAME");
    command->add_option("--entity", options->entity.entityName, "Only this entity")
        ->type_name("NAME");
    addStoreOption(*command, options->entity.store);
    addJsonFlag(*command, options->entity.isJson);
    command->footer("Times are ISO 8601 in UTC, units stand in the headers. In CSV a text that a"
                    " spreadsheet would take\nfor a formula gets an apostrophe in front.");
    onRun(*command, context, [options, thing, write = std::move(write), &context] {
        return runTable(*options, thing, write, context);
    });
}

} // namespace

void addTableExportCommands(CLI::App& app, Context& context)
{
    addExport(app, context, "export-journal",
              "Write the journal to a CSV or JSON lines file: what happened, who did it, and why",
              "row",
              [](const Orchestrator& engine, const std::optional<EntityKey>& entity,
                 const std::string& path, TableFormat format, const ExportWatch& watch) {
                  JournalFilter filter;
                  filter.entity = entity;
                  return exportJournal(engine, filter, path, format, watch);
              });
    addExport(app, context, "export-history",
              "Write the rollouts of a store or an entity to a CSV or JSON lines file", "rollout",
              exportHistory);
}

} // namespace rollout::ctl
