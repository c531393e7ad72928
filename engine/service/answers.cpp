#include "service/answers.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace rollout {

Result<Hooks> Controllers::hooks() const
{
    // Controllers are other people's code: whatever they throw is a hook that failed.
    try {
        Hooks hooks = target ? target->hooks() : Hooks{};
        hooks.externalMonitoring = monitoring && monitoring->hooks().externalMonitoring;
        return hooks;
    } catch (const std::exception& thrown) {
        return failure(ErrorCode::HookFailed,
                       std::string("the controller does not say which hooks it has: ")
                           + thrown.what());
    } catch (...) {
        return failure(ErrorCode::HookFailed, "the controller does not say which hooks it has");
    }
}

Answer Controllers::ask(const Question& question, const Step& step) const
{
    try {
        Controller& asked = question.kind == QuestionKind::ExternalHealth ? *monitoring : *target;
        return asked.ask(question, step);
    } catch (const std::exception& thrown) {
        return HookFailure{thrown.what()};
    } catch (...) {
        return HookFailure{"the controller threw something that is no exception"};
    }
}

Answers::Answers(Controllers controllers)
    : m_controllers(std::move(controllers))
{
}

Answer Answers::ask(const Question& question, const Step& step)
{
    if (const Answer* known = find(question))
        return *known;
    // Before the answer, since the question is only lent for so long.
    Given given{question.kind,
                {question.targets.begin(), question.targets.end()},
                question.count,
                question.isRollingBack,
                std::string(question.version),
                {}};
    given.answer = m_controllers.ask(question, step);
    m_all.push_back(std::move(given));
    return m_all.back().answer;
}

const Answer* Answers::find(const Question& question) const
{
    for (const Given& given : m_all)
        if (given.isFor(question))
            return &given.answer;
    return nullptr;
}

bool Answers::Given::isFor(const Question& question) const
{
    return kind == question.kind && count == question.count
        && isRollingBack == question.isRollingBack && version == question.version
        && std::equal(targets.begin(), targets.end(), question.targets.begin(),
                      question.targets.end());
}

} // namespace rollout
