#pragma once

// The floor under commits: the same rows written by plain prepared SQLite statements in one
// transaction, with nothing around them. Only a benchmark has a use for it.

#include <chrono>
#include <memory>
#include <string>

#include "core/result.h"
#include "store/store.h"

struct sqlite3;

namespace rollout {

class BareWriter
{
public:
    /// `path` is a copy of a store's file that nobody has open; it is no good as a store
    /// afterwards, since versions are written as the fleet's own ids.
    [[nodiscard]] static Result<std::unique_ptr<BareWriter>> open(const std::string& path);
    ~BareWriter();
    BareWriter(const BareWriter&) = delete;
    BareWriter& operator=(const BareWriter&) = delete;

    /// Writes the rows of rowsOf(commit), its journal and its entity. The time from BEGIN to the
    /// end of COMMIT, preparing statements included, finding the rows not.
    [[nodiscard]] Result<std::chrono::nanoseconds> write(const Commit& commit);

private:
    explicit BareWriter(sqlite3* database)
        : m_database(database)
    {
    }
    sqlite3* m_database;
};

} // namespace rollout
