#pragma once

// Whoever has a say in the steps of an entity: the hooks' interface.

#include "core/step.h"

namespace rollout {

/// Answers the questions of a step. Called in the thread of the caller, with no lock held that
/// another entity needs; for as long as it takes, this entity's steps wait. One controller may
/// serve several entities, and then several threads at once.
class Controller
{
public:
    virtual ~Controller() = default;
    /// Which questions are asked at all; the others have their default answers (see core/step.h).
    [[nodiscard]] virtual Hooks hooks() const = 0;
    /// Of the kind that the question wants (see QuestionKind), or a HookFailure. Whatever is
    /// thrown counts as one.
    [[nodiscard]] virtual Answer ask(const Question& question, const Step& step) = 0;
};

} // namespace rollout
