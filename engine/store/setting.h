#pragma once

// Settings of a store as a whole: names and values in a small table.

#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace rollout {

class Connection;

/// Nothing when it was not set.
[[nodiscard]] Result<std::optional<std::string>> readSetting(Connection& connection,
                                                             std::string_view name);
/// In an open transaction. Nothing unsets it.
[[nodiscard]] Result<void> writeSetting(Connection& connection, std::string_view name,
                                        const std::optional<std::string>& value);

} // namespace rollout
