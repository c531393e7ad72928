#include <memory>
#include <ostream>

#include "commands.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct VersionOptions
{
    EntityOptions entity;
    Signature signature;
    std::string version;
};

using Setter = Result<void> (Orchestrator::*)(std::string_view, std::string_view, std::string_view,
                                              const Signature&);

ExitCode runVersion(const VersionOptions& options, Setter setter, Context& context)
{
    const auto& entity = options.entity;
    const auto done =
        openEngine(entity.store, MissingStore::Create)
            .and_then([&](const std::unique_ptr<Engine>& engine) {
                return ((*engine->orchestrator).*setter)(entity.namespaceName, entity.entityName,
                                                         options.version, options.signature);
            });
    if (!done)
        return refuse(context, done.error());
    if (entity.isJson)
        printJson(context,
                  {{QStringLiteral("namespace"), QString::fromStdString(entity.namespaceName)},
                   {QStringLiteral("entity"), QString::fromStdString(entity.entityName)},
                   {QStringLiteral("targetVersion"), QString::fromStdString(options.version)}});
    else
        context.out << entity.namespaceName << '/' << entity.entityName << ": target version is "
                    << options.version << " now; the next steps roll it out\n";
    return ExitCode::Done;
}

void addVersionCommand(CLI::App& app, Context& context, const std::string& name,
                       const std::string& description, Setter setter)
{
    auto options = std::make_shared<VersionOptions>();
    auto* command = app.add_subcommand(name, description);
    addEntityArguments(*command, options->entity);
    addSignatureOptions(*command, options->signature);
    command->add_option("version", options->version, "The version")
        ->required()
        ->type_name("VERSION");
    onRun(*command, context,
          [options, setter, &context] { return runVersion(*options, setter, context); });
}

} // namespace

void addVersionCommands(CLI::App& app, Context& context)
{
    addVersionCommand(app, context, "set-version", "Ask for a version; the next steps roll it out",
                      &Orchestrator::setTargetVersion);
    addVersionCommand(app, context, "force-version",
                      "Ask for a version and declare a running rollout of another one bad",
                      &Orchestrator::forceTargetVersion);
}

} // namespace rollout::ctl
