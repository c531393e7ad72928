#include "policy_options.h"

#include <QFileInfo>

#include "io/policy_presets.h"
#include "io/policy_yaml.h"
#include "number_checks.h"
#include "service/orchestrator.h"

namespace rollout::ctl {

void addPolicyOptions(CLI::App& command, PolicyOptions& options)
{
    command
        .add_option("--policy", options.policy,
                    "A policy: a YAML file, or the name of one (see rolloutctl policy list)")
        ->type_name("FILE|NAME");
    command
        .add_option("--batch-percent", options.batchPercent,
                    "Most of the fleet in rollout at one time (5)")
        ->check(wholeNumber(0, 100));
    command
        .add_option("--success-percent", options.successPercent,
                    "Share of the fleet that has to succeed (100)")
        ->check(wholeNumber(0, 100));
    command
        .add_option("--success-timeout", options.successTimeout,
                    "Seconds without error that make a target a success (60)")
        ->check(secondsFrom(0));
    command
        .add_option("--duration-timeout", options.durationTimeout,
                    "Seconds after which a target that is no success has failed (120)")
        ->check(secondsFrom(0));
}

Result<NamedPolicy> findPolicy(const std::string& word, const Orchestrator* saved)
{
    if (saved) {
        auto policy = saved->policy(word);
        if (policy || policy.error().code != ErrorCode::NotFound)
            return policy;
    }
    if (word.find_first_of("/.") != std::string::npos)
        return readPolicy(word);
    auto preset = presetNamed(word);
    if (!preset && QFileInfo::exists(QString::fromStdString(word)))
        return readPolicy(word);
    if (!preset)
        return failure(ErrorCode::NotFound, preset.error().message + ", or a file");
    return preset;
}

Result<Policy> policyOf(const PolicyOptions& options, const Policy& from, const Orchestrator* saved)
{
    Policy policy = from;
    if (!options.policy.empty()) {
        auto named = findPolicy(options.policy, saved);
        if (!named)
            return tl::unexpected<Error>(named.error());
        policy = std::move(named->policy);
    }
    RolloutOptions& given = policy.options;
    given.batch = Percent(options.batchPercent.value_or(given.batch.value()));
    given.success = Percent(options.successPercent.value_or(given.success.value()));
    given.successTimeout = Seconds(options.successTimeout.value_or(given.successTimeout.count()));
    given.durationTimeout =
        Seconds(options.durationTimeout.value_or(given.durationTimeout.count()));
    return policy;
}

} // namespace rollout::ctl
