#include "io/trace.h"

#include <array>
#include <optional>
#include <simdjson.h>
#include <utility>

#include "io/json_fault.h"
#include "io/text_file.h"

namespace rollout {

namespace {

static_assert(simdjson::SIMDJSON_PADDING <= textPadding);

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// A reader of one JSON value throws this with a sentence; parseTrace() turns it into an Error. The
// values nest four deep, and every one of them can be missing or of the wrong kind.
struct Wrong
{
    std::string sentence;
};

std::string inQuotes(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

template <typename T>
T member(const object& from, std::string_view key, const char* kind)
{
    element found;
    if (from.at_key(key).get(found) != simdjson::SUCCESS)
        throw Wrong{inQuotes(key) + " is missing; it is " + kind};
    T value{};
    if (found.get(value) != simdjson::SUCCESS)
        throw Wrong{inQuotes(key) + " has to be " + kind};
    return value;
}

std::string text(const object& from, std::string_view key)
{
    return std::string(member<std::string_view>(from, key, "a string"));
}

std::int64_t number(const object& from, std::string_view key)
{
    return member<std::int64_t>(from, key, "a whole number");
}

// The recorder writes an empty list as [] or null.
std::optional<array> list(const object& from, std::string_view key)
{
    element found;
    if (from.at_key(key).get(found) == simdjson::SUCCESS && found.is_null())
        return std::nullopt;
    return member<array>(from, key, "an array");
}

ClientState targetRow(const element& row, std::string_view key)
{
    array cells;
    std::string_view group, name, version;
    bool isError = false;
    const bool isRow = row.get(cells) == simdjson::SUCCESS && cells.size() == 4
        && cells.at(0).get(group) == simdjson::SUCCESS && cells.at(1).get(name) == simdjson::SUCCESS
        && cells.at(2).get(version) == simdjson::SUCCESS
        && cells.at(3).get(isError) == simdjson::SUCCESS;
    if (!isRow)
        throw Wrong{inQuotes(key) + " has to consist of [group, name, version, isError]"};
    ClientState state;
    state.name = name;
    state.group = group;
    state.version = version;
    state.isError = isError;
    return state;
}

std::vector<ClientState> targetRows(const object& from, std::string_view key)
{
    std::vector<ClientState> rows;
    if (const auto entries = list(from, key))
        for (const element row : *entries)
            rows.push_back(targetRow(row, key));
    return rows;
}

Percent percent(const object& step, std::string_view key)
{
    const std::int64_t value = number(step, key);
    if (value < 0 || value > 100)
        throw Wrong{inQuotes(key) + " has to be 0 to 100, not " + std::to_string(value)};
    return Percent(static_cast<int>(value));
}

TraceOperation setOptions(const object& step)
{
    RolloutOptions options;
    options.batch = percent(step, "batchPercent");
    options.success = percent(step, "successPercent");
    options.successTimeout = Seconds(number(step, "successTimeoutSecs"));
    options.durationTimeout = Seconds(number(step, "durationTimeoutSecs"));
    return trace::SetOptions{options};
}

constexpr std::array<std::pair<std::string_view, trace::ListRule>, 6> listRules{{
    {"", trace::ListRule::All},
    {"none", trace::ListRule::None},
    {"error", trace::ListRule::Fail},
    {"reverse", trace::ListRule::Reverse},
    {"odd", trace::ListRule::Odd},
    {"new", trace::ListRule::NewFirst},
}};

trace::ListScript listScript(const object& step, std::string_view key)
{
    constexpr std::string_view groupPrefix = "group:";
    const std::string word = text(step, key);
    if (word.starts_with(groupPrefix))
        return {trace::ListRule::OfGroup, word.substr(groupPrefix.size())};
    for (const auto& [name, rule] : listRules)
        if (word == name && (rule != trace::ListRule::NewFirst || key == "selection"))
            return {rule, {}};
    throw Wrong{inQuotes(key) + " cannot be " + inQuotes(word)
                + R"(; it is "", "none", "error", "reverse", "odd" or "group:NAME")"
                + (key == "selection" ? R"(, or "new")" : "")};
}

trace::RemovalRule removalRule(const object& step)
{
    const std::string word = text(step, "removal");
    if (word.empty())
        return trace::RemovalRule::None;
    if (word == "error")
        return trace::RemovalRule::Fail;
    if (word == "first")
        return trace::RemovalRule::First;
    throw Wrong{R"("removal" cannot be )" + inQuotes(word) + R"(; it is "", "error" or "first")"};
}

TraceOperation setTargetController(const object& step)
{
    trace::SetTargetController operation;
    operation.selection = listScript(step, "selection");
    operation.approval = listScript(step, "approval");
    operation.removal = removalRule(step);
    if (const auto names = list(step, "monitoringFails"))
        for (const element entry : *names) {
            std::string_view name;
            if (entry.get(name) != simdjson::SUCCESS)
                throw Wrong{R"("monitoringFails" has to consist of names)"};
            operation.monitoringFails.emplace_back(name);
        }
    return operation;
}

TraceOperation setMonitoringController(const object& step)
{
    const std::string word = text(step, "external");
    if (!word.empty() && word != "error")
        throw Wrong{R"("external" cannot be )" + inQuotes(word) + R"(; it is "" or "error")"};
    return trace::SetMonitoringController{word == "error"};
}

TraceOperation orchestrate(const object& step)
{
    const auto rollout = member<object>(step, "rollout", "an object");
    trace::Orchestrate operation;
    operation.report = targetRows(step, "report");
    operation.targets = targetRows(step, "targets");
    operation.rollout = {text(rollout, "target"), text(rollout, "rolling"),
                         text(rollout, "lastKnownGood"), text(rollout, "lastKnownBad")};
    if (step.at_key("error").error() == simdjson::SUCCESS)
        operation.fails = member<bool>(step, "error", "true or false");
    return operation;
}

TraceOperation operationOf(const object& step)
{
    const std::string op = text(step, "op");
    if (op == "orchestrate")
        return orchestrate(step);
    if (op == "setTargetVersion")
        return trace::SetTargetVersion{text(step, "version")};
    if (op == "forceTargetVersion")
        return trace::ForceTargetVersion{text(step, "version")};
    if (op == "setRolloutOptions")
        return setOptions(step);
    if (op == "setTargetController")
        return setTargetController(step);
    if (op == "setMonitoringController")
        return setMonitoringController(step);
    throw Wrong{R"("op" cannot be )" + inQuotes(op)
                + "; it is orchestrate, setTargetVersion, forceTargetVersion, "
                  "setRolloutOptions, setTargetController or setMonitoringController"};
}

TraceStep stepOf(const element& entry, std::size_t which)
{
    try {
        object step;
        if (entry.get(step) != simdjson::SUCCESS)
            throw Wrong{"has to be an object"};
        return {Time(Milliseconds(number(step, "at"))), operationOf(step)};
    } catch (const Wrong& wrong) {
        throw Wrong{"step " + std::to_string(which) + ": " + wrong.sentence};
    }
}

Trace traceOf(const element& document)
{
    object root;
    if (document.get(root) != simdjson::SUCCESS)
        throw Wrong{R"(not a trace; it is an object with "name" and "steps")"};
    Trace result;
    result.name = text(root, "name");
    for (const element entry : member<array>(root, "steps", "an array"))
        result.steps.push_back(stepOf(entry, result.steps.size() + 1));
    return result;
}

} // namespace

Result<Trace> parseTrace(const std::string& text, const std::string& path)
{
    simdjson::dom::parser parser;
    element document;
    const auto error = parser.parse(text).get(document);
    if (error != simdjson::SUCCESS) {
        const auto fault = findJsonFault(text);
        const std::string sentence = "not valid JSON: "
            + (fault ? fault->sentence : std::string(simdjson::error_message(error)));
        return failure(ErrorCode::InvalidArgument,
                       atPosition(path, positionAt(text, fault ? fault->offset : 0), sentence));
    }
    try {
        return traceOf(document);
    } catch (const Wrong& wrong) {
        return failure(ErrorCode::InvalidArgument, path + ": " + wrong.sentence);
    }
}

Result<Trace> readTrace(const std::string& path)
{
    return readTextFile(path).and_then(
        [&](const std::string& text) { return parseTrace(text, path); });
}

} // namespace rollout
