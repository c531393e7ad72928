#pragma once

// What an entity was, as its journal tells it, for times of which nothing better is remembered.
// The journal has every change of a version, a report's health, a judgement, a person's act; it
// does not have when a target reported last without saying anything new, its tags, whose approval
// was waited for, and what a policy asked beyond its options. In a replayed state every target has
// just reported, tags and policy are those of later, and nobody waits for approval. A step that
// changed nothing left no row, and is no moment.
//
// The rows may begin anywhere: what was before the first of them follows from what they say they
// changed and from what the entity was later; of a target that is gone later nothing is known
// before its first row.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/entity_state.h"
#include "core/journal_row.h"
#include "core/plan.h"

namespace rollout {

struct ReplayStory; // the rows, with names found

struct ReplayedMoment
{
    Time clock{}; ///< on the clock that times the entity
    std::uint64_t step = 0; ///< steps taken until then
    bool isStep = false; ///< after a step; else after what was done between steps
    std::vector<JournalKind> wholeEntity; ///< of the rows that are about no single target, in order

    bool operator==(const ReplayedMoment&) const = default;
};

/// A value; copies share what they hold. May be used from several threads.
class Replay
{
public:
    /// `later`: what the entity was after the last of `rows`, which are its own, all of them from
    /// the first to the last, in order.
    Replay(const EntityState& later, std::span<const JournalRecord> rows);

    /// Oldest first.
    [[nodiscard]] const std::vector<ReplayedMoment>& moments() const;

    struct Told
    {
        EntityState state;
        std::shared_ptr<const Plan> plan; ///< of the last step by then that changed what the
                                          ///< engine says; null before the first
    };
    /// Ids of targets are those of `later`.
    [[nodiscard]] Told at(std::size_t moment) const;

    /// That it takes.
    [[nodiscard]] std::size_t bytes() const;

private:
    std::shared_ptr<const ReplayStory> m_story;
};

} // namespace rollout
