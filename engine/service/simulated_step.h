#pragma once

// What a step of a simulated entity is made of, for whoever takes it, now or once more.

#include <memory>
#include <span>

#include "core/advance.h"

namespace rollout {

/// Messages and tags come and go; their texts are dropped once they outnumber the targets by far.
/// Done before every step and change.
void tidyTexts(Fleet& fleet);

struct StepState
{
    EntityState state;
    std::shared_ptr<const Plan> plan; ///< of its last step; may be null
};

/// Takes plain steps (of a simulated entity, without hooks) again, at these clock times.
[[nodiscard]] Result<StepState> takeAgain(StepState from, std::span<const Time> times);

} // namespace rollout
