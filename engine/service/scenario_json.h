#pragma once

// Scenarios and what is done in them as JSON, for programs that pass on what was played. People
// write io/scenario_yaml.h. Times are whole seconds.

#include <QJsonObject>
#include <string>

#include "core/result.h"
#include "core/scenario.h"
#include "simulation/script.h"

namespace rollout {

[[nodiscard]] QJsonObject scenarioToJson(const NamedScenario& named);
/// What is missing, or of another kind, has its default. `where` begins the sentence of an error: a
/// value that checkScenario() refuses.
[[nodiscard]] Result<NamedScenario> scenarioFromJson(const QJsonObject& json,
                                                     const std::string& where);

[[nodiscard]] QJsonObject policyObject(const Policy& policy);
[[nodiscard]] Result<Policy> policyOf(const QJsonObject& json, const std::string& where);
[[nodiscard]] QJsonObject settingsObject(const SimulationSettings& settings);
[[nodiscard]] Result<SimulationSettings> settingsOf(const QJsonObject& json,
                                                    const std::string& where);

} // namespace rollout
