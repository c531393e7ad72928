#pragma once

// Plain SQL to a store of a test, past the store itself.

#include <sqlite3.h>

#include "testsupport/store_place.h"

namespace rollout::test {

/// The first column of the first row of `sql`, if there is one. Ends the test where it is refused.
inline std::string runInFile(const std::string& file, const std::string& sql)
{
    sqlite3* database = nullptr;
    char* error = nullptr;
    std::string value;
    const auto takeFirst = [](void* into, int, char** texts, char**) {
        auto& text = *static_cast<std::string*>(into);
        if (text.empty() && texts[0] != nullptr)
            text = texts[0];
        return 0;
    };
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK
        || sqlite3_exec(database, sql.c_str(), takeFirst, &value, &error) != SQLITE_OK)
        qFatal("%s: %s", sql.c_str(), error != nullptr ? error : "cannot be opened");
    sqlite3_close(database);
    return value;
}

inline std::string runBehindStore(const StorePlace& place, const std::string& sql)
{
    if (isOnPostgres())
        return PostgresAdmin(place.url()).run(sql);
    return runInFile(place.url().substr(std::string("sqlite:").size()), sql);
}

} // namespace rollout::test
