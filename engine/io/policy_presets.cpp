#include "io/policy_presets.h"

#include <algorithm>

#include "io/policy_yaml.h"

namespace rollout {

Result<NamedPolicy> presetNamed(std::string_view name)
{
    const auto presets = policyPresets();
    const auto found =
        std::find_if(presets.begin(), presets.end(),
                     [&](const PolicyPreset& preset) { return preset.name == name; });
    if (found != presets.end())
        return parsePolicy(std::string(found->yaml), std::string(name) + ".yaml");
    std::string known;
    for (const PolicyPreset& preset : presets)
        known += (known.empty() ? "" : ", ") + std::string(preset.name);
    return failure(ErrorCode::NotFound,
                   "there is no policy \"" + std::string(name) + "\"; right would be one of "
                       + known);
}

} // namespace rollout
