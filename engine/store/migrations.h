#pragma once

// The schema, as the list of steps that lead to it. A released step is never edited: the next one
// is appended.

#include <QStringList>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

/// In the file's header (SQLite's application_id): "RoCo". Tells a store from other programs'
/// databases.
inline constexpr std::int64_t storeApplicationId = 0x526f436f;

/// Statement lists by number, the first is number 1; statements in the words of dialect.h.
[[nodiscard]] const std::vector<QStringList>& migrations();

/// Number of the newest schema, which this program writes.
[[nodiscard]] std::int64_t currentSchema();

/// Brings the connected database to the current schema in one transaction.
[[nodiscard]] Result<Opened> migrate(Connection& connection);

} // namespace rollout
