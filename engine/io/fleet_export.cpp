#include <QSaveFile>
#include <algorithm>
#include <array>

#include "io/fleet_file.h"
#include "io/fleet_reader.h"
#include "io/json_text.h"
#include "io/replaced_file.h"

namespace rollout {

namespace {

constexpr std::size_t flushAt = 1U << 16U;

void appendCsvTarget(std::string& text, const ClientState& target)
{
    appendCsvField(text, target.name);
    for (const auto* field : {&target.group, &target.tags, &target.version}) {
        text += ',';
        appendCsvField(text, *field);
    }
}

void appendJsonField(std::string& text, std::string_view key, std::string_view value)
{
    ((text += '"') += key) += "\": ";
    appendJsonString(text, value);
    text += ", ";
}

void appendJsonTarget(std::string& text, const ClientState& target)
{
    text += '{';
    appendJsonField(text, "name", target.name);
    appendJsonField(text, "group", target.group);
    appendJsonField(text, "tags", target.tags);
    appendJsonField(text, "version", target.version);
    appendJsonField(text, "message", target.message);
    text += target.isError ? "\"isError\": true}" : "\"isError\": false}";
}

// What stands around the targets in each format.
struct Frame
{
    std::string_view head;
    std::string_view between;
    std::string_view tail;
};

Frame frameOf(FleetFormat format, bool isEmpty)
{
    switch (format) {
    case FleetFormat::Csv:
        return {"name,group,tags,version\r\n", "\r\n", isEmpty ? "" : "\r\n"};
    case FleetFormat::Json:
        return isEmpty ? Frame{"[]\n", "", ""} : Frame{"[\n", ",\n", "\n]\n"};
    case FleetFormat::Ndjson:
        break;
    }
    return {"", "\n", isEmpty ? "" : "\n"};
}

// Takes the text over into the file; a failed write shows at commit.
void flush(std::string& text, QSaveFile& file)
{
    file.write(text.data(), static_cast<qint64>(text.size()));
    text.clear();
}

// False: cancelled.
bool writeTargets(QSaveFile& file, FleetFormat format, std::span<const ClientState> targets,
                  const FleetFileWatch& watch)
{
    const Frame frame = frameOf(format, targets.empty());
    FleetProgress progress(watch, targets.size());
    std::string text(frame.head);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (i > 0)
            text += frame.between;
        appendTarget(text, format, targets[i]);
        if (text.size() >= flushAt)
            flush(text, file);
        if (!progress.goOn(i + 1))
            return false;
    }
    text += frame.tail;
    flush(text, file);
    return true;
}

} // namespace

void appendTarget(std::string& text, FleetFormat format, const ClientState& target)
{
    if (format == FleetFormat::Csv)
        appendCsvTarget(text, target);
    else
        appendJsonTarget(text, target);
}

Result<void> exportFleet(const std::string& path, FleetFormat format,
                         std::span<const ClientState> targets, const FleetFileWatch& watch)
{
    const auto file = openToReplace(path);
    if (!file)
        return tl::unexpected(file.error());
    if (!writeTargets(**file, format, targets, watch))
        return failure(ErrorCode::Cancelled, path + ": cancelled; nothing was written");
    if (!(*file)->commit())
        return tl::unexpected(writeError(path, **file));
    FleetProgress(watch, targets.size()).finish();
    return {};
}

Result<void> exportFleet(const std::string& path, std::span<const ClientState> targets,
                         const FleetFileWatch& watch)
{
    return fleetFormatOf(path).and_then(
        [&](FleetFormat format) { return exportFleet(path, format, targets, watch); });
}

} // namespace rollout
