#pragma once

// What an entity was: a moment for every step, report and change of this session, as far back as
// memory allows. The newest moments are kept whole; of older ones only checkpoints are, and plain
// steps of a simulation between them are taken again when somebody asks, with the same core: the
// same comes out. Whatever else happened (a report, an operator's action, a change of definition)
// is a checkpoint, since nothing could make it again. What was before the first moment can be put
// before it as the journal tells it. Thread-safe.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/journal.h"
#include "core/replay.h"
#include "core/result.h"
#include "service/past.h"

namespace rollout {

struct EntitySnapshot;
using SnapshotPtr = std::shared_ptr<const EntitySnapshot>;

/// What the histories of all entities together may take.
struct HistoryBudget
{
    std::atomic<std::size_t> limit{0}; ///< bytes; 0: nothing is kept
    std::atomic<std::size_t> used{0};
};

class StepHistory
{
public:
    /// How a moment came about.
    enum class Made : std::uint8_t {
        Plainly, ///< by a step of a simulation without hooks: it can be taken again
        Otherwise,
    };

    explicit StepHistory(HistoryBudget& budget); ///< which outlives it
    ~StepHistory();
    StepHistory(const StepHistory&) = delete;
    StepHistory& operator=(const StepHistory&) = delete;

    /// The entity is this from now on; `journal` has what happened.
    void add(SnapshotPtr snapshot, Made made, std::span<const JournalEntry> journal);
    /// Puts moments before the first one, which is `first` and what the replay leads up to; the
    /// newest of them when there are too many. Conflict: it is not the first any more; Busy: there
    /// is not enough memory for them.
    [[nodiscard]] Result<void> precede(std::uint64_t first, Replay replay);
    [[nodiscard]] Past past() const;
    /// As it was then; NotFound for a moment that is not kept any more. The snapshot's clock is the
    /// moment's. Takes as long as a few steps do; others go on meanwhile.
    [[nodiscard]] Result<SnapshotPtr> at(std::uint64_t moment) const;

private:
    struct Entry
    {
        PastMoment moment;
        Made made;
        SnapshotPtr kept; ///< null: the steps since the last one that is kept are taken again
        std::size_t bytes = 0; ///< that it has beyond the one that is kept before it
    };
    void count(std::size_t index);
    void drop(std::size_t index);
    void thinNewest();
    void fitBudget();
    bool thinAll();
    bool forgetOldest();
    void dropRetold();
    [[nodiscard]] std::size_t keptBefore(std::size_t index) const;
    [[nodiscard]] std::size_t keptAfter(std::size_t index) const;

    HistoryBudget& m_budget;
    mutable std::mutex m_mutex; ///< guards what follows
    std::deque<Entry> m_entries; ///< the first is always kept
    std::vector<PastMark> m_marks;
    std::optional<Replay> m_retold; ///< leads up to the first entry
    std::size_t m_retoldFrom = 0; ///< the first of its moments that is taken …
    std::size_t m_retoldMoments = 0; ///< … and how many are, up to the first entry
    std::uint64_t m_nextNumber = firstMoment;
    std::size_t m_spacing;
    std::size_t m_bytes = 0;
};

} // namespace rollout
