// compare: what-if, several policies on the same fates.

#include <cmath>
#include <memory>

#include "commands.h"
#include "compare_output.h"
#include "number_checks.h"
#include "policy_options.h"
#include "progress.h"
#include "scenario_option.h"
#include "service/comparison_report.h"
#include "simulation/comparison.h"

namespace rollout::ctl {
namespace {

struct CompareOptions
{
    std::vector<std::string> policies;
    std::string scenario;
    std::int64_t runs = 1000;
    std::optional<std::int64_t> seed;
    int threads = 0;
    CostWeights weights;
    bool isJson = false;
    std::string report;
};

Result<std::vector<NamedPolicy>> policiesOf(const CompareOptions& options, const Scenario& scenario)
{
    std::vector<NamedPolicy> policies;
    for (const std::string& word : options.policies) {
        if (word == "scenario") {
            policies.push_back({word, {}, scenario.policy()});
            continue;
        }
        auto named = findPolicy(word, nullptr);
        if (!named)
            return tl::unexpected(named.error());
        policies.push_back(std::move(*named));
    }
    return policies;
}

ExitCode runCompare(const CompareOptions& options, Context& context)
{
    auto named = findScenario(options.scenario);
    if (!named)
        return refuse(context, named.error());
    Scenario& scenario = named->scenario;
    if (options.seed)
        scenario.fleet.seed = static_cast<std::uint64_t>(*options.seed);
    const auto policies = policiesOf(options, scenario);
    if (!policies)
        return refuse(context, policies.error());
    Progress progress(context, "comparing");
    const ComparisonSettings settings{.runs = static_cast<std::uint64_t>(options.runs),
                                      .threads = static_cast<unsigned>(options.threads)};
    const Comparison comparison =
        compare(scenario, *policies, settings, {}, [&](const Comparison& soFar) {
            progress.show(static_cast<double>(soFar.runs()) / static_cast<double>(options.runs));
        });
    if (!options.report.empty()) {
        if (const auto ok =
                writeComparisonReport(options.report, *named, comparison, options.weights);
            !ok)
            return refuse(context, ok.error());
        context.out << options.report << " written\n";
        return ExitCode::Done;
    }
    if (options.isJson)
        printJson(context, comparisonToJson(comparison, options.weights));
    else
        printComparison(context.out, *named, comparison, options.weights);
    return ExitCode::Done;
}

void addWeights(CLI::App& command, CostWeights& weights)
{
    command
        .add_option("--bad-share", weights.badShare,
                    "Probability that a release is bad, for the expected cost (0.15)")
        ->check(probability());
    const auto weight = within(0.0, 1e9, "a number from 0 to 1e9");
    command
        .add_option("--cost-exposure", weights.exposure,
                    "Cost of a minute of a bad version on a target (1)")
        ->check(weight);
    command
        .add_option("--cost-missed", weights.missed,
                    "Cost per target of a bad version taken for good (60)")
        ->check(weight);
    command
        .add_option("--cost-false", weights.falseRollback,
                    "Cost per target of a good version rolled back (10)")
        ->check(weight);
    command
        .add_option("--cost-delay", weights.delay,
                    "Cost per target of a minute until a good version is known good (0.001)")
        ->check(weight);
}

} // namespace

void addCompareCommand(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<CompareOptions>();
    CLI::App* command = app.add_subcommand(
        "compare", "What-if: several policies on the same fates, on a good and on a bad version");
    command
        ->add_option("policies", options->policies,
                     "Policies: YAML files, or names (see rolloutctl policy list); the word "
                     "scenario is the scenario's own")
        ->type_name("POLICY")
        ->required();
    addScenarioOption(*command, options->scenario)->required();
    command->add_option("--runs", options->runs, "Runs of each policy on each version (1000)")
        ->check(wholeNumber(1, 1'000'000));
    command->add_option("--seed", options->seed, "Same seed, same fates (the scenario's)")
        ->check(wholeNumber(0, INT64_MAX));
    command
        ->add_option("--threads", options->threads, "Threads; the result is the same (all cores)")
        ->check(wholeNumber(1, 1024));
    addWeights(*command, options->weights);
    command
        ->add_option("--report", options->report,
                     "Write tables and charts to this file instead; its name ends in .html")
        ->type_name("FILE");
    command->add_flag("--json", options->isJson, "One JSON document instead of tables")
        ->disable_flag_override();
    command->footer("Differences and \"better\" are against the first policy, run by run.");
    onRun(*command, context, [options, &context] { return runCompare(*options, context); });
}

} // namespace rollout::ctl
