#pragma once

// Steps in which nothing happens: which they are, and until when they go on.

#include <optional>

#include "core/entity_state.h"
#include "core/plan.h"

namespace rollout {

/// Whether the plan changes nothing but report times.
[[nodiscard]] bool isQuiet(const Plan& plan);

/// The earliest clock time after `now` at which time alone changes what is decided of the same
/// reports; `plan` is that of the step at `now`, after which `state` is. Nothing: never.
[[nodiscard]] std::optional<Time> nextChange(const EntityState& state, const Plan& plan, Time now);

} // namespace rollout
