#pragma once

// Exactly the rows that a commit writes, as plain values: what the store binds, and what a
// benchmark writes through SQLite's own calls to know how fast the store could be at best.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/report_rows.h"
#include "store/store.h"

namespace rollout {

/// Key of a target's rows: the entity's key and the slot in one integer.
[[nodiscard]] constexpr std::int64_t targetKey(EntityKey entity, std::uint64_t slot)
{
    return static_cast<std::int64_t>(entity) * (std::int64_t(1) << 32)
        + static_cast<std::int64_t>(slot);
}
[[nodiscard]] constexpr std::uint32_t slotOf(std::int64_t targetKey)
{
    return static_cast<std::uint32_t>(targetKey & 0xffffffff);
}

/// target_state.expected_is_error: two marks in one number.
[[nodiscard]] constexpr std::int64_t marksOf(bool isError, bool isExcluded)
{
    return (isError ? 1 : 0) + (isExcluded ? 2 : 0);
}

struct TargetNameRow
{
    std::int64_t key;
    std::string_view group;
    std::string_view name;
};

struct TargetStateRow
{
    std::int64_t key;
    TargetId id;
};

struct ShareRow
{
    VersionId version;
    std::int64_t expected;
    std::int64_t current;
    std::int64_t failing;
};

/// Views into `commit`, which must outlive this. Versions are ids of commit.after.fleet; in the
/// database they are keys of the version table. The entity's own row is always written.
struct CommitRows
{
    std::vector<TargetNameRow> newTargets; ///< inserted into target
    std::vector<TargetNameRow> renamedTargets; ///< updated in target
    std::vector<TargetStateRow>
        newStates; ///< inserted into target_state, columns of commit.after.fleet
    std::vector<TargetStateRow> changedStates; ///< updated in target_state
    std::vector<std::int64_t> goneStates; ///< deleted from target_state
    std::vector<ReportRow> reports; ///< appended to report_time
    std::vector<ShareRow> shares; ///< inserted into share_sample; empty: as before
    std::vector<VersionId>
        versions; ///< all that the rows above, the journal and the entity's row name; each once
};

[[nodiscard]] CommitRows rowsOf(const Commit& commit);

} // namespace rollout
