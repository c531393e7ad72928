#include "core/lint.h"

#include <cmath>
#include <memory>
#include <ostream>

#include "commands.h"
#include "core/predict.h"
#include "lint_output.h"
#include "number_checks.h"
#include "policy_options.h"
#include "simulation/scenario.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

struct LintOptions
{
    PolicyOptions policy;
    std::int64_t targets = 100;
    bool saysTargets = false;
    std::int64_t tick = 10;
    double adopt = 5.0;
    EntityOptions entity;
};

Milliseconds adoptOf(const LintOptions& options)
{
    return Milliseconds(std::llround(options.adopt * 1000.0));
}

/// Of a policy by itself.
Result<LintInput> inputOf(const LintOptions& options)
{
    return policyOf(options.policy, {}, nullptr).map([&](const Policy& policy) {
        LintInput input;
        input.policy = policy;
        input.targets = options.targets;
        input.tick = Seconds(options.tick);
        input.adopt = adoptOf(options);
        return input;
    });
}

/// Of an entity's own policy, or another one, on its fleet.
Result<LintInput> inputOfEntity(const LintOptions& options)
{
    const EntityOptions& entity = options.entity;
    const auto engine = openEngine(entity.store, MissingStore::Refuse);
    if (!engine)
        return tl::unexpected<Error>(engine.error());
    const Orchestrator& orchestrator = *(*engine)->orchestrator;
    return orchestrator.snapshot(entity.namespaceName, entity.entityName)
        .and_then([&](const SnapshotPtr& snapshot) {
            EntityState state = snapshot->state;
            return policyOf(options.policy, state.policy(), &orchestrator)
                .map([&](const Policy& policy) {
                    state.setPolicy(policy);
                    return lintInputOf(state, Seconds(options.tick), adoptOf(options));
                });
        });
}

ExitCode runLint(const LintOptions& options, Context& context)
{
    const EntityOptions& entity = options.entity;
    const bool isOfEntity = !entity.namespaceName.empty();
    if (isOfEntity && entity.entityName.empty())
        return refuse(context,
                      "lint of a fleet needs NAMESPACE and ENTITY (see rolloutctl lint --help)");
    if (isOfEntity && options.saysTargets)
        return refuse(context, "--targets is how many there would be; an entity knows its own");
    auto input = isOfEntity ? inputOfEntity(options) : inputOf(options);
    if (!input)
        return refuse(context, input.error());
    const LintReport report{*input, predict(*input), lint(*input)};
    if (entity.isJson)
        printJson(context, lintToJson(report));
    else
        printLint(context.out, report);
    return hasError(report.findings) ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

void addLintCommand(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<LintOptions>();
    auto* command = app.add_subcommand(
        "lint", "What a policy comes to on a fleet, and where it bites; 1 when it cannot work");
    command->add_option("namespace", options->entity.namespaceName, "An entity's fleet and policy")
        ->type_name("NAMESPACE");
    command->add_option("entity", options->entity.entityName, "Its name")->type_name("ENTITY");
    auto* targets = command->add_option("--targets", options->targets, "Number of targets (100)")
                        ->check(wholeNumber(1, maximumSimulatedTargets));
    command->add_option("--tick", options->tick, "Seconds between steps (10)")
        ->check(secondsFrom(1));
    command
        ->add_option("--adopt", options->adopt,
                     "Seconds from being assigned a version to running it, as expected (5)")
        ->check(seconds());
    addPolicyOptions(*command, options->policy);
    addStoreOption(*command, options->entity.store);
    addJsonFlag(*command, options->entity.isJson);
    command->footer(
        "With NAMESPACE and ENTITY: of that entity's policy, or the one that the options"
        " name, on its fleet.");
    onRun(*command, context, [options, targets, &context] {
        options->saysTargets = targets->count() > 0;
        return runLint(*options, context);
    });
}

} // namespace rollout::ctl
