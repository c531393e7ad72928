#pragma once

// Policies that people named and saved, as texts.

#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// By name, bytewise.
[[nodiscard]] Result<std::vector<StoredPolicy>> readPolicies(Connection& connection);
/// In an open transaction. Replaces what has the name; Busy when another program makes it at the
/// same moment.
[[nodiscard]] Result<void> savePolicy(Connection& connection, std::string_view name,
                                      std::string_view body);
/// The same; NotFound when nothing has the name.
[[nodiscard]] Result<void> deletePolicy(Connection& connection, std::string_view name);

} // namespace rollout
