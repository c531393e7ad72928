#include "io/replaced_file.h"

#include <QDir>
#include <QFileInfo>

namespace rollout {

namespace {

// Spaces at either end are quoted too: programs differ on whether they belong to a bare field.
bool needsQuotes(std::string_view field)
{
    if (field.empty())
        return false;
    return field.find_first_of(",\"\r\n") != std::string_view::npos || field.front() == ' '
        || field.back() == ' ';
}

} // namespace

Error writeError(const std::string& path, const QSaveFile& file)
{
    return {ErrorCode::Io,
            path + ": cannot be written (" + file.errorString().toStdString()
                + "); allow it or name another"};
}

Result<std::unique_ptr<QSaveFile>> openToReplace(const std::string& path)
{
    const QFileInfo there(QString::fromStdString(path));
    if (there.exists() && !there.isFile())
        return failure(ErrorCode::InvalidArgument,
                       path + ": is not a regular file; name a file to write to");
    if (!there.dir().exists())
        return failure(ErrorCode::Io,
                       path + ": there is no folder \"" + there.dir().path().toStdString()
                           + "\"; create it or name another");
    auto file = std::make_unique<QSaveFile>(there.filePath());
    if (!file->open(QIODevice::WriteOnly))
        return tl::unexpected(writeError(path, *file));
    return file;
}

void appendCsvField(std::string& csv, std::string_view text)
{
    if (!needsQuotes(text)) {
        csv += text;
        return;
    }
    csv += '"';
    for (const char c : text) {
        if (c == '"')
            csv += '"';
        csv += c;
    }
    csv += '"';
}

} // namespace rollout
