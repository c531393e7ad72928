#pragma once

// Rows of a journal made ready to be replayed: names found, and what was there before the first.

#include <span>
#include <vector>

#include "core/journal_row.h"
#include "core/replay.h"
#include "core/replayed_entity.h"

namespace rollout {

struct ReplayStory
{
    /// Before the first row. `base` as ReplayedEntity has it.
    EntityState base;
    std::vector<ReplaySlot> slots;

    std::vector<ReplayChange> changes; ///< in order
    std::vector<ReplayedMoment> moments;
    std::vector<std::size_t> ends; ///< by moment: number of changes that were told by then
};

[[nodiscard]] ReplayStory readStory(const EntityState& later, std::span<const JournalRecord> rows);

} // namespace rollout
