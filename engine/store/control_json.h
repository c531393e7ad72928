#pragma once

// How an entity's control, clock, progress and approvals are kept: as JSON in two columns, versions
// spelled out.

#include <optional>
#include <string>

#include "core/entity_state.h"
#include "core/result.h"

namespace rollout {

/// Control, clock and progress of a state; empty: all as in a new entity.
[[nodiscard]] std::string controlToJson(const EntityState& state);
/// Into a state whose fleet knows its versions; `where` names the store in an error.
[[nodiscard]] Result<void> controlFromJson(const std::string& json, EntityState& state,
                                           const std::string& where);

/// The lock alone, of what controlToJson() gave.
[[nodiscard]] Result<std::optional<Hold>> lockFromJson(const std::string& json,
                                                       const std::string& where);

/// The state's approvals; empty: none wait.
[[nodiscard]] std::string approvalsToJson(const EntityState& state);
[[nodiscard]] Result<void> approvalsFromJson(const std::string& json, EntityState& state,
                                             const std::string& where);

} // namespace rollout
