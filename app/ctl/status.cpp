#include <QJsonArray>
#include <memory>
#include <ostream>

#include "commands.h"
#include "rollout_json.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

using Snapshots = std::vector<SnapshotPtr>;

Result<Snapshots> entitiesOf(const Orchestrator& orchestrator, const std::string& namespaceName)
{
    return orchestrator.entities(namespaceName)
        .and_then([&](const std::vector<std::string>& names) -> Result<Snapshots> {
            Snapshots snapshots;
            for (const auto& name : names) {
                const auto snapshot = orchestrator.snapshot(namespaceName, name);
                if (!snapshot)
                    return tl::unexpected<Error>(snapshot.error());
                snapshots.push_back(*snapshot);
            }
            return snapshots;
        });
}

Result<Snapshots> everyEntity(const Orchestrator& orchestrator)
{
    Snapshots all;
    for (const auto& name : orchestrator.namespaces()) {
        const auto snapshots = entitiesOf(orchestrator, name);
        if (!snapshots)
            return tl::unexpected<Error>(snapshots.error());
        all.insert(all.end(), snapshots->begin(), snapshots->end());
    }
    return all;
}

Result<Snapshots> chosenEntities(const Orchestrator& orchestrator, const EntityOptions& options)
{
    if (options.namespaceName.empty())
        return everyEntity(orchestrator);
    if (options.entityName.empty())
        return entitiesOf(orchestrator, options.namespaceName);
    return orchestrator.snapshot(options.namespaceName, options.entityName)
        .map([](const SnapshotPtr& snapshot) { return Snapshots{snapshot}; });
}

Limits currentLimits(const EntityState& state)
{
    return limitsOf(state.options, static_cast<std::int64_t>(state.fleet.participants()));
}

QJsonObject phasesToJson(const EntitySnapshot& snapshot)
{
    QJsonObject phases;
    const auto counts = phaseCounts(snapshot.state, snapshot.now);
    for (std::size_t i = 0; i < counts.size(); ++i)
        phases.insert(QLatin1String(nameOf(static_cast<TargetPhase>(i))),
                      static_cast<qint64>(counts[i]));
    return phases;
}

void printControl(const EntityState& state, Context& context)
{
    if (state.control.pause)
        context.out << inWords("paused", *state.control.pause) << '\n';
    if (state.control.lock)
        context.out << inWords("locked", *state.control.lock) << '\n';
    for (const FreezeWindow& window : state.control.freezes) {
        context.out << "freeze window " << window.number << ": "
                    << timeText(window.from).toStdString() << " to "
                    << timeText(window.to).toStdString();
        if (window.period > Milliseconds(0))
            context.out << ", again every " << wholeSeconds(window.period).count() << " s";
        context.out << (window.signature.reason.empty() ? "" : ": ") << window.signature.reason
                    << '\n';
    }
    const auto waiting = state.approvals.requests.size();
    if (waiting > 0)
        context.out << counted(static_cast<std::int64_t>(waiting), "target")
                    << " asked about, see approve and reject\n";
}

QJsonObject snapshotToJson(const EntitySnapshot& snapshot)
{
    const auto& state = snapshot.state;
    return {{QStringLiteral("namespace"), QString::fromStdString(snapshot.namespaceName)},
            {QStringLiteral("entity"), QString::fromStdString(snapshot.entityName)},
            {QStringLiteral("phase"), QLatin1String(nameOf(rolloutPhase(state)))},
            {QStringLiteral("targets"), static_cast<qint64>(state.fleet.size())},
            {QStringLiteral("step"), static_cast<qint64>(state.step)},
            {QStringLiteral("isSimulated"), state.isSimulated()},
            {QStringLiteral("versions"), toJson(versionsOf(state))},
            {QStringLiteral("options"), toJson(state.options)},
            {QStringLiteral("limits"), toJson(currentLimits(state))},
            {QStringLiteral("phases"), phasesToJson(snapshot)},
            {QStringLiteral("paused"), toJson(state.control.pause)},
            {QStringLiteral("locked"), toJson(state.control.lock)},
            {QStringLiteral("freezeWindows"), toJson(state.control.freezes)},
            {QStringLiteral("guards"), QString::fromStdString(guardsLine(state.policy()))},
            {QStringLiteral("approvalsAskedFor"),
             static_cast<qint64>(state.approvals.requests.size())}};
}

void printLine(const EntitySnapshot& snapshot, Context& context)
{
    const auto versions = versionsOf(snapshot.state);
    context.out << snapshot.namespaceName << '/' << snapshot.entityName << ": "
                << nameOf(rolloutPhase(snapshot.state)) << ", " << snapshot.state.fleet.size()
                << " targets, target \"" << versions.target << "\", last known good \""
                << versions.lastKnownGood << "\"\n";
}

void printShares(const EntityState& state, Context& context)
{
    for (const auto& share : versionShares(state.fleet))
        context.out << "version \"" << state.fleet.versions().at(share.version)
                    << "\": expected by " << share.expected << ", reported by " << share.current
                    << ", failing on " << share.failing << '\n';
}

void printDetails(const EntitySnapshot& snapshot, Context& context)
{
    const auto& state = snapshot.state;
    const auto versions = versionsOf(state);
    printLine(snapshot, context);
    context.out << "rolling \"" << versions.rolling << "\", last known bad \""
                << versions.lastKnownBad << "\", step " << state.step << '\n'
                << inWords(state.options) << '\n'
                << inWords(currentLimits(state)) << '\n';
    if (const std::string guards = guardsLine(state.policy()); !guards.empty())
        context.out << "guards: " << guards << '\n';
    printControl(state, context);
    const auto counts = phaseCounts(state, snapshot.now);
    for (std::size_t i = 0; i < counts.size(); ++i)
        context.out << (i == 0 ? "" : ", ") << nameOf(static_cast<TargetPhase>(i)) << ' '
                    << counts[i];
    context.out << '\n';
    printShares(state, context);
}

void print(const Snapshots& snapshots, const EntityOptions& options, Context& context)
{
    if (options.isJson) {
        QJsonArray entities;
        for (const auto& snapshot : snapshots)
            entities.append(snapshotToJson(*snapshot));
        return printJson(context, {{QStringLiteral("entities"), entities}});
    }
    for (const auto& snapshot : snapshots)
        if (options.entityName.empty())
            printLine(*snapshot, context);
        else
            printDetails(*snapshot, context);
}

ExitCode runStatus(const EntityOptions& options, Context& context)
{
    const auto engine = openEngine(options.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    const auto snapshots = chosenEntities(*(*engine)->orchestrator, options);
    if (!snapshots)
        return refuse(context, snapshots.error());
    print(*snapshots, options, context);
    return ExitCode::Done;
}

} // namespace

void addStatusCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<EntityOptions>();
    auto* command = app.add_subcommand("status", "Show what is in a store, or one entity in full");
    command->add_option("namespace", options->namespaceName, "Only this namespace")
        ->type_name("NAME");
    command->add_option("entity", options->entityName, "Only this entity, in full")
        ->type_name("NAME");
    addStoreOption(*command, options->store);
    addJsonFlag(*command, options->isJson);
    onRun(*command, context, [options, &context] { return runStatus(*options, context); });
}

} // namespace rollout::ctl
