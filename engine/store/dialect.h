#pragma once

// What SQL says differently from one database to the next, in one place. Statements are written
// once, with these words in braces:
//     {serial}   an integer primary key that the database hands out and never uses again
//     {key}      an integer primary key that we hand out
//     {text}     a parameter that is text, bound as UTF-8 bytes
//     {bytes x}  the text of column x as UTF-8 bytes
// Text crosses the border as bytes because QString and SQLite's UTF-16 calls both take a leading
// U+FEFF or U+FFFE for a byte order mark and drop it or swap what follows.

#include <QByteArray>
#include <QString>
#include <QVariant>
#include <string>
#include <string_view>

namespace rollout {

[[nodiscard]] QString expandForSqlite(QString sql);

/// A value for {text}.
[[nodiscard]] inline QVariant textValue(std::string_view text)
{
    return QByteArray(text.empty() ? "" : text.data(), static_cast<qsizetype>(text.size()));
}

/// A value of {bytes x}.
[[nodiscard]] inline std::string textOf(const QVariant& value)
{
    return value.toByteArray().toStdString();
}

} // namespace rollout
