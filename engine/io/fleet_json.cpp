#include <algorithm>
#include <array>
#include <optional>
#include <simdjson.h>

#include "io/fleet_reader.h"
#include "io/json_fault.h"
#include "io/text_file.h"

namespace rollout {

namespace {

namespace ondemand = simdjson::ondemand;

static_assert(simdjson::SIMDJSON_PADDING <= textPadding);

// What a reader of one object throws: something simdjson found, or something wrong with a value.
struct Malformed
{
    simdjson::error_code error;
};

template <typename T>
T unwrap(simdjson::simdjson_result<T>&& result)
{
    T value;
    if (const auto error = std::move(result).get(value))
        throw Malformed{error};
    return value;
}

// Whether anything but spaces comes after what was read.
bool goesOn(ondemand::document& document)
{
    return document.current_location().error() != simdjson::OUT_OF_BOUNDS;
}

// Reads documents that all lie in one text.
class ObjectReader
{
public:
    explicit ObjectReader(const std::string& text)
        : m_text(text)
    {
    }

    [[nodiscard]] std::size_t offsetOf(const char* at) const
    {
        return static_cast<std::size_t>(at - m_text.data());
    }

    /// Throws FleetFault or Malformed.
    ClientState read(ondemand::value value)
    {
        const std::size_t start = offsetOf(value.raw_json_token().data());
        ondemand::object object;
        const auto error = value.get_object().get(object);
        if (error == simdjson::INCORRECT_TYPE)
            throw FleetFault{
                start,
                R"(a target has to be an object like {"name": "web1", "group": "east", "version": "v1"})"};
        if (error)
            throw Malformed{error};
        return readFields(object, start);
    }

    ClientState readFields(ondemand::object object, std::size_t start)
    {
        m_state = {};
        m_seen.clear();
        for (auto field : object)
            readField(unwrap(std::move(field)));
        if (!isSeen("name"))
            throw FleetFault{start, R"("name" is missing; every target has one)"};
        return std::move(m_state);
    }

private:
    [[nodiscard]] bool isSeen(std::string_view key) const
    {
        return std::find(m_seen.begin(), m_seen.end(), key) != m_seen.end();
    }

    void readField(ondemand::field field)
    {
        const std::size_t keyOffset = offsetOf(field.key().raw()) - 1;
        const std::string_view key = unwrap(field.unescaped_key());
        if (isSeen(key))
            throw FleetFault{keyOffset,
                             '"' + std::string(key) + "\" is there twice; once is right"};
        m_seen.emplace_back(key);
        ondemand::value value = field.value();
        const std::size_t offset = offsetOf(value.raw_json_token().data());
        if (key == "isError")
            return readFlag(value, offset);
        for (const auto& known : targetFields)
            if (known.key == key)
                return readString(known, value, offset);
        throw FleetFault{
            keyOffset,
            '"' + std::string(key)
                + "\" is not known; a target has name, group, tags, version, message and isError"};
    }

    void readFlag(ondemand::value value, std::size_t offset)
    {
        const auto error = value.get_bool().get(m_state.isError);
        if (error == simdjson::INCORRECT_TYPE)
            throw FleetFault{offset, R"("isError" has to be true or false)"};
        if (error)
            throw Malformed{error};
    }

    void readString(const TargetField& known, ondemand::value value, std::size_t offset)
    {
        std::string_view text;
        const auto error = value.get_string().get(text);
        if (error == simdjson::INCORRECT_TYPE)
            throw FleetFault{offset,
                             '"' + std::string(known.key) + "\" has to be a string in quotes"};
        if (error)
            throw Malformed{error};
        if (auto wrong = faultOfField(known.key, text); !wrong.empty())
            throw FleetFault{offset, std::move(wrong)};
        m_state.*known.field = text;
    }

    const std::string& m_text;
    ClientState m_state;
    std::vector<std::string> m_seen; ///< keys of the object that is read
};

// simdjson says what it did not like, not where: look for it.
FleetFault faultOf(const Malformed& malformed, std::string_view document, std::size_t start)
{
    if (const auto found = findJsonFault(document))
        return {start + found->offset, found->sentence};
    return {start, std::string("not valid JSON: ") + simdjson::error_message(malformed.error)};
}

// What looks like a value of the wrong kind may be no JSON at all, or come after what is none.
FleetFault deeperFault(const FleetFault& fault, std::string_view document, std::size_t start)
{
    if (fault.code == ErrorCode::Cancelled)
        return fault;
    const auto found = findJsonFault(document);
    if (found && start + found->offset <= fault.offset)
        return {start + found->offset, found->sentence};
    return fault;
}

void take(FleetRows& rows, FleetProgress& progress, ClientState state, std::size_t offset)
{
    rows.states.push_back(std::move(state));
    rows.offsets.push_back(offset);
    if (!progress.goOn(offset))
        throw FleetFault{offset, "cancelled; nothing was imported", ErrorCode::Cancelled};
}

FleetRows readArray(const std::string& text, const FleetFileWatch& watch)
{
    FleetRows rows;
    FleetProgress progress(watch, text.size());
    ObjectReader reader(text);
    ondemand::parser parser;
    auto document = unwrap(parser.iterate(text.data(), text.size(), text.capacity()));
    ondemand::array array;
    const auto error = document.get_array().get(array);
    if (error == simdjson::INCORRECT_TYPE)
        throw FleetFault{text.find_first_not_of(" \t\r\n"),
                         "has to be an array of targets, [{…}, {…}]; one object a line is NDJSON"};
    if (error)
        throw Malformed{error};
    for (auto element : array) {
        auto value =
            unwrap(std::move(element)); // NOLINT(performance-move-const-arg): no copy by contract
        const std::size_t offset = reader.offsetOf(value.raw_json_token().data());
        take(rows, progress, reader.read(value), offset);
    }
    if (goesOn(document))
        throw Malformed{simdjson::TAPE_ERROR};
    return rows;
}

struct Line
{
    std::size_t start;
    std::size_t size;
};

// The line from `start` on without its end; spaces and a CR at its end do not matter to JSON.
Line lineAt(std::string_view text, std::size_t start)
{
    const auto end = text.find('\n', start);
    return {start, (end == std::string_view::npos ? text.size() : end) - start};
}

ClientState readDocument(const std::string& text, Line line, ondemand::parser& parser,
                         ObjectReader& reader)
{
    auto document =
        unwrap(parser.iterate(text.data() + line.start, line.size, text.capacity() - line.start));
    const std::size_t start = text.find_first_not_of(" \t\r", line.start);
    ondemand::object object;
    const auto error = document.get_object().get(object);
    if (error == simdjson::INCORRECT_TYPE)
        throw FleetFault{
            start,
            R"(every line has to be one object like {"name": "web1"}; an array of them is JSON)"};
    if (error)
        throw Malformed{error};
    auto state = reader.readFields(object, start);
    if (goesOn(document))
        throw Malformed{simdjson::TAPE_ERROR};
    return state;
}

ClientState readLine(const std::string& text, Line line, ondemand::parser& parser,
                     ObjectReader& reader)
{
    const auto content = std::string_view(text).substr(line.start, line.size);
    try {
        return readDocument(text, line, parser, reader);
    } catch (const Malformed& malformed) {
        throw faultOf(malformed, content, line.start);
    } catch (const FleetFault& fault) {
        throw deeperFault(fault, content, line.start);
    }
}

FleetRows readLines(const std::string& text, const FleetFileWatch& watch)
{
    FleetRows rows;
    FleetProgress progress(watch, text.size());
    ObjectReader reader(text);
    ondemand::parser parser;
    for (std::size_t at = 0; at < text.size();) {
        const Line line = lineAt(text, at);
        const std::string_view content = std::string_view(text).substr(line.start, line.size);
        at = line.start + line.size + 1;
        if (content.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        take(rows, progress, readLine(text, line, parser, reader), line.start);
    }
    return rows;
}

} // namespace

FleetReading readJson(const std::string& text, const FleetFileWatch& watch)
{
    try {
        return readArray(text, watch);
    } catch (const Malformed& malformed) {
        return tl::unexpected<FleetFault>(faultOf(malformed, text, 0));
    } catch (const FleetFault& fault) {
        return tl::unexpected<FleetFault>(deeperFault(fault, text, 0));
    }
}

FleetReading readNdjson(const std::string& text, const FleetFileWatch& watch)
{
    try {
        return readLines(text, watch);
    } catch (const FleetFault& fault) {
        return tl::unexpected<FleetFault>(fault);
    }
}

} // namespace rollout
