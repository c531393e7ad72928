#pragma once

// What a store's URL says, taken apart. No sentence about a URL ever repeats its password.

#include <QList>
#include <QPair>
#include <QString>
#include <string>

#include "core/result.h"

namespace rollout {

/// A PostgreSQL database. What is empty is left to libpq, which looks at PGUSER, PGPASSWORD,
/// ~/.pgpass and its own defaults.
struct PostgresPlace
{
    QString host; ///< a name, an address, or the folder of a socket
    int port = 5432;
    QString database;
    QString user;
    QString password;
    QList<QPair<QString, QString>> parameters; ///< of libpq, such as sslmode; checked

    /// The place without password and parameters, for sentences.
    [[nodiscard]] QString where() const;
};

struct StoreUrl
{
    enum class Kind { Memory, File, Postgres };
    Kind kind = Kind::Memory;
    QString path; ///< File: absolute
    PostgresPlace server; ///< Postgres

    /// For sentences.
    [[nodiscard]] std::string where() const;
};

/// A URL that may be shown and kept, and the password that it had.
struct SplitUrl
{
    QString url;
    QString password; ///< empty: there was none
};
/// Of a URL that cannot be read: it with stars for whatever may be a password.
[[nodiscard]] SplitUrl splitPassword(const QString& url);
/// The other way round; only for a server's URL.
[[nodiscard]] QString withPassword(const SplitUrl& split);
/// Whether it names a PostgreSQL server, rightly or not.
[[nodiscard]] bool isServerUrl(const QString& url);

[[nodiscard]] StoreUrl fileUrl(const QString& path);
/// InvalidArgument: a sentence that says what is wrong and what would be right.
[[nodiscard]] Result<StoreUrl> parseStoreUrl(const std::string& url);

} // namespace rollout
