#pragma once

// What is known of an entity's past, for a timeline. Values.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/journal.h"
#include "core/time.h"

namespace rollout {

/// Number of the first moment that is remembered. Moments that the journal tells come before it.
inline constexpr std::uint64_t firstMoment = 1'000'000'000;

/// A moment that can be gone to.
struct PastMoment
{
    std::uint64_t number = 0; ///< counted up from firstMoment, when the entity was first seen
    std::uint64_t step = 0; ///< steps taken until then
    Time clock{}; ///< on the clock that times the entity
    bool isStep = false; ///< after a step; else after a report, an action or a change between steps

    bool isRetold =
        false; ///< as the journal tells it, see core/replay.h; nothing goes on from here

    bool operator==(const PastMoment&) const = default;
};

/// Something that happened to the entity as a whole.
struct PastMark
{
    std::uint64_t moment = 0; ///< number of the moment that it led to
    JournalKind kind{};

    bool operator==(const PastMark&) const = default;
};

struct Past
{
    std::vector<PastMoment>
        moments; ///< oldest first, numbers without gaps; the last is the present
    std::vector<PastMark> marks; ///< likewise
    std::size_t snapshots = 0; ///< that are kept whole
    std::size_t bytes = 0; ///< that they take

    bool operator==(const Past&) const = default;
};

/// Whether a row of the journal that is about no single target is worth a mark.
[[nodiscard]] bool isMark(JournalKind kind);

} // namespace rollout
