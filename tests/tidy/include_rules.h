#pragma once

// Who may know whom: the arrows between the rooms, as they show in #include lines and in CMake's
// link lines.

#include <QString>
#include <QStringList>

#include <vector>

#include "source_tree.h"

namespace tidy {

/// A room and the rooms whose headers it may include or whose targets it may link, its own aside.
struct Room
{
    const char* path; ///< e.g. "engine/store"
    QStringList mayKnow; ///< last part of the path; "*" for all
};

[[nodiscard]] const std::vector<Room>& rooms();

/// The room that a path from the root or an include like "core/fleet.h" leads to ("core", "ui", …);
/// empty: none of ours.
[[nodiscard]] QString roomOf(const QString& path);

/// "path:line: …" of every include or link of ours that goes against the arrows.
[[nodiscard]] QStringList wrongArrows(const std::vector<SourceFile>& files);

} // namespace tidy
