#include <QJsonArray>
#include <memory>
#include <ostream>
#include <utility>

#include "commands.h"
#include "core/lint.h"
#include "io/policy_presets.h"
#include "io/policy_yaml.h"
#include "lint_output.h"
#include "policy_options.h"
#include "rollout_json.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct PolicyCommandOptions
{
    EntityOptions entity;
    Signature signature;
    std::string policy; ///< file or name
    std::string file;
    std::string name;
};
using OptionsPtr = std::shared_ptr<PolicyCommandOptions>;

/// An engine on the store if it is there; null if not.
Result<std::unique_ptr<Engine>> engineIfThere(const std::string& url)
{
    if (!isThere(url))
        return nullptr;
    return openEngine(url, MissingStore::Refuse);
}

Result<NamedPolicy> find(const PolicyCommandOptions& options, const std::unique_ptr<Engine>& engine)
{
    return findPolicy(options.policy, engine ? engine->orchestrator.get() : nullptr);
}

/// An engine on the store, which is made if need be: but not for a policy that is not there.
Result<std::unique_ptr<Engine>> engineToWriteTo(const PolicyCommandOptions& options)
{
    if (!isThere(options.entity.store))
        if (const auto named = findPolicy(options.policy, nullptr); !named)
            return tl::unexpected<Error>(named.error());
    return openEngine(options.entity.store, MissingStore::Create);
}

QJsonObject rowOf(std::string_view name, const char* from, std::string_view description)
{
    return {{QStringLiteral("name"), text(name)},
            {QStringLiteral("from"), QString::fromLatin1(from)},
            {QStringLiteral("description"), text(description)}};
}

Result<QJsonArray> savedRows(const std::unique_ptr<Engine>& engine)
{
    QJsonArray rows;
    if (!engine)
        return rows;
    const auto names = engine->orchestrator->policyNames();
    if (!names)
        return tl::unexpected<Error>(names.error());
    for (const std::string& name : *names) {
        const auto saved = engine->orchestrator->policy(name);
        rows.append(rowOf(name, "saved", saved ? saved->description : "(cannot be read)"));
    }
    return rows;
}

ExitCode list(const PolicyCommandOptions& options, Context& context)
{
    const auto saved = engineIfThere(options.entity.store).and_then(savedRows);
    if (!saved)
        return refuse(context, saved.error());
    QJsonArray rows = *saved;
    for (const PolicyPreset& preset : policyPresets())
        if (const auto policy = presetNamed(preset.name))
            rows.append(rowOf(preset.name, "preset", policy->description));
    if (options.entity.isJson) {
        printJson(context, {{QStringLiteral("policies"), rows}});
        return ExitCode::Done;
    }
    for (const auto& row : std::as_const(rows)) {
        const QJsonObject policy = row.toObject();
        const auto column = [&](const char* key, int width) {
            return policy[QLatin1String(key)].toString().leftJustified(width).toStdString();
        };
        context.out << column("name", 28) << ' ' << column("from", 7) << ' '
                    << column("description", 0) << '\n';
    }
    return ExitCode::Done;
}

/// The text of a preset has comments that its value has not.
std::string textOf(const NamedPolicy& named)
{
    for (const PolicyPreset& preset : policyPresets())
        if (preset.name == named.name && presetNamed(preset.name) == named)
            return std::string(preset.yaml);
    return policyText(named);
}

ExitCode show(const PolicyCommandOptions& options, Context& context)
{
    const auto named = engineIfThere(options.entity.store).and_then([&](const auto& engine) {
        return find(options, engine);
    });
    if (!named)
        return refuse(context, named.error());
    if (options.entity.isJson)
        printJson(context,
                  {{QStringLiteral("name"), text(named->name)},
                   {QStringLiteral("description"), text(named->description)},
                   {QStringLiteral("policy"), text(textOf(*named))}});
    else
        context.out << textOf(*named);
    return ExitCode::Done;
}

/// An entity that is not there yet comes into being, as with other setters.
Result<EntityKey> keyOf(Orchestrator& orchestrator, const EntityOptions& entity)
{
    const auto snapshot = orchestrator.snapshot(entity.namespaceName, entity.entityName);
    if (snapshot)
        return (*snapshot)->key;
    if (snapshot.error().code != ErrorCode::NotFound)
        return tl::unexpected<Error>(snapshot.error());
    return orchestrator.createEntity(entity.namespaceName, entity.entityName);
}

std::string findingsOf(Orchestrator& orchestrator, EntityKey key)
{
    const auto snapshot = orchestrator.snapshot(key);
    if (!snapshot || (*snapshot)->state.fleet.participants() == 0)
        return {};
    return countedFindings(lint(lintInputOf((*snapshot)->state, Seconds(10), Seconds(5))));
}

void printSet(const PolicyCommandOptions& options, const NamedPolicy& named,
              const std::string& findings, Context& context)
{
    const EntityOptions& entity = options.entity;
    if (entity.isJson)
        return printJson(context,
                         {{QStringLiteral("namespace"), text(entity.namespaceName)},
                          {QStringLiteral("entity"), text(entity.entityName)},
                          {QStringLiteral("policy"), text(named.name)},
                          {QStringLiteral("by"), text(options.signature.by)}});
    context.out << entity.namespaceName << '/' << entity.entityName << ": policy is " << named.name
                << " now\n";
    if (!findings.empty())
        context.out << "lint finds " << findings << "; see rolloutctl lint " << entity.namespaceName
                    << ' ' << entity.entityName << '\n';
}

ExitCode set(const PolicyCommandOptions& options, Context& context)
{
    const auto engine = engineToWriteTo(options);
    if (!engine)
        return refuse(context, engine.error());
    auto& orchestrator = *(*engine)->orchestrator;
    const auto named = find(options, *engine);
    if (!named)
        return refuse(context, named.error());
    const auto key = keyOf(orchestrator, options.entity);
    if (!key)
        return refuse(context, key.error());
    if (const auto ok = orchestrator.setPolicy(*key, named->policy, options.signature); !ok)
        return refuse(context, ok.error());
    printSet(options, *named, findingsOf(orchestrator, *key), context);
    return ExitCode::Done;
}

ExitCode exportIt(const PolicyCommandOptions& options, Context& context)
{
    const EntityOptions& entity = options.entity;
    const auto named =
        openEngine(entity.store, MissingStore::Refuse)
            .and_then([&](const std::unique_ptr<Engine>& engine) {
                return engine->orchestrator->snapshot(entity.namespaceName, entity.entityName);
            })
            .map([&](const SnapshotPtr& snapshot) {
                return NamedPolicy{entity.entityName,
                                   "Of " + entity.namespaceName + "/" + entity.entityName,
                                   snapshot->state.policy()};
            });
    if (!named)
        return refuse(context, named.error());
    if (options.file.empty()) {
        context.out << policyText(*named);
        return ExitCode::Done;
    }
    if (const auto ok = writePolicy(options.file, *named); !ok)
        return refuse(context, ok.error());
    context.out << options.file << ": written\n";
    return ExitCode::Done;
}

ExitCode save(const PolicyCommandOptions& options, Context& context)
{
    const auto engine = engineToWriteTo(options);
    if (!engine)
        return refuse(context, engine.error());
    auto named = find(options, *engine);
    if (!named)
        return refuse(context, named.error());
    if (!options.name.empty())
        named->name = options.name;
    if (const auto ok = (*engine)->orchestrator->savePolicy(*named); !ok)
        return refuse(context, ok.error());
    context.out << "policy " << named->name << " is saved\n";
    return ExitCode::Done;
}

ExitCode deleteIt(const PolicyCommandOptions& options, Context& context)
{
    const auto done = openEngine(options.entity.store, MissingStore::Refuse)
                          .and_then([&](const std::unique_ptr<Engine>& engine) {
                              return engine->orchestrator->deletePolicy(options.name);
                          });
    if (!done)
        return refuse(context, done.error());
    context.out << "policy " << options.name << " is deleted\n";
    return ExitCode::Done;
}

using Run = ExitCode (*)(const PolicyCommandOptions& options, Context& context);

CLI::App* add(CLI::App& group, Context& context, const char* name, const char* description,
              const OptionsPtr& options, Run run)
{
    auto* command = group.add_subcommand(name, description);
    onRun(*command, context, [options, run, &context] { return run(*options, context); });
    return command;
}

void addPolicyArgument(CLI::App& command, PolicyCommandOptions& options)
{
    command.add_option("policy", options.policy, "A YAML file, or the name of a policy")
        ->required()
        ->type_name("FILE|NAME");
}

void addReading(CLI::App& group, Context& context)
{
    auto options = std::make_shared<PolicyCommandOptions>();
    auto* command =
        add(group, context, "list", "Presets, and what is saved in the store", options, list);
    addStoreOption(*command, options->entity.store);
    addJsonFlag(*command, options->entity.isJson);

    options = std::make_shared<PolicyCommandOptions>();
    command = add(group, context, "show", "One of them as YAML", options, show);
    addPolicyArgument(*command, *options);
    addStoreOption(*command, options->entity.store);
    addJsonFlag(*command, options->entity.isJson);
}

void addOfEntity(CLI::App& group, Context& context)
{
    auto options = std::make_shared<PolicyCommandOptions>();
    auto* command = add(group, context, "set", "Give an entity a policy, whole", options, set);
    addEntityArguments(*command, options->entity);
    addPolicyArgument(*command, *options);
    addSignatureOptions(*command, options->signature);

    options = std::make_shared<PolicyCommandOptions>();
    command = add(group, context, "export",
                  "An entity's policy as YAML, to a file or on standard output", options, exportIt);
    addEntityArguments(*command, options->entity);
    command->add_option("file", options->file, "Where to write it")->type_name("FILE");
}

void addSaving(CLI::App& group, Context& context)
{
    auto options = std::make_shared<PolicyCommandOptions>();
    auto* command =
        add(group, context, "save", "Keep a policy in the store, by its name", options, save);
    addPolicyArgument(*command, *options);
    command->add_option("--name", options->name, "Another name for it")->type_name("NAME");
    addStoreOption(*command, options->entity.store);

    options = std::make_shared<PolicyCommandOptions>();
    command = add(group, context, "delete", "Remove a saved policy", options, deleteIt);
    command->add_option("name", options->name, "Its name")->required()->type_name("NAME");
    addStoreOption(*command, options->entity.store);
}

} // namespace

void addPolicyCommand(CLI::App& app, Context& context)
{
    auto* group = app.add_subcommand(
        "policy", "Policies by name: presets, those saved in a store, and files");
    group->require_subcommand(1);
    addReading(*group, context);
    addOfEntity(*group, context);
    addSaving(*group, context);
}

} // namespace rollout::ctl
