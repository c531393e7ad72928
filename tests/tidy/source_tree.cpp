#include "source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace tidy {

namespace {

enum class Inside { Code, String, Character, BlockComment };

class CommentStripper
{
public:
    QString strip(const QString& line)
    {
        QString kept;
        if (m_inside != Inside::BlockComment)
            m_inside = Inside::Code; // no literal of ours goes on over a line end
        for (qsizetype i = 0; i < line.size(); ++i) {
            const QStringView two = QStringView(line).mid(i, 2);
            if (m_inside == Inside::BlockComment) {
                i += leaveComment(two);
            } else if (m_inside == Inside::Code && two == u"//") {
                break;
            } else if (m_inside == Inside::Code && two == u"/*") {
                m_inside = Inside::BlockComment;
                ++i;
            } else {
                kept += line[i];
                i += followLiteral(line, i, kept);
            }
        }
        return kept;
    }

private:
    /// Returns how many characters to skip beyond this one.
    int leaveComment(QStringView two)
    {
        if (two != u"*/")
            return 0;
        m_inside = Inside::Code;
        return 1;
    }

    int followLiteral(const QString& line, qsizetype i, QString& kept)
    {
        const QChar c = line[i];
        if (m_inside == Inside::Code) {
            const bool isDigitSeparator = c == u'\'' && i > 0 && line[i - 1].isLetterOrNumber();
            if (c == u'"')
                m_inside = Inside::String;
            else if (c == u'\'' && !isDigitSeparator)
                m_inside = Inside::Character;
            return 0;
        }
        if (c == u'\\' && i + 1 < line.size()) {
            kept += line[i + 1];
            return 1;
        }
        if (c == (m_inside == Inside::String ? u'"' : u'\''))
            m_inside = Inside::Code;
        return 0;
    }

    Inside m_inside = Inside::Code;
};

bool isText(const QString& path)
{
    static const QStringList endings{
        QStringLiteral(".h"),    QStringLiteral(".cpp"),  QStringLiteral(".cmake"),
        QStringLiteral(".txt"),  QStringLiteral(".sh"),   QStringLiteral(".md"),
        QStringLiteral(".1"),    QStringLiteral(".xml"),  QStringLiteral(".desktop"),
        QStringLiteral(".bash"), QStringLiteral(".json"), QStringLiteral(".qrc"),
        QStringLiteral(".yaml"), QStringLiteral(".svg")};
    return std::any_of(endings.begin(), endings.end(),
                       [&](const QString& e) { return path.endsWith(e); });
}

SourceFile read(const QString& root, const QString& path)
{
    QFile file(root + u'/' + path);
    SourceFile source;
    source.path = path;
    if (file.open(QIODevice::ReadOnly))
        source.lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (!source.lines.isEmpty() && source.lines.last().isEmpty())
        source.lines.removeLast();
    source.code = source.isCpp() ? withoutComments(source.lines) : source.lines;
    return source;
}

} // namespace

QStringList withoutComments(const QStringList& lines)
{
    CommentStripper stripper;
    QStringList result;
    result.reserve(lines.size());
    for (const QString& line : lines)
        result.append(stripper.strip(line));
    return result;
}

std::vector<SourceFile> readSourceTree(const QString& root)
{
    std::vector<SourceFile> files;
    const QDir top(root);
    for (const QString& name : top.entryList(QDir::Files | QDir::Hidden))
        if (isText(name))
            files.push_back(read(root, name));
    for (const char* room : {"app", "engine", "ui", "tests", "packaging", "resources"}) {
        QDirIterator found(top.filePath(QString::fromLatin1(room)), QDir::Files,
                           QDirIterator::Subdirectories);
        while (found.hasNext()) {
            const QString path = top.relativeFilePath(found.next());
            if (isText(path) && !path.startsWith(u"tests/data/"))
                files.push_back(read(root, path));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

} // namespace tidy
