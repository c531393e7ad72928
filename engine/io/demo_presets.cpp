#include "io/demo_presets.h"

#include <algorithm>

#include "io/demo_yaml.h"

namespace rollout {

Result<DemoScript> demoNamed(std::string_view name)
{
    const auto presets = demoPresets();
    const auto found = std::find_if(presets.begin(), presets.end(),
                                    [&](const DemoPreset& preset) { return preset.name == name; });
    if (found != presets.end())
        return parseDemo(std::string(found->yaml), std::string(name) + ".yaml");
    std::string known;
    for (const DemoPreset& preset : presets)
        known += (known.empty() ? "" : ", ") + std::string(preset.name);
    return failure(ErrorCode::NotFound,
                   "there is no demo \"" + std::string(name) + "\"; right would be one of " + known
                       + ", or a file");
}

} // namespace rollout
