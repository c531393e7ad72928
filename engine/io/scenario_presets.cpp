#include "io/scenario_presets.h"

#include <algorithm>

#include "io/scenario_yaml.h"

namespace rollout {

Result<NamedScenario> scenarioNamed(std::string_view name)
{
    const auto presets = scenarioPresets();
    const auto found =
        std::find_if(presets.begin(), presets.end(),
                     [&](const ScenarioPreset& preset) { return preset.name == name; });
    if (found != presets.end())
        return parseScenario(std::string(found->yaml), std::string(name) + ".yaml");
    std::string known;
    for (const ScenarioPreset& preset : presets)
        known += (known.empty() ? "" : ", ") + std::string(preset.name);
    return failure(ErrorCode::NotFound,
                   "there is no scenario \"" + std::string(name) + "\"; right would be one of "
                       + known);
}

} // namespace rollout
