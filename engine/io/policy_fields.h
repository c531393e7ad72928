#pragma once

// The keys of a policy, for files that hold one among other things. Internal to this room.

#include <vector>

#include "core/policy.h"
#include "io/yaml_fields.h"

namespace rollout {

/// Keys that fill `named`, which together with `fields` outlives them. `waves` of the policy must
/// be empty. checkPolicy() is left to the caller.
[[nodiscard]] std::vector<YamlKey> policyKeys(YamlFields& fields, NamedPolicy& named);

} // namespace rollout
