#include "store/file_check.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include "store/connection.h"
#include "store/migrations.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// https://www.sqlite.org/fileformat.html, "The Database Header": offsets within the first 100
// bytes, big endian.
constexpr qsizetype headerBytes = 100;
constexpr qsizetype pageSizeOffset = 16;
constexpr qsizetype changeCounterOffset = 24;
constexpr qsizetype pageCountOffset = 28;
constexpr qsizetype userVersionOffset = 60;
constexpr qsizetype applicationIdOffset = 68;
constexpr qsizetype versionValidForOffset = 92;

// Reading every page of a larger file would keep a person waiting at each start; damage deeper in
// is found, and said, when the page is needed.
constexpr qint64 wholeCheckBytes = 32 << 20;

std::string quoted(const QString& path)
{
    return "\"" + path.toStdString() + "\"";
}

std::uint32_t number(const QByteArray& header, qsizetype offset)
{
    return qFromBigEndian<std::uint32_t>(header.constData() + offset);
}

tl::unexpected<Error> damaged(const QString& path, const std::string& how)
{
    return failure(ErrorCode::Corrupt,
                   "the store " + quoted(path) + " is damaged (" + how
                       + "); restore it from a backup or name another");
}

Result<FileState> checkFolder(const QFileInfo& file)
{
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return failure(ErrorCode::Io,
                       "the store " + quoted(file.filePath())
                           + " cannot be created: there is no folder " + quoted(folder.filePath())
                           + "; create it or name another");
    if (!folder.isWritable())
        return failure(ErrorCode::Io,
                       "the store " + quoted(file.filePath()) + " cannot be written to: the folder "
                           + quoted(folder.filePath())
                           + " allows no writing; allow it or name another");
    return FileState::Absent;
}

Result<FileState> checkLength(const QFileInfo& file, const QByteArray& header)
{
    const auto stored = qFromBigEndian<quint16>(header.constData() + pageSizeOffset);
    const qint64 pageSize = stored == 1 ? 65536 : stored;
    const bool isCountValid =
        number(header, changeCounterOffset) == number(header, versionValidForOffset);
    // Beside a log the file itself may be behind it.
    if (isCountValid && !isInUse(file.filePath())
        && file.size() < pageSize * number(header, pageCountOffset))
        return damaged(file.filePath(), "its end is missing");
    return FileState::Present;
}

Result<FileState> checkHeader(const QFileInfo& file, const QByteArray& header)
{
    const QString path = file.filePath();
    if (!header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return failure(ErrorCode::Corrupt,
                       quoted(path)
                           + " is not a database; name a store or a file that does not exist yet");
    if (header.size() < headerBytes)
        return damaged(path, "its end is missing");
    if (number(header, applicationIdOffset) != storeApplicationId)
        return failure(ErrorCode::InvalidArgument,
                       quoted(path)
                           + " is a database of another program; name a store or a file that does "
                             "not exist yet");
    const std::int64_t schema = number(header, userVersionOffset);
    if (schema > currentSchema())
        return failure(
            ErrorCode::TooNew,
            "the store " + quoted(path) + " was written by a newer version of this program (schema "
                + std::to_string(schema) + ", this version knows " + std::to_string(currentSchema())
                + "); install that version or name another store");
    if (schema == 0)
        return damaged(path, "it has no schema");
    return checkLength(file, header);
}

Result<void> checkWith(Connection& connection, const QString& sql)
{
    auto rows = connection.select(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next())
        return rows->end();
    if (const std::string said = rows->text(0); said != "ok")
        return damaged(QString::fromStdString(connection.where()),
                       QString::fromStdString(said).simplified().toStdString());
    return {};
}

} // namespace

bool isInUse(const QString& path)
{
    return QFile::exists(path + "-wal"_L1) || QFile::exists(path + "-shm"_L1)
        || QFile::exists(path + "-journal"_L1);
}

Result<FileState> checkFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return checkFolder(info);
    if (info.isDir())
        return failure(ErrorCode::InvalidArgument,
                       quoted(path) + " is a folder; name a file in it, for example "
                           + quoted(path + "/console.db"_L1));
    if (!info.isFile())
        return failure(ErrorCode::InvalidArgument,
                       quoted(path) + " is not a regular file; name another");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io,
                       "the store " + quoted(path) + " cannot be read ("
                           + file.errorString().toStdString() + "); allow reading or name another");
    if (!info.isWritable())
        return failure(ErrorCode::Io,
                       "the store " + quoted(path)
                           + " cannot be written to; allow writing or name another");
    if (auto folder = checkFolder(info); !folder)
        return folder;
    if (info.size() == 0)
        return FileState::Absent;
    return checkHeader(info, file.read(headerBytes));
}

Result<void> checkPages(const QString& path, const StoreOptions& options)
{
    auto connection = Connection::open(fileUrl(path), Access::Immutable, options);
    if (!connection)
        return tl::unexpected(connection.error());
    return checkPages(**connection, path);
}

Result<void> checkPages(Connection& connection, const QString& path)
{
    // With a limit of one complaint the check ends at the first.
    if (QFileInfo(path).size() <= wholeCheckBytes)
        return checkWith(connection,
                         u"SELECT CAST(quick_check AS BLOB) FROM pragma_quick_check(1)"_s);
    return checkWith(connection,
                     u"SELECT CAST('ok' AS BLOB) FROM (SELECT max(id) FROM journal),"
                     " (SELECT max(id) FROM target), (SELECT count(*) FROM entity)"_s);
}

} // namespace rollout
