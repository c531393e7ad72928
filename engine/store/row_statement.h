#pragma once

// A statement that is executed for many rows. QSqlQuery takes more than twice the time of SQLite
// itself for that, also with many rows a statement (each bound value costs it a string and a hash
// look-up), so rows go through the handle that Qt's driver gives out where there is one.

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/result.h"

namespace rollout {

class Connection;

class RowStatement
{
public:
    /// `sql` in the words of dialect.h. Prepared when first executed, and kept; must not outlive
    /// the connection.
    [[nodiscard]] static std::unique_ptr<RowStatement> make(Connection& connection,
                                                            const char* sql);
    virtual ~RowStatement() = default;

    // The next parameter of the row. Text must stay until execute() returns; an empty one becomes
    // NULL by orNull().
    virtual void add(std::int64_t value) = 0;
    virtual void add(std::string_view text) = 0;
    virtual void addNull() = 0;
    void addOrNull(std::string_view text) { text.empty() ? addNull() : add(text); }

    /// Executes the row and begins the next.
    [[nodiscard]] virtual Result<void> execute() = 0;
};

} // namespace rollout
