#include "io/fleet_file.h"

#include <QFileInfo>
#include <functional>
#include <unordered_set>

#include "core/names.h"
#include "io/fleet_reader.h"
#include "io/text_file.h"

namespace rollout {

namespace {

constexpr std::size_t targetsBetweenCalls = 4096;

constexpr const char* formatHint =
    "a fleet file is CSV (.csv), JSON (.json) or NDJSON (.ndjson, .jsonl)";

struct SameTarget
{
    const std::vector<ClientState>& states;

    std::size_t operator()(std::size_t index) const
    {
        const std::hash<std::string> hash;
        return hash(states[index].name) * 31 + hash(states[index].group);
    }
    bool operator()(std::size_t a, std::size_t b) const
    {
        return states[a].name == states[b].name && states[a].group == states[b].group;
    }
};

std::string nameOf(const ClientState& state)
{
    std::string text = "target \"" + state.name + '"';
    if (!state.group.empty())
        text += " of group \"" + state.group + '"';
    return text;
}

std::optional<FleetFault> findDuplicate(std::string_view text, const FleetRows& rows)
{
    const SameTarget same{rows.states};
    std::unordered_set<std::size_t, SameTarget, SameTarget> seen(rows.states.size(), same, same);
    for (std::size_t i = 0; i < rows.states.size(); ++i) {
        const auto [first, isNew] = seen.insert(i);
        if (isNew)
            continue;
        const auto line = positionAt(text, rows.offsets[*first]).line;
        return FleetFault{rows.offsets[i],
                          nameOf(rows.states[i]) + " is in line " + std::to_string(line)
                              + " already; name and group together have to be unique"};
    }
    return std::nullopt;
}

FleetReading read(const std::string& text, FleetFormat format, const FleetFileWatch& watch)
{
    switch (format) {
    case FleetFormat::Csv:
        return readCsv(text, watch);
    case FleetFormat::Json:
        return readJson(text, watch);
    case FleetFormat::Ndjson:
        break;
    }
    return readNdjson(text, watch);
}

tl::unexpected<Error> errorOf(const FleetFault& fault, std::string_view text,
                              const std::string& path)
{
    if (fault.code == ErrorCode::Cancelled)
        return failure(ErrorCode::Cancelled, path + ": " + fault.sentence);
    return failure(fault.code, atPosition(path, positionAt(text, fault.offset), fault.sentence));
}

} // namespace

Result<FleetFormat> fleetFormatNamed(std::string_view name)
{
    if (name == "csv")
        return FleetFormat::Csv;
    if (name == "json")
        return FleetFormat::Json;
    if (name == "ndjson")
        return FleetFormat::Ndjson;
    return failure(ErrorCode::InvalidArgument,
                   "format \"" + std::string(name) + "\" is not known; it is csv, json or ndjson");
}

Result<FleetFormat> fleetFormatOf(const std::string& path)
{
    const QString suffix = QFileInfo(QString::fromStdString(path)).suffix().toLower();
    if (suffix == QLatin1String("jsonl"))
        return FleetFormat::Ndjson;
    return fleetFormatNamed(suffix.toStdString()).map_error([&](const Error& error) {
        return Error{error.code, path + ": the extension tells no format; " + formatHint};
    });
}

bool FleetProgress::goOn(std::size_t done)
{
    if (++m_calls % targetsBetweenCalls != 0)
        return true;
    if (m_watch.progress && m_total > 0)
        m_watch.progress(static_cast<double>(done) / static_cast<double>(m_total));
    return !m_watch.isCancelled || !m_watch.isCancelled();
}

void FleetProgress::finish() const
{
    if (m_watch.progress)
        m_watch.progress(1.0);
}

std::string faultOfField(std::string_view field, std::string_view value)
{
    if (field == "message") {
        if (value.size() > maximumMessageBytes)
            return "message is too long; it has at most 65,536 bytes";
        return isCleanUtf8(value) ? "" : "message has to be valid UTF-8 without U+0000";
    }
    const auto checked =
        field == "name" ? checkName(field, value) : checkOptionalName(field, value);
    return checked ? "" : checked.error().message;
}

Result<std::vector<ClientState>> parseFleet(std::string text, FleetFormat format,
                                            const std::string& path, const FleetFileWatch& watch)
{
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return failure(ErrorCode::InvalidArgument, path + ": the file is empty; " + formatHint);
    if (watch.isCancelled && watch.isCancelled())
        return failure(ErrorCode::Cancelled, path + ": cancelled; nothing was imported");
    text.reserve(text.size() + textPadding);
    auto rows = read(text, format, watch);
    if (!rows)
        return errorOf(rows.error(), text, path);
    if (const auto duplicate = findDuplicate(text, *rows))
        return errorOf(*duplicate, text, path);
    FleetProgress(watch, text.size()).finish();
    return std::move(rows->states);
}

Result<std::vector<ClientState>> importFleet(const std::string& path, FleetFormat format,
                                             const FleetFileWatch& watch)
{
    return readTextFile(path).and_then(
        [&](std::string&& text) { return parseFleet(std::move(text), format, path, watch); });
}

Result<std::vector<ClientState>> importFleet(const std::string& path, const FleetFileWatch& watch)
{
    return fleetFormatOf(path).and_then(
        [&](FleetFormat format) { return importFleet(path, format, watch); });
}

} // namespace rollout
