// Parts that scenarios and demos have in common.

#include "io/policy_fields.h"
#include "io/policy_presets.h"
#include "io/scenario_fields.h"
#include "io/scenario_words.h"

namespace rollout {

std::optional<std::uint64_t> parseSeed(const std::string& text)
{
    const auto number = parseCount(text);
    return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

YamlKey proseKey(YamlFields& fields, const char* name, std::string& value)
{
    return {name, [&fields, name, &value](const YAML::Node& node) {
                if (!node.IsScalar())
                    return fields.blame(node,
                                        std::string(name) + " is " + wordsOf(node)
                                            + "; right would be a text, in quotes if need be");
                value = node.Scalar();
                while (value.ends_with('\n'))
                    value.pop_back();
            }};
}

void takePolicy(YamlFields& fields, const YAML::Node& node, Policy& policy)
{
    if (node.IsScalar()) {
        const auto preset = presetNamed(node.Scalar());
        if (!preset)
            return fields.blame(node, preset.error().message);
        policy = preset->policy;
        return;
    }
    NamedPolicy named;
    fields.takeMap(node, "the policy", policyKeys(fields, named));
    if (const auto ok = checkPolicy(named.policy); !ok)
        return fields.blame(node, ok.error().message);
    policy = named.policy;
}

void takeEvent(YamlFields& fields, const YAML::Node& node, const EventWords& words,
               ScenarioEvent& event)
{
    std::optional<OperatorAction> action;
    OperatorAction details;
    std::optional<VersionModel> model;
    std::optional<Policy> policy;
    Action what{};
    std::vector<YamlKey> keys{
        {"do",
         [&](const YAML::Node& value) {
             fields.choice<Action>("do", what, actionChoices()).take(value);
             action.emplace();
         }},
        proseKey(fields, "reason", event.reason),
        fields.text("group", details.group),
        fields.text("tag", details.tag),
        fields.span("length", details.length),
        fields.text("version", details.version),
        {"inject", [&](const YAML::Node& value) { model = takeModel(fields, value); }},
        {"policy", [&](const YAML::Node& value) { takePolicy(fields, value, policy.emplace()); }}};
    if (words.time == EventTime::Said)
        keys.insert(keys.begin(), fields.span("at", event.at));
    fields.takeMap(node, words.what, keys);
    if (int(action.has_value()) + int(model.has_value()) + int(policy.has_value()) != 1)
        return fields.blame(node, words.what + " should say exactly one of do, inject and policy");
    details.action = what;
    if (const std::string missing = action ? missingIn(details) : std::string(); !missing.empty())
        return fields.blame(node, missing);
    if (action)
        event.what = details;
    else if (model)
        event.what = std::move(*model);
    else
        event.what = std::move(*policy);
}

} // namespace rollout
