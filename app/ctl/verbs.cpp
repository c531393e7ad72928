#include "core/verbs.h"

#include <QDateTime>
#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "signature_option.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct VerbOptions
{
    EntityOptions entity;
    Signature signature;
    std::string group;
    std::vector<std::string> targets;
    std::string from;
    std::string to;
    std::int64_t period = 0;
    std::size_t number = 0;
    bool isConfirmed = false;
    bool isOfTargets = false;
};

/// What to do, of an entity as it is.
using Make =
    std::function<Result<Verb>(const EntitySnapshot& snapshot, const VerbOptions& options)>;

Result<std::vector<TargetId>> targetsOf(const EntitySnapshot& snapshot, const VerbOptions& options)
{
    std::vector<TargetId> ids;
    for (const std::string& name : options.targets) {
        const auto id = snapshot.state.fleet.find(options.group, name);
        if (!id)
            return failure(ErrorCode::NotFound,
                           "entity \"" + options.entity.namespaceName + "/"
                               + options.entity.entityName + "\" has no target \"" + name
                               + "\" in group \"" + options.group + "\"");
        ids.push_back(*id);
    }
    return ids;
}

Result<Time> timeOf(const std::string& text, const char* option)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODate);
    const bool saysZone = time.isValid() && time.timeSpec() != Qt::LocalTime;
    if (!saysZone)
        return failure(ErrorCode::InvalidArgument,
                       std::string(option) + " is \"" + text
                           + "\"; it must be a time like 2026-12-24T18:00:00Z or with +01:00");
    return Time(Milliseconds(time.toMSecsSinceEpoch()));
}

std::string wordsOf(std::int64_t count, const std::string& done)
{
    return counted(count, "target") + " " + done;
}

ExitCode runVerb(const VerbOptions& options, const std::string& done, const Make& make,
                 Context& context)
{
    const auto& entity = options.entity;
    const auto engine = openEngine(entity.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    auto& orchestrator = *(*engine)->orchestrator;
    const auto snapshot = orchestrator.snapshot(entity.namespaceName, entity.entityName);
    if (!snapshot)
        return refuse(context, snapshot.error());
    const auto ok = make(**snapshot, options).and_then([&](const Verb& verb) {
        return orchestrator.apply((*snapshot)->key, verb, options.signature);
    });
    if (!ok)
        return refuse(context, ok.error());
    if (entity.isJson)
        printJson(context,
                  {{QStringLiteral("namespace"), QString::fromStdString(entity.namespaceName)},
                   {QStringLiteral("entity"), QString::fromStdString(entity.entityName)},
                   {QStringLiteral("done"), QString::fromStdString(done)},
                   {QStringLiteral("by"), QString::fromStdString(options.signature.by)}});
    else
        context.out << entity.namespaceName << '/' << entity.entityName << ": " << done << '\n';
    return ExitCode::Done;
}

/// What a verb is called and what is said of it.
struct VerbWords
{
    std::string name;
    std::string description;
    std::string done; ///< after the entity's name
};

/// A command that does one verb; the caller adds what else it takes.
CLI::App& addVerb(CLI::App& app, Context& context, const VerbWords& words,
                  const std::shared_ptr<VerbOptions>& options, Make make)
{
    auto* command = app.add_subcommand(words.name, words.description);
    addEntityArguments(*command, options->entity);
    addSignatureOptions(*command, options->signature);
    onRun(*command, context, [options, done = words.done, make = std::move(make), &context] {
        return runVerb(*options, done, make, context);
    });
    return *command;
}

template <typename Simple>
CLI::App& addSimpleVerb(CLI::App& app, Context& context, const VerbWords& words, Simple verb)
{
    return addVerb(
        app, context, words, std::make_shared<VerbOptions>(),
        [verb](const EntitySnapshot&, const VerbOptions&) -> Result<Verb> { return verb; });
}

CLI::Option* addTargets(CLI::App& command, VerbOptions& options)
{
    command
        .add_option("--group", options.group, "The group of the targets (default: the empty one)")
        ->type_name("NAME");
    return command.add_option("targets", options.targets, "Names of targets")->type_name("TARGET");
}

template <typename OfTargets>
void addTargetsVerb(CLI::App& app, Context& context, const VerbWords& words)
{
    auto options = std::make_shared<VerbOptions>();
    auto& command =
        addVerb(app, context, words, options,
                [](const EntitySnapshot& snapshot, const VerbOptions& given) -> Result<Verb> {
                    return targetsOf(snapshot, given).map([](std::vector<TargetId> ids) {
                        return Verb(OfTargets{std::move(ids)});
                    });
                });
    addTargets(command, *options)->required();
}

void addDecision(CLI::App& app, Context& context, const VerbWords& words, bool isApproval)
{
    auto options = std::make_shared<VerbOptions>();
    auto& command = addVerb(
        app, context, words, options,
        [isApproval](const EntitySnapshot& snapshot, const VerbOptions& given) -> Result<Verb> {
            return targetsOf(snapshot, given).map([&](std::vector<TargetId> ids) {
                return Verb(verb::Decide{std::move(ids), isApproval});
            });
        });
    addTargets(command, *options);
    command.footer("Without targets: all that wait. --reason is kept as the remark.");
}

void addRetry(CLI::App& app, Context& context)
{
    auto options = std::make_shared<VerbOptions>();
    auto& command = addVerb(
        app, context,
        {"retry", "Let the last known bad version be tried again",
         "tries again; the next steps go on"},
        options, [](const EntitySnapshot& snapshot, const VerbOptions& given) -> Result<Verb> {
            if (!given.isOfTargets)
                return Verb(verb::Retry{});
            return targetsOf(snapshot, given).map([](std::vector<TargetId> ids) {
                return Verb(verb::RetryTargets{std::move(ids)});
            });
        });
    command.add_flag("--failed-targets", options->isOfTargets,
                     "Give failed targets another chance on the version that is rolling: all, or"
                     " those named");
    addTargets(command, *options);
}

void addPromote(CLI::App& app, Context& context)
{
    auto options = std::make_shared<VerbOptions>();
    auto& command = addVerb(
        app, context,
        {"promote", "Assign the rolling version to all the rest at once",
         "promoted; the next step assigns the rest"},
        options, [](const EntitySnapshot& snapshot, const VerbOptions& given) -> Result<Verb> {
            if (given.isConfirmed)
                return Verb(verb::Promote{});
            const auto total = static_cast<std::int64_t>(snapshot.state.fleet.participants());
            return failure(ErrorCode::InvalidArgument,
                           "promote goes past batches and waves for up to "
                               + wordsOf(total, "at once; add --yes to do so"));
        });
    command.add_flag("--yes", options->isConfirmed, "Yes, all at once");
}

Result<Verb> freezeOf(const VerbOptions& given)
{
    if (given.number > 0)
        return Verb(verb::Unfreeze{given.number});
    if (given.from.empty() || given.to.empty())
        return failure(ErrorCode::InvalidArgument,
                       "a freeze window needs --from and --to (or --remove NUMBER)");
    FreezeWindow window;
    window.period = Seconds(given.period);
    return timeOf(given.from, "--from")
        .and_then([&](Time from) {
            window.from = from;
            return timeOf(given.to, "--to");
        })
        .map([&](Time to) {
            window.to = to;
            return Verb(verb::Freeze{window});
        });
}

void addFreeze(CLI::App& app, Context& context)
{
    auto options = std::make_shared<VerbOptions>();
    auto& command = addVerb(
        app, context,
        {"freeze", "Add or remove a window of time in which nothing new is assigned",
         "freeze windows changed"},
        options, [](const EntitySnapshot&, const VerbOptions& given) { return freezeOf(given); });
    command.add_option("--from", options->from, "Begin of the window, as 2026-12-24T18:00:00Z")
        ->type_name("TIME");
    command.add_option("--to", options->to, "End of the window; at that time it is open again")
        ->type_name("TIME");
    command
        .add_option("--every", options->period,
                    "The window comes again after so many seconds (604800: every week)")
        ->type_name("SECS");
    command.add_option("--remove", options->number, "Remove a window, by its number in status")
        ->type_name("NUMBER");
    command.footer("Rolling back goes on in a freeze window, and timers run.");
}

} // namespace

void addVerbCommands(CLI::App& app, Context& context)
{
    addSimpleVerb(app, context,
                  {"pause", "Hold a rollout: nothing is judged or assigned, its timers stand still",
                   "paused; reports go on being recorded"},
                  verb::Pause{});
    addSimpleVerb(
        app, context,
        {"resume", "Let a paused rollout go on where it was", "resumed; the next steps go on"},
        verb::Resume{});
    addSimpleVerb(app, context,
                  {"abort", "Declare the rolling version bad and roll back",
                   "aborted; the next steps roll back"},
                  verb::Abort{});
    addRetry(app, context);
    addPromote(app, context);
    addSimpleVerb(
        app, context,
        {"release", "Let the wave after a manual one begin", "released; the next wave begins"},
        verb::Release{});
    addDecision(app, context, {"approve", "Approve targets that wait for it", "approved"}, true);
    addDecision(app, context, {"reject", "Reject targets that wait for approval", "rejected"},
                false);
    addTargetsVerb<verb::Exclude>(
        app, context, {"exclude", "Take targets out of rollouts, for maintenance", "excluded"});
    addTargetsVerb<verb::Include>(app, context,
                                  {"include", "Let excluded targets take part again", "included"});
    addSimpleVerb(app, context,
                  {"lock", "Let nobody do anything to an entity but unlock it",
                   "locked; reports go on being recorded"},
                  verb::Lock{});
    addSimpleVerb(app, context, {"unlock", "Let a locked entity go on where it was", "unlocked"},
                  verb::Unlock{});
    addFreeze(app, context);
}

} // namespace rollout::ctl
