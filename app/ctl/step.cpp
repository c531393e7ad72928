#include "core/step.h"

#include <array>
#include <memory>
#include <ostream>

#include "commands.h"
#include "core/describe.h"
#include "rollout_json.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

const char* nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Decided:
        return "decided";
    case Verdict::ThresholdCrossed:
        return "threshold crossed";
    case Verdict::NoTargetVersion:
        return "no target version";
    case Verdict::Held:
        return "held";
    case Verdict::Stopped:
        return "stopped by an operator";
    case Verdict::RemovalFailed:
        return "removal failed";
    }
    return "";
}

std::string verdictInWords(const Plan& plan)
{
    if (isError(plan.verdict))
        return describeError(plan);
    if (plan.verdict == Verdict::ThresholdCrossed)
        return "too many failures: the rolling version is last known bad, rolling back begins with "
               "the next step";
    return nameOf(plan.verdict);
}

struct Figure
{
    const char* name;
    std::int64_t value;
};

std::array<Figure, 10> figuresOf(const StepFigures& figures)
{
    return {{{"total", figures.total},
             {"expecting", figures.expecting},
             {"succeeded", figures.succeeded},
             {"failed", figures.failed},
             {"inRollout", figures.inRollout},
             {"available", figures.available},
             {"selected", figures.selected},
             {"assigned", figures.assigned},
             {"removed", figures.removed},
             {"created", figures.created}}};
}

void printPlanAsJson(const Plan& plan, const EntitySnapshot& snapshot, Context& context)
{
    QJsonObject figures;
    for (const auto& [name, value] : figuresOf(plan.figures))
        figures.insert(QLatin1String(name), static_cast<qint64>(value));
    printJson(context,
              {{QStringLiteral("verdict"), QLatin1String(nameOf(plan.verdict))},
               {QStringLiteral("error"), QString::fromStdString(describeError(plan))},
               {QStringLiteral("step"), static_cast<qint64>(snapshot.state.step)},
               {QStringLiteral("figures"), figures},
               {QStringLiteral("limits"), toJson(plan.figures.limits)},
               {QStringLiteral("versions"), toJson(versionsOf(snapshot.state))}});
}

void printPlan(const Plan& plan, const EntitySnapshot& snapshot, Context& context)
{
    const auto& figures = plan.figures;
    const auto versions = versionsOf(snapshot.state);
    context.out << "step " << snapshot.state.step << ": " << verdictInWords(plan) << '\n'
                << "assigned " << figures.assigned << ", in rollout before " << figures.inRollout
                << " of batch " << figures.limits.batch << ", succeeded " << figures.succeeded
                << " of " << figures.limits.needed << " needed, failed " << figures.failed << " of "
                << figures.limits.tolerated << " tolerated, " << figures.total << " targets\n"
                << "target " << versions.target << ", rolling " << versions.rolling
                << ", last known good " << versions.lastKnownGood << ", last known bad "
                << versions.lastKnownBad << '\n';
}

// A simulated entity's clock stands where its last step left it, until it is told that a tick has
// passed.
void advanceSimulation(Engine& engine, const EntityState& state)
{
    if (state.simulation)
        engine.simulationClock.set(state.lastChangedAt + state.simulation->clockLag
                                   + state.simulation->tick);
}

Result<std::shared_ptr<const Plan>> takeStep(Engine& engine, const EntityOptions& entity)
{
    return engine.orchestrator->snapshot(entity.namespaceName, entity.entityName)
        .and_then([&](const SnapshotPtr& snapshot) {
            advanceSimulation(engine, snapshot->state);
            return engine.orchestrator->step(snapshot->key);
        });
}

ExitCode runStep(const EntityOptions& entity, Context& context)
{
    const auto engine = openEngine(entity.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    const auto plan = takeStep(**engine, entity);
    if (!plan)
        return refuse(context, plan.error());
    const auto snapshot =
        (*engine)->orchestrator->snapshot(entity.namespaceName, entity.entityName);
    if (!snapshot)
        return refuse(context, snapshot.error());
    if (entity.isJson)
        printPlanAsJson(**plan, **snapshot, context);
    else
        printPlan(**plan, **snapshot, context);
    return isError((*plan)->verdict) ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

void addStepCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<EntityOptions>();
    auto* command = app.add_subcommand("step", "Take one step of an entity, on its own clock");
    addEntityArguments(*command, *options);
    command->footer("A simulated fleet reports first, one tick later than its last step. Exit code "
                    "1 when the step\n"
                    "ended with an error, such as no target version set.");
    onRun(*command, context, [options, &context] { return runStep(*options, context); });
}

} // namespace rollout::ctl
