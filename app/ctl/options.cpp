#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "rollout_json.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct ChangeOptions
{
    EntityOptions entity;
    Signature signature;
    std::optional<int> batchPercent;
    std::optional<int> successPercent;
    std::optional<std::int64_t> successTimeout;
    std::optional<std::int64_t> durationTimeout;
    bool isDefaults = false;

    [[nodiscard]] bool changesAny() const
    {
        return isDefaults || batchPercent || successPercent || successTimeout || durationTimeout;
    }
};

RolloutOptions changed(RolloutOptions from, const ChangeOptions& options)
{
    if (options.isDefaults)
        from = {};
    if (options.batchPercent)
        from.batch = Percent(*options.batchPercent);
    if (options.successPercent)
        from.success = Percent(*options.successPercent);
    if (options.successTimeout)
        from.successTimeout = Seconds(*options.successTimeout);
    if (options.durationTimeout)
        from.durationTimeout = Seconds(*options.durationTimeout);
    return from;
}

// An entity that is not there yet begins with the defaults; setting its options makes it.
Result<RolloutOptions> optionsToStartFrom(Orchestrator& orchestrator, const EntityOptions& entity)
{
    const auto info = orchestrator.rolloutInfo(entity.namespaceName, entity.entityName);
    if (info)
        return info->options;
    if (info.error().code == ErrorCode::NotFound)
        return RolloutOptions{};
    return tl::unexpected<Error>(info.error());
}

Result<void> change(Orchestrator& orchestrator, const ChangeOptions& options)
{
    const auto& entity = options.entity;
    return optionsToStartFrom(orchestrator, entity).and_then([&](const RolloutOptions& from) {
        return orchestrator.setRolloutOptions(entity.namespaceName, entity.entityName,
                                              changed(from, options), options.signature);
    });
}

void print(const EntitySnapshot& snapshot, bool isJson, Context& context)
{
    const auto& state = snapshot.state;
    const Limits limits =
        limitsOf(state.options, static_cast<std::int64_t>(state.fleet.participants()));
    if (isJson)
        printJson(context,
                  {{QStringLiteral("options"), toJson(state.options)},
                   {QStringLiteral("limits"), toJson(limits)}});
    else
        context.out << inWords(state.options) << '\n'
                    << "of " << state.fleet.size() << " targets: " << inWords(limits) << '\n';
}

ExitCode runChange(const ChangeOptions& options, Context& context)
{
    const auto& entity = options.entity;
    const auto missing = options.changesAny() ? MissingStore::Create : MissingStore::Refuse;
    const auto engine = openEngine(entity.store, missing);
    if (!engine)
        return refuse(context, engine.error());
    auto& orchestrator = *(*engine)->orchestrator;
    if (options.changesAny())
        if (const auto done = change(orchestrator, options); !done)
            return refuse(context, done.error());
    const auto snapshot = orchestrator.snapshot(entity.namespaceName, entity.entityName);
    if (!snapshot)
        return refuse(context, snapshot.error());
    print(**snapshot, entity.isJson, context);
    return ExitCode::Done;
}

} // namespace

void addOptionsCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ChangeOptions>();
    auto* command = app.add_subcommand("options", "Show or set an entity's rollout options");
    addEntityArguments(*command, options->entity);
    addSignatureOptions(*command, options->signature);
    command->add_option("--batch-percent", options->batchPercent,
                        "Most of the fleet in rollout at one time, 0 to 100");
    command->add_option("--success-percent", options->successPercent,
                        "How much has to succeed before a version is last known good, 0 to 100");
    command->add_option("--success-timeout", options->successTimeout,
                        "Seconds that a target has to be healthy on the version to be a success");
    command->add_option("--duration-timeout", options->durationTimeout,
                        "Seconds after which a target that is no success is a failure");
    command->add_flag("--defaults", options->isDefaults,
                      "Go back to the defaults; options given besides are then set");
    command->footer(
        "Without any of these the options are shown. Those not named stay as they are.");
    onRun(*command, context, [options, &context] { return runChange(*options, context); });
}

} // namespace rollout::ctl
