#pragma once

// Opening a store with more said than Store::open() says: for tests and benchmarks.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

/// Called before every statement with its text (rows written in bulk: once a row). False makes it
/// fail unexecuted.
using StatementObserver = std::function<bool(std::string_view sql)>;

enum class BulkWriting {
    Native, ///< rows of a commit go through the database's own handle, where that is safe
    ThroughQt, ///< rows go through QSqlQuery; the way for databases without such a handle
};

struct StoreOptions
{
    StatementObserver observer; ///< may be empty
    BulkWriting bulkWriting = BulkWriting::Native;
};

/// As Store::open().
[[nodiscard]] Result<std::unique_ptr<Store>> openStore(const std::string& url,
                                                       const StoreOptions& options);

} // namespace rollout
