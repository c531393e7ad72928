#include "include_rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace tidy {

namespace {

QString lastPart(const char* path)
{
    return QString::fromLatin1(path).section(u'/', -1);
}

const Room* roomOfFile(const QString& path)
{
    const auto& all = rooms();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Room& room) {
        return path.startsWith(QString::fromLatin1(room.path) + u'/');
    });
    return found == all.end() ? nullptr : &*found;
}

bool mayKnow(const Room& room, const QString& other)
{
    return other.isEmpty() || other == lastPart(room.path) || room.mayKnow.contains(u"*")
        || room.mayKnow.contains(other);
}

/// Rooms of ours that a line of code names: by an include, or (CMake) by a library called
/// rollout_ROOM….
QStringList roomsNamed(const SourceFile& file, const QString& line)
{
    static const QRegularExpression include(QStringLiteral("#include \"([^\"]+)\""));
    static const QRegularExpression library(QStringLiteral("\\brollout_([a-z]+)"));
    QStringList named;
    if (file.isCpp()) {
        const auto match = include.match(line);
        if (match.hasMatch())
            named.append(roomOf(match.captured(1)));
    } else if (file.path.endsWith(u"CMakeLists.txt")) {
        for (auto matches = library.globalMatch(line); matches.hasNext();)
            named.append(roomOf(matches.next().captured(1) + u'/'));
    }
    return named;
}

} // namespace

const std::vector<Room>& rooms()
{
    // The types in a room's public headers travel with its arrow: who knows the service knows
    // core's and store's values.
    static const std::vector<Room> all{
        {"engine/core", {}},
        {"engine/io", {QStringLiteral("core")}},
        {"engine/controllers", {QStringLiteral("core"), QStringLiteral("io")}},
        {"engine/store", {QStringLiteral("core")}},
        {"engine/simulation", {QStringLiteral("core")}},
        {"engine/service",
         {QStringLiteral("core"), QStringLiteral("io"), QStringLiteral("controllers"),
          QStringLiteral("store"), QStringLiteral("simulation")}},
        {"engine/http",
         {QStringLiteral("core"), QStringLiteral("io"), QStringLiteral("store"),
          QStringLiteral("service")}},
        {"ui",
         // simulation for its closed forms: pure functions, which the inspector predicts times
         // with.
         {QStringLiteral("core"), QStringLiteral("io"), QStringLiteral("simulation"),
          QStringLiteral("store"), QStringLiteral("service")}},
        {"app", {QStringLiteral("*")}},
    };
    return all;
}

QString roomOf(const QString& path)
{
    QString first = path.section(u'/', 0, 0);
    if (first == u"engine")
        first = path.section(u'/', 1, 1);
    const auto& all = rooms();
    const bool isRoom = path.contains(u'/')
        && std::any_of(all.begin(), all.end(),
                       [&](const Room& room) { return lastPart(room.path) == first; });
    return isRoom ? first : QString();
}

QStringList wrongArrows(const std::vector<SourceFile>& files)
{
    QStringList found;
    for (const SourceFile& file : files) {
        const Room* room = roomOfFile(file.path);
        for (qsizetype i = 0; room != nullptr && i < file.code.size(); ++i)
            for (const QString& named : roomsNamed(file, file.code[i]))
                if (!mayKnow(*room, named))
                    found.append(QStringLiteral("%1:%2: %3 may not know %4")
                                     .arg(file.path)
                                     .arg(i + 1)
                                     .arg(QString::fromLatin1(room->path), named));
    }
    return found;
}

} // namespace tidy
