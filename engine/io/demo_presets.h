#pragma once

// Demos that ship: the files of resources/demos, compiled in. Any thread.

#include <span>
#include <string_view>
#include <vector>

#include "core/demo.h"
#include "core/result.h"

namespace rollout {

struct DemoPreset
{
    std::string_view name; ///< "a-bad-release"
    std::string_view yaml;
};

/// By name.
[[nodiscard]] std::span<const DemoPreset> demoPresets();

/// NotFound names those that there are.
[[nodiscard]] Result<DemoScript> demoNamed(std::string_view name);

} // namespace rollout
