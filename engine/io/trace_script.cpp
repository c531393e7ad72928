#include "io/trace_script.h"

#include <algorithm>

namespace rollout {

namespace {

HealthAnswer healthOf(const Question& question, const Step& step,
                      const std::vector<std::string>& failing)
{
    HealthAnswer answer;
    for (const TargetId id : question.targets) {
        const std::string name = step.describe(id).name;
        const bool fails = std::find(failing.begin(), failing.end(), name) != failing.end();
        answer.push_back(fails ? std::optional<std::string>("scripted failure of " + name)
                               : std::nullopt);
    }
    return answer;
}

ClientState blueTarget(const char* name)
{
    ClientState state;
    state.name = name;
    state.group = "blue";
    state.version = "v0";
    return state;
}

Answer listed(const Question& question, const Step& step, const trace::ListScript& script)
{
    TargetsAnswer answer(question.targets.begin(), question.targets.end());
    switch (script.rule) {
    case trace::ListRule::All:
        return answer;
    case trace::ListRule::None:
        return TargetsAnswer();
    case trace::ListRule::Fail:
        return HookFailure{"scripted failure"};
    case trace::ListRule::Reverse:
        std::reverse(answer.begin(), answer.end());
        return answer;
    case trace::ListRule::Odd: {
        TargetsAnswer odd;
        for (std::size_t i = 1; i < question.targets.size(); i += 2)
            odd.emplace_back(question.targets[i]);
        return odd;
    }
    case trace::ListRule::OfGroup:
        std::erase_if(answer, [&](const auto& entry) {
            return step.describe(std::get<TargetId>(entry)).group != script.group;
        });
        return answer;
    case trace::ListRule::NewFirst:
        answer.insert(answer.begin(), {blueTarget("new1"), blueTarget("new2")});
        return answer;
    }
    return answer;
}

Answer removed(const Question& question, trace::RemovalRule rule)
{
    if (rule == trace::RemovalRule::Fail)
        return HookFailure{"scripted failure"};
    if (rule == trace::RemovalRule::None)
        return TargetsAnswer();
    const auto count =
        std::min<std::size_t>(static_cast<std::size_t>(question.count), question.targets.size());
    return TargetsAnswer(question.targets.begin(),
                         question.targets.begin() + static_cast<std::ptrdiff_t>(count));
}

} // namespace

Answer answerAsScripted(const Question& question, const Step& step,
                        const trace::SetTargetController& targets,
                        const trace::SetMonitoringController& monitoring)
{
    switch (question.kind) {
    case QuestionKind::ExternalHealth:
        if (monitoring.fails)
            return HookFailure{"scripted failure"};
        return HealthAnswer{std::nullopt};
    case QuestionKind::TargetHealth:
        return healthOf(question, step, targets.monitoringFails);
    case QuestionKind::Removal:
        return removed(question, targets.removal);
    case QuestionKind::Selection:
        return listed(question, step, targets.selection);
    case QuestionKind::Approval:
        return listed(question, step, targets.approval);
    }
    return HookFailure{"not a question"};
}

} // namespace rollout
