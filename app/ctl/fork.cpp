#include <memory>
#include <ostream>

#include "commands.h"
#include "scenario_option.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct ForkOptions
{
    EntityOptions original;
    std::string name;
    std::string into; ///< empty: the original's namespace
    std::string scenario; ///< empty: the original's own settings
    Signature signature;
};

Result<Orchestrator::ForkPlace> placeOf(const ForkOptions& options)
{
    Orchestrator::ForkPlace place{
        options.into.empty() ? options.original.namespaceName : options.into, options.name};
    if (options.scenario.empty())
        return place;
    return findScenario(options.scenario).map([&](const NamedScenario& named) {
        place.simulation = named.scenario.fleet;
        return place;
    });
}

Result<SnapshotPtr> fork(Orchestrator& orchestrator, const ForkOptions& options)
{
    const auto place = placeOf(options);
    if (!place)
        return tl::unexpected(place.error());
    return orchestrator.snapshot(options.original.namespaceName, options.original.entityName)
        .and_then([&](const SnapshotPtr& original) {
            return orchestrator.fork(original->key, *place, options.signature);
        })
        .and_then([&](EntityKey key) { return orchestrator.snapshot(key); });
}

void print(const EntitySnapshot& made, const ForkOptions& options, Context& context)
{
    const EntityState& state = made.state;
    if (options.original.isJson)
        return printJson(context,
                         {{QStringLiteral("namespace"), QString::fromStdString(made.namespaceName)},
                          {QStringLiteral("entity"), QString::fromStdString(made.entityName)},
                          {QStringLiteral("step"), static_cast<qint64>(state.step)},
                          {QStringLiteral("targets"), static_cast<qint64>(state.fleet.size())}});
    context.out << made.namespaceName << '/' << made.entityName << " goes on as a simulation from"
                << " step " << state.step << " of " << options.original.namespaceName << '/'
                << options.original.entityName << ", with "
                << counted(static_cast<std::int64_t>(state.fleet.size()), "target") << '\n';
}

ExitCode runFork(const ForkOptions& options, Context& context)
{
    const auto engine = openEngine(options.original.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    const auto made = fork(*(*engine)->orchestrator, options);
    if (!made)
        return refuse(context, made.error());
    print(**made, options, context);
    return ExitCode::Done;
}

} // namespace

void addForkCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ForkOptions>();
    auto* command = app.add_subcommand(
        "fork", "Simulate on from what an entity is now, in an entity of its own");
    addEntityArguments(*command, options->original);
    command->add_option("newname", options->name, "The new entity's name")
        ->required()
        ->type_name("NEWNAME");
    command
        ->add_option("--into", options->into,
                     "The new entity's namespace (default: the original's)")
        ->type_name("NAMESPACE");
    addScenarioOption(*command, options->scenario);
    addSignatureOptions(*command, options->signature);
    command->footer("The new entity has the original's targets, versions, timers, policy and"
                    " approvals; of the\nscenario it takes how the fleet behaves. Without one a"
                    " simulated entity's own behaviour goes on;\na live one needs a scenario. The"
                    " original stays as it is.");
    onRun(*command, context, [options, &context] { return runFork(*options, context); });
}

} // namespace rollout::ctl
