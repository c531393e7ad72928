#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>
#include <array>

#include "io/fleet_file.h"
#include "io/fleet_reader.h"

namespace rollout {

namespace {

constexpr std::size_t flushAt = 1U << 16U;

// Spaces at either end are quoted too: programs differ on whether they belong to a bare field.
bool needsQuotes(std::string_view field)
{
    if (field.empty())
        return false;
    return field.find_first_of(",\"\r\n") != std::string_view::npos || field.front() == ' '
        || field.back() == ' ';
}

void appendCsvField(std::string& text, std::string_view field)
{
    if (!needsQuotes(field)) {
        text += field;
        return;
    }
    text += '"';
    for (const char c : field) {
        if (c == '"')
            text += '"';
        text += c;
    }
    text += '"';
}

void appendCsvTarget(std::string& text, const ClientState& target)
{
    appendCsvField(text, target.name);
    for (const auto* field : {&target.group, &target.tags, &target.version}) {
        text += ',';
        appendCsvField(text, *field);
    }
}

void appendEscaped(std::string& text, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
        (text += '\\') += c;
    else if (c == '\n')
        text += "\\n";
    else if (byte < 0x20)
        ((text += "\\u00") += hex[byte >> 4U]) += hex[byte & 0xFU];
    else
        text += c;
}

void appendJsonField(std::string& text, std::string_view key, std::string_view value)
{
    ((text += '"') += key) += "\": \"";
    for (const char c : value)
        appendEscaped(text, c);
    text += "\", ";
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

tl::unexpected<Error> ioError(const std::string& path, const QSaveFile& file)
{
    return failure(ErrorCode::Io,
                   path + ": cannot be written (" + file.errorString().toStdString()
                       + "); allow it or name another");
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
    // A finished file takes the place of what was there; a device or a pipe must not be replaced.
    const QFileInfo there(QString::fromStdString(path));
    if (there.exists() && !there.isFile())
        return failure(ErrorCode::InvalidArgument,
                       path + ": is not a regular file; name a file to write to");
    if (!there.dir().exists())
        return failure(ErrorCode::Io,
                       path + ": there is no folder \"" + there.dir().path().toStdString()
                           + "\"; create it or name another");
    QSaveFile file(there.filePath());
    if (!file.open(QIODevice::WriteOnly))
        return ioError(path, file);
    if (!writeTargets(file, format, targets, watch))
        return failure(ErrorCode::Cancelled, path + ": cancelled; nothing was written");
    if (!file.commit())
        return ioError(path, file);
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
