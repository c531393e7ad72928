#include "store_options.h"

#include <QFileInfo>

namespace rollout::ctl {

namespace {

void addCommon(CLI::App& command, EntityOptions& options)
{
    addStoreOption(command, options.store);
    addJsonFlag(command, options.isJson);
}

} // namespace

// Looking at a store that is not there would make an empty one.
bool isThere(const std::string& url)
{
    const auto file = Store::fileOf(url);
    return !file || file->empty() || QFileInfo::exists(QString::fromStdString(*file));
}

Result<std::unique_ptr<Engine>> openEngine(const std::string& url, MissingStore missing)
{
    if (missing == MissingStore::Refuse && !isThere(url))
        return failure(ErrorCode::NotFound,
                       url + ": there is no such store; rolloutctl import makes one");
    auto engine = std::make_unique<Engine>();
    auto orchestrator = Orchestrator::open(url, engine->liveClock, engine->simulationClock);
    if (!orchestrator)
        return tl::unexpected<Error>(orchestrator.error());
    engine->orchestrator = std::move(*orchestrator);
    return engine;
}

void addStoreOption(CLI::App& command, std::string& url)
{
    url = Store::defaultUrl();
    command
        .add_option("--store", url,
                    "The store: memory:, sqlite:PATH or postgresql://user@host:port/database")
        ->type_name("URL")
        ->capture_default_str();
}

void addJsonFlag(CLI::App& command, bool& isJson)
{
    command.add_flag("--json", isJson, "Print one JSON document")->disable_flag_override();
}

void addEntityArguments(CLI::App& command, EntityOptions& options)
{
    command.add_option("namespace", options.namespaceName, "Namespace of the entity")
        ->required()
        ->type_name("NAME");
    command.add_option("entity", options.entityName, "The entity")->required()->type_name("NAME");
    addCommon(command, options);
}

void addEntityFlags(CLI::App& command, EntityOptions& options)
{
    command.add_option("--namespace", options.namespaceName, "Namespace of the entity")
        ->required()
        ->type_name("NAME");
    command.add_option("--entity", options.entityName, "The entity")->required()->type_name("NAME");
    addCommon(command, options);
}

} // namespace rollout::ctl
