#pragma once

// The project's own text files, read once, with comments told apart from code.

#include <QString>
#include <QStringList>

#include <vector>

namespace tidy {

struct SourceFile
{
    QString path; ///< from the project's root, with slashes
    QStringList lines; ///< as they are
    QStringList
        code; ///< the same lines without what // and /* */ comment out; other files: as they are

    [[nodiscard]] bool isCpp() const { return path.endsWith(u".cpp") || path.endsWith(u".h"); }
};

/// Lines without comments. String literals stay; a // within one does not begin a comment.
[[nodiscard]] QStringList withoutComments(const QStringList& lines);

/// Every .h, .cpp, CMake, shell, Markdown and data-free text file of the rooms and the top level,
/// by path.
[[nodiscard]] std::vector<SourceFile> readSourceTree(const QString& root);

} // namespace tidy
