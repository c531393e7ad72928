#include "io/text_file.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

#include "io/replaced_file.h"

namespace rollout {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::vector<std::string> jsonFilesBelow(const QString& folder)
{
    std::vector<std::string> files;
    QDirIterator it(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.push_back(it.next().toStdString());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

Result<std::string> readTextFile(const std::string& path)
{
    const QString name = QString::fromStdString(path);
    if (QFileInfo(name).isDir())
        return failure(ErrorCode::Io, path + ": is a folder; name a file in it");
    if (!QFileInfo::exists(name))
        return failure(ErrorCode::Io, path + ": there is no such file; check the name");
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io,
                       path + ": cannot be read (" + file.errorString().toStdString()
                           + "); allow reading it or name another");
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::Io, path + ": " + file.errorString().toStdString());
    std::string_view content(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"))
        return failure(ErrorCode::InvalidArgument, path + ": is text in UTF-16; save it as UTF-8");
    if (content.starts_with(byteOrderMark))
        content.remove_prefix(byteOrderMark.size());
    std::string text;
    text.reserve(content.size() + textPadding);
    text.assign(content);
    return text;
}

Result<void> writeTextFile(const std::string& path, std::string_view text)
{
    auto file = openToReplace(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto size = static_cast<qint64>(text.size());
    if ((*file)->write(text.data(), size) != size || !(*file)->commit())
        return tl::unexpected(writeError(path, **file));
    return {};
}

TextPosition positionAt(std::string_view text, std::size_t offset)
{
    TextPosition position;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        const bool isLoneReturn = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || isLoneReturn)
            position = {position.line + 1, 1};
        else if (!isContinuationByte(text[i]))
            ++position.column;
    }
    return position;
}

std::string atPosition(const std::string& path, TextPosition position, std::string_view sentence)
{
    return path + ':' + std::to_string(position.line) + ':' + std::to_string(position.column) + ": "
        + std::string(sentence);
}

Result<std::vector<std::string>> jsonFiles(const std::vector<std::string>& paths)
{
    std::vector<std::string> files;
    for (const auto& path : paths) {
        const QFileInfo info(QString::fromStdString(path));
        if (!info.exists())
            return failure(ErrorCode::NotFound, path + ": no such file or folder");
        if (!info.isDir()) {
            files.push_back(path);
            continue;
        }
        const auto below = jsonFilesBelow(info.filePath());
        if (below.empty())
            return failure(ErrorCode::NotFound, path + ": no *.json file in or below this folder");
        files.insert(files.end(), below.begin(), below.end());
    }
    return files;
}

} // namespace rollout
