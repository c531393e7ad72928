#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <simdjson.h>
#include <unordered_map>
#include <utility>

#include "io/fleet_reader.h"
#include "io/hook_json.h"
#include "io/json_fault.h"
#include "io/text_file.h"

namespace rollout {

namespace {

namespace dom = simdjson::dom;

static_assert(simdjson::SIMDJSON_PADDING <= textPadding);

// Something wrong with the answer, in words; caught in readHookAnswer().
struct AnswerFault
{
    std::string sentence;
};

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

/// One object of the answer, and how a person finds it.
struct Place
{
    dom::object object;
    std::size_t entry = 0; ///< of "targets", from 1; 0: the answer itself
};

[[noreturn]] void wrong(const Place& place, std::string_view sentence)
{
    const std::string where = place.entry == 0
        ? std::string()
        : "entry " + std::to_string(place.entry) + " of \"targets\": ";
    throw AnswerFault{where + std::string(sentence)};
}

/// Nothing: absent, or null.
std::optional<dom::element> memberOf(const Place& place, std::string_view key)
{
    dom::element element;
    if (place.object.at_key(key).get(element) || element.is_null())
        return std::nullopt;
    return element;
}

std::optional<std::string_view> stringOf(const Place& place, std::string_view key)
{
    const auto element = memberOf(place, key);
    std::string_view text;
    if (element && element->get_string().get(text))
        wrong(place, quoted(key) + " has to be a string in quotes");
    return element ? std::optional(text) : std::nullopt;
}

bool flagOf(const Place& place, std::string_view key)
{
    const auto element = memberOf(place, key);
    bool flag = false;
    if (element && element->get_bool().get(flag))
        wrong(place, quoted(key) + " has to be true or false");
    return flag;
}

void take(ClientState& state, const TargetField& field, const Place& place)
{
    const auto text = stringOf(place, field.key);
    if (!text)
        return;
    if (const auto fault = faultOfField(field.key, *text); !fault.empty())
        wrong(place, fault);
    state.*field.field = *text;
}

void requireName(const ClientState& state, const Place& place)
{
    if (state.name.empty())
        wrong(place, "\"name\" is missing; every target has one");
}

ClientState targetOf(const Place& place)
{
    ClientState state;
    for (const TargetField& field : targetFields)
        take(state, field, place);
    requireName(state, place);
    state.isError = flagOf(place, "isError");
    return state;
}

/// Group and name alone.
ClientState identityOf(const Place& place)
{
    ClientState state;
    take(state, {"name", &ClientState::name}, place);
    take(state, {"group", &ClientState::group}, place);
    requireName(state, place);
    return state;
}

/// What is wrong; nothing: all is well.
std::optional<std::string> healthOf(const Place& place)
{
    const auto status = stringOf(place, "status");
    const std::string_view message = stringOf(place, "message").value_or("");
    if (!status)
        wrong(place, "\"status\" is missing; \"ok\" is well, anything else is not");
    const bool isWell =
        status->size() == 2 && (status->at(0) | 0x20) == 'o' && (status->at(1) | 0x20) == 'k';
    if (isWell)
        return std::nullopt;
    return message.empty() ? "status " + quoted(*status) : std::string(message);
}

template <typename Read>
void forEachTarget(const Place& answer, Read read)
{
    const auto member = memberOf(answer, "targets");
    if (!member)
        wrong(answer, "\"targets\" is missing; an empty list names none");
    dom::array array;
    if (member->get_array().get(array))
        wrong(answer, "\"targets\" has to be a list, [{…}, {…}]");
    Place place;
    for (const dom::element element : array) {
        ++place.entry;
        if (element.get_object().get(place.object))
            wrong(place, R"(it has to be an object like {"name": "web1", "group": "east"})");
        read(place);
    }
}

TargetsAnswer targetsOf(const Place& answer)
{
    TargetsAnswer targets;
    forEachTarget(answer, [&](const Place& place) { targets.emplace_back(targetOf(place)); });
    return targets;
}

/// Places in the question by group and name. No name has a U+0000 in it.
using Askings = std::unordered_map<std::string, std::size_t>;

std::string keyOf(const ClientState& target)
{
    return target.group + '\0' + target.name;
}

Askings askingsOf(const Question& question, const Step& step)
{
    Askings askings;
    askings.reserve(question.targets.size());
    for (std::size_t i = 0; i < question.targets.size(); ++i)
        askings.emplace(keyOf(step.describe(question.targets[i])), i);
    return askings;
}

HealthAnswer healthOfTargets(const Place& answer, const Question& question, const Step& step)
{
    HealthAnswer health(question.targets.size());
    const Askings askings = askingsOf(question, step);
    forEachTarget(answer, [&](const Place& place) {
        auto unwell = healthOf(place);
        const auto asked = askings.find(keyOf(identityOf(place)));
        // Once unwell is enough.
        if (unwell && asked != askings.end())
            health[asked->second] = std::move(unwell);
    });
    return health;
}

Answer answerOf(const Place& answer, const Question& question, const Step& step)
{
    switch (question.kind) {
    case QuestionKind::ExternalHealth:
        return HealthAnswer{healthOf(answer)};
    case QuestionKind::TargetHealth:
        return healthOfTargets(answer, question, step);
    case QuestionKind::Removal:
    case QuestionKind::Selection:
    case QuestionKind::Approval:
        break;
    }
    return targetsOf(answer);
}

// simdjson is quick at telling that a text is no JSON: look for where it stops.
[[noreturn]] void throwSyntaxFault(const std::string& text, simdjson::error_code error)
{
    const auto fault = findJsonFault(text);
    if (!fault)
        throw AnswerFault{std::string("this JSON cannot be read: ")
                          + simdjson::error_message(error)};
    const TextPosition position = positionAt(text, fault->offset);
    throw AnswerFault{"no JSON at line " + std::to_string(position.line) + ", column "
                      + std::to_string(position.column) + ": " + fault->sentence};
}

} // namespace

std::string_view hookAnswerExample(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::ExternalHealth:
        return R"({"status": "ok", "message": ""})";
    case QuestionKind::TargetHealth:
        return R"({"targets": [{"name": "web1", "group": "east", "status": "bad", "message": "why"}]})";
    case QuestionKind::Removal:
    case QuestionKind::Selection:
    case QuestionKind::Approval:
        break;
    }
    return R"({"targets": [{"name": "web1", "group": "east"}]})";
}

Result<Answer> readHookAnswer(std::string text, const Question& question, const Step& step)
{
    try {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos)
            throw AnswerFault{"there is none"};
        text.reserve(text.size() + textPadding);
        dom::parser parser;
        dom::element document;
        if (const auto error = parser.parse(text.data(), text.size(), false).get(document))
            throwSyntaxFault(text, error);
        Place answer;
        if (document.get_object().get(answer.object))
            throw AnswerFault{"it has to be an object"};
        return answerOf(answer, question, step);
    } catch (const AnswerFault& fault) {
        return failure(ErrorCode::InvalidArgument,
                       fault.sentence + "; right is "
                           + std::string(hookAnswerExample(question.kind)));
    }
}

} // namespace rollout
