// Policies on their way in.

#include <QFileInfo>

#include "io/policy_fields.h"
#include "io/policy_words.h"
#include "io/policy_yaml.h"
#include "io/text_file.h"
#include "io/yaml_fields.h"

namespace rollout {

namespace {

void takeGuards(YamlFields& fields, const YAML::Node& node, Guards& guards)
{
    const auto patience = [](const std::string& text) {
        const auto read = parseSpan(text);
        return read && *read >= Seconds(1) ? read : std::nullopt;
    };
    fields.takeMap(node, "guards",
                   {fields.parsed("forget-after", guards.forgetAfter, patience,
                                  "1 s or more, as 900, 15 min or 1 h, up to ten years"),
                    fields.flag("silent-counts-as-failed", guards.silentCountsAsFailed),
                    fields.flag("stop-while-unhealthy", guards.stopWhileUnhealthy),
                    fields.percent("rollback-batch", guards.rollbackBatch),
                    fields.flag("open-for-rollback", guards.openForRollback),
                    fields.span("watch-after-good", guards.watchAfterGood),
                    fields.choice<MonitoringAction>("monitoring", guards.monitoring,
                                                    {{"hold", MonitoringAction::Hold},
                                                     {"roll-back", MonitoringAction::RollBack},
                                                     {"report", MonitoringAction::Report}}),
                    fields.span("minimum-time", guards.minimumTime),
                    fields.parsed("minimum-targets", guards.minimumTargets, parseCount,
                                  "a whole number of targets")});
}

void takeWave(YamlFields& fields, const YAML::Node& node, Wave& wave, std::size_t number)
{
    fields.takeMap(node, "wave " + std::to_string(number),
                   {fields.portion("size", wave.size), fields.text("name", wave.name),
                    fields.text("group", wave.group), fields.text("tag", wave.tag),
                    fields.portion("batch", wave.batch), fields.percent("success", wave.success),
                    fields.percent("error", wave.error), fields.span("bake", wave.bake),
                    fields.flag("manual", wave.isManual)});
}

void takeApproval(YamlFields& fields, const YAML::Node& node, ApprovalRule& rule)
{
    const auto upToHundred = [](const std::string& text) {
        const auto count = parseCount(text);
        return count && *count <= 100 ? std::optional(static_cast<int>(*count)) : std::nullopt;
    };
    fields.takeMap(
        node, "approval",
        {fields.parsed("required", rule.required, upToHundred, "a number of people, 0 to 100"),
         fields.span("timeout", rule.timeout),
         fields.choice<OnTimeout>("on-timeout", rule.onTimeout,
                                  {{"reject", OnTimeout::Reject}, {"approve", OnTimeout::Approve}}),
         fields.flag("for-rollback", rule.forRollback)});
}

} // namespace

std::vector<YamlKey> policyKeys(YamlFields& fields, NamedPolicy& named)
{
    Policy& policy = named.policy;
    RolloutOptions& options = policy.options;
    const auto takeWaves = [&](const YAML::Node& node) {
        fields.takeList(node, "waves", maximumWaves, "- size: 10 %",
                        [&](const YAML::Node& entry, std::size_t number) {
                            Wave wave;
                            takeWave(fields, entry, wave, number);
                            policy.waves.push_back(std::move(wave));
                        });
    };
    return {
        fields.percent("batch", options.batch),
        fields.percent("success", options.success),
        fields.span("success-timeout", options.successTimeout),
        fields.span("duration-timeout", options.durationTimeout),
        fields.text("name", named.name),
        fields.text("description", named.description),
        {"guards", [&](const YAML::Node& node) { takeGuards(fields, node, policy.guards); }, true},
        {"waves", takeWaves, true},
        {"approval", [&](const YAML::Node& node) { takeApproval(fields, node, policy.approval); },
         true}};
}

Result<NamedPolicy> parsePolicy(const std::string& text, const std::string& path)
{
    NamedPolicy named;
    return readDocument(text, path, "one policy",
                        [&](YamlFields& fields, const YAML::Node& root) {
                            fields.takeMap(root, "the policy", policyKeys(fields, named));
                        })
        .and_then([&]() -> Result<NamedPolicy> {
            if (const auto ok = checkPolicy(named.policy); !ok)
                return failure(ErrorCode::InvalidArgument, path + ": " + ok.error().message);
            return named;
        });
}

Result<NamedPolicy> readPolicy(const std::string& path)
{
    return readTextFile(path)
        .and_then([&](const std::string& text) { return parsePolicy(text, path); })
        .map([&](NamedPolicy named) {
            if (named.name.empty())
                named.name =
                    QFileInfo(QString::fromStdString(path)).completeBaseName().toStdString();
            return named;
        });
}

} // namespace rollout
