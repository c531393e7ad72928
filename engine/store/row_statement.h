#pragma once

// A statement that is executed for many rows. Neither database gets them through QSqlQuery, which
// takes more than twice the time: SQLite's rows are bound to its own handle one by one,
// PostgreSQL's are gathered in columns and sent together.

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

    /// Executes the row, or keeps it for finish(), and begins the next.
    [[nodiscard]] virtual Result<void> execute() = 0;
    /// To be called after the last row: all are executed when it returns.
    [[nodiscard]] virtual Result<void> finish() { return {}; }
};

} // namespace rollout
