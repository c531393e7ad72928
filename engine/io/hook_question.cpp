#include "io/fleet_file.h"
#include "io/hook_json.h"
#include "io/json_text.h"

namespace rollout {

namespace {

void appendMember(std::string& text, std::string_view key, std::string_view value)
{
    ((text += '"') += key) += "\": ";
    appendJsonString(text, value);
    text += ", ";
}

void appendTargets(std::string& text, const Question& question, const Step& step)
{
    text += "\"targets\": [";
    std::string_view between = "\n";
    for (const TargetId id : question.targets) {
        text += between;
        appendTarget(text, FleetFormat::Json, step.describe(id));
        between = ",\n";
    }
    text += question.targets.empty() ? "]" : "\n]";
}

bool hasCount(QuestionKind kind)
{
    return kind == QuestionKind::Selection || kind == QuestionKind::Removal;
}

} // namespace

std::string_view hookName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::ExternalHealth:
        return "externalmonitoring";
    case QuestionKind::TargetHealth:
        return "monitoring";
    case QuestionKind::Removal:
        return "removal";
    case QuestionKind::Selection:
        return "selection";
    case QuestionKind::Approval:
        return "approval";
    }
    return {};
}

std::string writeHookQuestion(const Question& question, const Step& step)
{
    std::string text = "{";
    appendMember(text, "hook", hookName(question.kind));
    appendMember(text, "direction", question.isRollingBack ? "back" : "forward");
    appendMember(text, "version", question.version);
    appendTargets(text, question, step);
    if (hasCount(question.kind))
        (text += ", \"count\": ") += std::to_string(question.count);
    text += "}\n";
    return text;
}

} // namespace rollout
