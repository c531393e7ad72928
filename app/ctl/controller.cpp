#include <array>
#include <memory>
#include <ostream>
#include <sstream>

#include "commands.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct ControllerOptions
{
    EntityOptions entity;
    Signature signature;
    std::vector<std::string> hooks;
    std::vector<std::string> command;
    std::int64_t timeout = CommandSettings{}.timeout.count();
    bool isNone = false;
};

struct NamedHook
{
    const char* name;
    bool Hooks::*hook;
};

constexpr std::array<NamedHook, 5> namedHooks{{{"selection", &Hooks::selection},
                                               {"approval", &Hooks::approval},
                                               {"removal", &Hooks::removal},
                                               {"monitoring", &Hooks::monitoring},
                                               {"externalmonitoring", &Hooks::externalMonitoring}}};

std::vector<std::string> hookNames()
{
    std::vector<std::string> names;
    names.reserve(namedHooks.size());
    for (const NamedHook& named : namedHooks)
        names.emplace_back(named.name);
    return names;
}

Hooks hooksOf(const std::vector<std::string>& names)
{
    Hooks hooks;
    for (const NamedHook& named : namedHooks)
        for (const std::string& name : names)
            hooks.*named.hook = hooks.*named.hook || name == named.name;
    return hooks;
}

std::string inWords(const std::optional<CommandSettings>& settings)
{
    if (!settings)
        return "no program answers; hooks have their default answers";
    std::ostringstream words;
    words << settings->program;
    for (const std::string& argument : settings->arguments)
        words << ' ' << argument;
    words << " answers";
    for (const NamedHook& named : namedHooks)
        if (settings->hooks.*named.hook)
            words << ' ' << named.name;
    words << ", time-out " << settings->timeout.count() << " s";
    return words.str();
}

Result<std::optional<CommandSettings>> settingsOf(const ControllerOptions& options)
{
    if (options.isNone)
        return std::optional<CommandSettings>();
    if (options.hooks.empty())
        return failure(ErrorCode::InvalidArgument,
                       "say with --hooks what the program answers: some of selection, approval,"
                       " removal, monitoring, externalmonitoring");
    CommandSettings settings;
    settings.program = options.command.front();
    settings.arguments.assign(options.command.begin() + 1, options.command.end());
    settings.timeout = Seconds(options.timeout);
    settings.hooks = hooksOf(options.hooks);
    return std::optional(settings);
}

Result<void> change(Orchestrator& orchestrator, EntityKey key, const ControllerOptions& options)
{
    if (!options.isNone && options.command.empty())
        return {};
    return settingsOf(options).and_then([&](const std::optional<CommandSettings>& settings) {
        return orchestrator.setCommand(key, settings, options.signature);
    });
}

ExitCode runController(const ControllerOptions& options, Context& context)
{
    const auto& entity = options.entity;
    const auto engine = openEngine(entity.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    auto& orchestrator = *(*engine)->orchestrator;
    const auto before = orchestrator.snapshot(entity.namespaceName, entity.entityName);
    if (!before)
        return refuse(context, before.error());
    const auto after = change(orchestrator, (*before)->key, options).and_then([&] {
        return orchestrator.snapshot((*before)->key);
    });
    if (!after)
        return refuse(context, after.error());
    const std::string words = inWords((*after)->state.controller);
    if (entity.isJson)
        printJson(context, {{QStringLiteral("controller"), QString::fromStdString(words)}});
    else
        context.out << entity.namespaceName << '/' << entity.entityName << ": " << words << '\n';
    return ExitCode::Done;
}

} // namespace

void addControllerCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<ControllerOptions>();
    auto* command =
        app.add_subcommand("controller", "Show or set the program that answers an entity's hooks");
    addEntityArguments(*command, options->entity);
    addSignatureOptions(*command, options->signature);
    command->add_option("--hooks", options->hooks, "What it answers, separated by commas")
        ->delimiter(',')
        ->check(CLI::IsMember(hookNames()))
        ->type_name("HOOK,...");
    command->add_option("--timeout", options->timeout, "Seconds for one question, 1 to 3600")
        ->type_name("SECS");
    command->add_flag("--none", options->isNone, "No program any more");
    command->add_option("program", options->command, "The program and its arguments, after --")
        ->type_name("-- PROGRAM ARGUMENT...");
    command->footer("Without any of these it is shown. There is no shell: every argument is passed"
                    " as it is.");
    onRun(*command, context, [options, &context] { return runController(*options, context); });
}

} // namespace rollout::ctl
