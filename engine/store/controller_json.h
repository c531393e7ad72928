#pragma once

// How the program that answers an entity's hooks is kept: as JSON.

#include <optional>
#include <string>

#include "core/controller_settings.h"
#include "core/result.h"

namespace rollout {

/// Empty: no program.
[[nodiscard]] std::string controllerToJson(const std::optional<CommandSettings>& settings);
/// `where` names the store in an error.
[[nodiscard]] Result<CommandSettings> controllerFromJson(const std::string& json,
                                                         const std::string& where);

} // namespace rollout
