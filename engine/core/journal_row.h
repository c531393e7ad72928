#pragma once

// A row of the journal as readers are given it: names spelled out, as they are now.

#include <cstdint>
#include <optional>
#include <string>

#include "core/journal.h"
#include "core/time.h"

namespace rollout {

/// `id` grows from row to row of a store; an entity's rows are in the order in which things
/// happened to it.
struct JournalRecord
{
    std::int64_t id = 0;
    JournalKind kind{};
    Time at{}; ///< clock time
    Time entityAt{}; ///< the entity's own time
    std::uint64_t step = 0;
    std::string namespaceName;
    std::string entityName;
    std::string group;
    std::string target; ///< empty: of the entity as a whole
    std::string version;
    std::string previous;
    std::int64_t count = 0;
    std::int64_t threshold = 0;
    std::string text;
    std::string by; ///< who did it; empty: the engine itself, or not known
    std::optional<TargetId> targetId; ///< in the entity's fleet; nothing: of the entity as a whole
};

} // namespace rollout
