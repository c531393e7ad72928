#pragma once

// The rollouts of an entity, one after the other, as its journal tells them. Nothing of this is
// stored: the journal is the only truth, and this is a way to read it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/journal_row.h"
#include "core/time.h"

namespace rollout {

/// The same moment on both clocks.
struct Moment
{
    Time at{}; ///< clock time
    Time entityAt{}; ///< the entity's own: without what it was paused and locked

    bool operator==(const Moment&) const = default;
};

enum class RolloutOutcome : std::uint8_t {
    UnderWay,
    Good, ///< the version is last known good; not every target reports it
    Done, ///< every target reports it
    RollingBack, ///< the version is bad; not every target is back
    RolledBack, ///< the version is bad; see RolloutRecord::rollbackDone
    Superseded, ///< another version was rolled out before this one was good or bad
};

/// Why a version became bad.
enum class BadCause : std::uint8_t {
    None,
    Threshold, ///< too many targets failed
    Monitoring, ///< the external monitoring said so
    Aborted, ///< a person said so
};

/// Something that a person did.
struct PersonalDeed
{
    std::int64_t row = 0; ///< id of its journal row
    JournalKind kind{};
    Moment when;
    std::string by; ///< empty: not known
    std::string reason; ///< their words; of options and policies: what they are now
    std::string version; ///< of VersionAsked, VersionForced: which
    std::int64_t count = 0; ///< as in the journal row

    bool operator==(const PersonalDeed&) const = default;
};

struct BatchFigures
{
    std::int64_t count = 0;
    std::int64_t targets = 0; ///< in all of them together
    std::int64_t smallest = 0; ///< targets; 0 when there is no batch
    std::int64_t largest = 0;

    bool operator==(const BatchFigures&) const = default;
};

enum class FailedBy : std::uint8_t {
    Monitoring, ///< the hook said so
    TimeOut, ///< no success in time, or silence for too long
};

/// Targets that failed for the same reason.
struct FailureReason
{
    FailedBy by = FailedBy::TimeOut;
    Seconds limit{0}; ///< the time-out that was over
    std::string words; ///< the monitoring hook's, else what the target last said; may be empty
    std::int64_t count = 0;

    bool operator==(const FailureReason&) const = default;
};

/// One attempt to roll a version out. A retry of a version that was bad is an attempt of its own.
struct RolloutRecord
{
    std::int64_t firstRow = 0; ///< id of the journal row with which it began
    std::int64_t lastRow = 0; ///< of the last row that belongs to it; grows while it is the newest
    std::string version;
    std::string previous; ///< what was rolled out before
    /// VersionAsked, VersionForced or Retried; nothing when the journal does not go back so far.
    std::optional<PersonalDeed> asked;
    Moment began;
    std::uint64_t firstStep = 0;
    std::uint64_t lastStep = 0;
    BatchFigures batches; ///< targets that were told the version
    BatchFigures rollbackBatches; ///< targets that were told the last known good one again
    std::vector<PersonalDeed> deeds; ///< of people while it was under way, in order

    RolloutOutcome outcome = RolloutOutcome::UnderWay;
    BadCause cause = BadCause::None;
    std::int64_t failed = 0; ///< with Threshold: targets that had failed when it became bad …
    std::int64_t tolerated = 0; ///< … and how many may not
    std::string causeText; ///< the words of whoever said that it is bad
    std::optional<Moment> becameGood;
    std::optional<Moment> becameBad;
    /// When every target was back; nothing for a rollback that another version replaced.
    std::optional<Moment> rollbackDone;
    /// When nothing more was to be done for it; nothing while there is. What was Good when it was
    /// replaced ended when it became good.
    std::optional<Moment> ended;

    /// Of targets that failed on the version, most frequent first. Left empty by RolloutHistory:
    /// rows of single targets are counted by the store.
    std::vector<FailureReason> reasons;
    std::int64_t failedTargets = 0; ///< all of them, also those whose reason is not listed

    /// From its beginning to its end, or to `now`.
    [[nodiscard]] Milliseconds clockDuration(const Moment& now) const;
    /// The same on the entity's own time.
    [[nodiscard]] Milliseconds entityDuration(const Moment& now) const;
    /// What it was paused and locked: the difference of the two.
    [[nodiscard]] Milliseconds pausedFor(const Moment& now) const;
    bool operator==(const RolloutRecord&) const = default;
};

/// Rows in, records out; O(1) a row. The rows of one entity, oldest first; rows of single targets
/// and of kinds that are not historyKinds() may be left out. When rows from the beginning are
/// missing, the first records may lack who asked for them.
class RolloutHistory
{
public:
    void add(const JournalRecord& row);
    /// Oldest first.
    [[nodiscard]] const std::vector<RolloutRecord>& records() const { return m_records; }

private:
    void takeDeed(const JournalRecord& row);
    void begin(const JournalRecord& row);
    void replaceLast(const JournalRecord& row);
    void takeBatch(const JournalRecord& row);
    void takeVerdict(const JournalRecord& row);
    void becomeBad(const JournalRecord& row, BadCause cause);
    void finish(const JournalRecord& row);

    std::vector<RolloutRecord> m_records;
    std::map<std::string, PersonalDeed> m_asked; ///< by version, until it is rolled out
    /// The very first rollout begins in the step that assigns its first batch, and the journal has
    /// the batch first.
    std::optional<JournalRecord> m_firstBatch;
    std::string m_good; ///< last known good, as far as rows have told
};

/// Kinds of rows that a history is made of; none of them is of a single target.
[[nodiscard]] const std::vector<JournalKind>& historyKinds();

/// Of rows of one entity, oldest first; anything that is a JournalRecord.
template <typename Rows>
[[nodiscard]] std::vector<RolloutRecord> rolloutsOf(const Rows& rows)
{
    RolloutHistory history;
    for (const JournalRecord& row : rows)
        history.add(row);
    return history.records();
}

} // namespace rollout
