#pragma once

// Policies that other systems are known for, and the default: the files of resources/policies,
// compiled in. Any thread.

#include <span>
#include <string>
#include <string_view>

#include "core/policy.h"
#include "core/result.h"

namespace rollout {

struct PolicyPreset
{
    std::string_view name; ///< "kubernetes-rolling-update"
    std::string_view yaml; ///< with comments that say where it is from and what it leaves out
};

/// By name.
[[nodiscard]] std::span<const PolicyPreset> policyPresets();

/// NotFound names those that there are.
[[nodiscard]] Result<NamedPolicy> presetNamed(std::string_view name);

} // namespace rollout
