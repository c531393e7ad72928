#pragma once

// The journal and the history of rollouts as tables.

#include <string>
#include <vector>

#include "core/history.h"
#include "core/journal_row.h"
#include "io/table_file.h"

namespace rollout {

/// One row of the journal: names and kinds spelled out, both times, who and why.
[[nodiscard]] const std::vector<TableColumn>& journalColumns();
/// To a file of journalColumns().
void addRow(TableFile& file, const JournalRecord& row);

/// Whose rollouts they are.
struct RolloutPlace
{
    std::string namespaceName;
    std::string entityName;
};

/// One rollout.
[[nodiscard]] const std::vector<TableColumn>& rolloutColumns();
/// To a file of rolloutColumns(). What is under way is measured up to `now`.
void addRow(TableFile& file, const RolloutRecord& record, const RolloutPlace& place,
            const Moment& now);

} // namespace rollout
