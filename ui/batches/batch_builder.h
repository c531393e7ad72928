#pragma once

// Batches out of journal rows: who was told when, and what became of them. Built row by row in the
// engine's thread. All times are the entity's own, which stands still while it is paused or locked.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace rollout {

/// What became of some of a batch's targets at one moment.
struct BatchOutcome
{
    Time at{};
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;

    bool operator==(const BatchOutcome&) const = default;
};

/// The targets told in one step.
struct Batch
{
    std::uint64_t step = 0;
    int rollout = 0; ///< number of the rollout it belongs to, counted from the journal's start
    Time at{};
    std::string version;
    bool isRollback = false;
    std::int64_t assigned = 0;
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::vector<BatchOutcome> outcomes; ///< ascending

    bool operator==(const Batch&) const = default;
    /// Told, not judged, and not told anything else since.
    [[nodiscard]] std::int64_t open() const { return assigned - succeeded - failed - superseded; }
    std::int64_t superseded = 0; ///< told something else, or gone, before they were judged
};

class BatchBuilder
{
public:
    /// Kinds of rows that matter here.
    [[nodiscard]] static const std::vector<JournalKind>& kinds();

    /// Rows come in the order of their ids.
    void add(const JournalRow& row);
    [[nodiscard]] const std::vector<Batch>& batches() const { return m_batches; }

private:
    enum class Fate : std::uint8_t { Open, Succeeded, Failed };
    struct Place
    {
        std::size_t batch;
        Fate fate;
    };
    void addAssigned(const JournalRow& row);
    void addJudged(const JournalRow& row, Fate fate);
    void supersede(const std::string& key);
    [[nodiscard]] std::size_t batchOf(const JournalRow& row);

    std::vector<Batch> m_batches;
    std::unordered_map<std::string, Place> m_places; ///< by group and name
    int m_rollout = 0;
    bool m_isRollback = false;
};

} // namespace rollout
