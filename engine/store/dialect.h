#pragma once

// What SQL says differently from one database to the next, in one place. Statements are written
// once, with these words in braces:
//     {serial}      an integer primary key that the database hands out and never uses again
//     {key}         an integer primary key that we hand out
//     {text}        a parameter that is text, bound as UTF-8 bytes
//     {bytes x}     the text of column x as UTF-8 bytes
//     {bytewise x}  column x, to order by: bytewise, whatever the database's own order is
//     {has x}       whether column x contains the text of one parameter, A to Z like a to z
// Text crosses the border as bytes because QString and SQLite's UTF-16 calls both take a leading
// U+FEFF or U+FFFE for a byte order mark and drop it or swap what follows. It is kept as text,
// which both databases compare bytewise; only order depends on where they are.

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <string>
#include <string_view>

namespace rollout {

/// How one database says it. Values only; what a database has to *do* its own way is in Backend.
struct Dialect
{
    // In place of the words; %1 stands for the column.
    QString serial;
    QString key;
    QString text;
    QString bytes;
    QString bytewise;
    QString has;

    QString begin; ///< begins a transaction that writes
    QString beginReading; ///< begins one in which everything read is of one moment
    QString readSchema; ///< the schema's number, in a transaction that may change it
    QStringList writeSchema; ///< %1 is the number
    /// One parameter: how many ids of journal rows are taken. Answers the last of them. Whoever
    /// took ids keeps others from taking any until the transaction ends, so that rows can be seen
    /// in the order of their ids.
    QString takeJournalIds;
    bool isServed; ///< by a server, to which a connection may be lost
    int attempts; ///< how often a transaction is tried that others got in the way of

    /// `sql` with the words replaced; parameters stay question marks.
    [[nodiscard]] QString expand(QString sql) const;
};

[[nodiscard]] const Dialect& sqliteDialect();
[[nodiscard]] const Dialect& postgresDialect();

/// A value for {text}.
[[nodiscard]] inline QVariant textValue(std::string_view text)
{
    return QByteArray(text.empty() ? "" : text.data(), static_cast<qsizetype>(text.size()));
}

/// The same; NULL for an empty text.
[[nodiscard]] inline QVariant textOrNull(std::string_view text)
{
    return text.empty() ? QVariant(QMetaType(QMetaType::QByteArray)) : textValue(text);
}

/// A value of {bytes x}.
[[nodiscard]] inline std::string textOf(const QVariant& value)
{
    return value.toByteArray().toStdString();
}

} // namespace rollout
