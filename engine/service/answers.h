#pragma once

// The controllers of an entity, and what they have said during one step.

#include <memory>
#include <vector>

#include "controllers/controller.h"
#include "core/result.h"
#include "core/step.h"

namespace rollout {

/// What they throw is a hook that failed.
struct Controllers
{
    std::shared_ptr<Controller> target;
    std::shared_ptr<Controller> monitoring;

    [[nodiscard]] Result<Hooks> hooks() const;
    [[nodiscard]] Answer ask(const Question& question, const Step& step) const;
    bool operator==(const Controllers&) const = default;
};

/// What controllers said during one step. An answer is about the very question: of the same
/// controllers, about the same targets and the same version. Used in one thread.
class Answers
{
public:
    explicit Answers(Controllers controllers);

    [[nodiscard]] const Controllers& controllers() const { return m_controllers; }
    /// Asks, unless that was asked before.
    [[nodiscard]] Answer ask(const Question& question, const Step& step);
    /// Null: that was not asked.
    [[nodiscard]] const Answer* find(const Question& question) const;

private:
    struct Given
    {
        QuestionKind kind;
        std::vector<TargetId> targets;
        std::int64_t count;
        bool isRollingBack;
        std::string version;
        Answer answer;

        [[nodiscard]] bool isFor(const Question& question) const;
    };
    Controllers m_controllers;
    std::vector<Given> m_all;
};

} // namespace rollout
