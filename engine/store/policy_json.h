#pragma once

// How what an entity's policy asks beyond its options is kept: as JSON, so that a policy that
// learns more needs no new columns.

#include <string>

#include "core/policy.h"
#include "core/result.h"

namespace rollout {

/// Empty for a policy that asks nothing; its options are not in it.
[[nodiscard]] std::string policyToJson(const Policy& policy);
/// Fields that are missing have their default; `where` names the store in an error.
[[nodiscard]] Result<Policy> policyFromJson(const std::string& json, const std::string& where);

} // namespace rollout
