#pragma once

// Parts of a scenario's file. Internal to this room.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/scenario.h"
#include "io/yaml_fields.h"

namespace rollout {

inline constexpr const char* rightProbability = "a percent or a number from 0 to 1, as 30 % or 0.3";
inline constexpr const char* rightNumber = "a number from 0 on, as 0.5";
inline constexpr const char* rightSeed = "a whole number, 0 to a thousand million";
inline constexpr const char* rightTimeOfDay = "a time of day in quotes, \"00:00\" to \"23:59\"";

[[nodiscard]] std::optional<std::uint64_t> parseSeed(const std::string& text);
/// A text of several sentences.
[[nodiscard]] YamlKey proseKey(YamlFields& fields, const char* name, std::string& value);
/// The name of one that ships, or its keys.
void takePolicy(YamlFields& fields, const YAML::Node& node, Policy& policy);

/// Whether an event says when it is.
enum class EventTime : std::uint8_t { Said, None };
struct EventWords
{
    std::string what; ///< "event 3", for sentences
    EventTime time = EventTime::Said;
};
void takeEvent(YamlFields& fields, const YAML::Node& node, const EventWords& words,
               ScenarioEvent& event);

[[nodiscard]] std::vector<YamlKey> adoptionKeys(YamlFields& fields, Adoption& adoption);
/// What a version does; without a name it is the one that is rolled out.
[[nodiscard]] VersionModel takeModel(YamlFields& fields, const YAML::Node& node);

[[nodiscard]] std::vector<std::pair<std::string, Action>> actionChoices();
/// A sentence when an action lacks what it needs; else empty.
[[nodiscard]] std::string missingIn(const OperatorAction& action);

} // namespace rollout
