#pragma once

// What happened to an entity, as rows of an append-only journal. Built from values; stored by
// engine/store.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/entity_state.h"
#include "core/plan.h"
#include "core/record.h"

namespace rollout {

/// The numbers are stored: never renumber, only append.
enum class JournalKind : std::uint8_t {
    EntityCreated = 1,
    EntityRenamed = 2, ///< text: the old name
    EntityDeleted = 3,
    EntityRestored = 4,
    VersionAsked = 5, ///< version, previous
    VersionForced = 6, ///< version, previous
    OptionsChanged = 7, ///< text: the new options
    TargetAdded = 10, ///< target; version: what it reports
    TargetForgotten = 11, ///< target: silent for too long
    TargetRemoved = 12, ///< target: by the removal hook or by a person
    TargetRenamed = 13, ///< target; text: the old group and name
    ReportChanged = 14, ///< target; version, previous; count: 1 if in error; text: its message
    Assigned = 20, ///< target; version, previous
    TargetSucceeded = 21, ///< target; version; count, threshold: seconds healthy, success time-out
    TargetFailed = 22, ///< target; version; count, threshold: seconds expected, duration time-out;
                       ///< text: the hook's words (count and threshold are 0 then), else the
                       ///< target's last ones
    BatchAssigned = 30, ///< version; count: targets assigned in this step; threshold: batch
    RollingStarted = 31, ///< version, previous
    BecameGood = 32, ///< version, previous; count succeeded, threshold needed
    BecameBad = 33, ///< version, previous; count failed, threshold tolerated
    RollbackBegun = 34, ///< version: what is gone back to; count: targets that have to
    RollbackDone = 35, ///< version
    RolloutDone = 36, ///< version: every target reports it
    StepVerdict = 37, ///< text: verdict and figures, when they differ from the step before
    WaveBegun = 38, ///< version; count: number of the wave, threshold: of how many; text: its name
    ApprovalAsked = 39, ///< version; count: targets that wait for people from now on

    // What operators did: `by` says who, text why.
    Paused = 40, ///< version: the rolling one, as in the others
    Resumed = 41, ///< count: seconds that it was stopped
    Aborted = 42, ///< version is bad now; previous: what was bad before
    Retried = 43, ///< version may be tried again; count: failed targets that get another chance
    TargetsRetried = 44, ///< count: targets that get another chance
    Promoted = 45, ///< count: targets that are assigned at once
    WaveReleased = 46, ///< count: number of the wave, threshold: of how many
    TargetExcluded = 47, ///< target
    TargetIncluded = 48, ///< target
    Locked = 49,
    Unlocked = 50, ///< count: seconds that it was stopped
    FreezeAdded = 51, ///< count, threshold: from and to, milliseconds since 1970
    FreezeRemoved = 52, ///< the same
    TargetApproved = 53, ///< target; version
    TargetRejected = 54, ///< target; version
    PolicyChanged = 55, ///< text: what it asks beyond the options
    ControllerChanged = 56, ///< text: the program that answers; empty: none
    EntityForked = 57, ///< first row of a fork, in place of EntityCreated; text: namespace and name
                       ///< of what it was forked from; count: its step then
};

struct JournalEntry
{
    JournalKind kind;
    Time at{}; ///< clock time
    Time entityAt{}; ///< the entity's own time: without what it was paused and locked
    std::uint64_t step =
        0; ///< number of the step that did it; of the next step for what is done between steps
    std::optional<TargetId> target;
    VersionId version = VersionId::None; ///< ids of the fleet after the change
    VersionId previous = VersionId::None;
    std::int64_t count = 0;
    std::int64_t threshold = 0;
    std::string text;
    std::string by; ///< who did it; empty: the engine itself, or not known

    bool operator==(const JournalEntry&) const = default;
};

/// A row about the entity as a whole, as of its last change; of the step to come.
[[nodiscard]] JournalEntry entityEntry(JournalKind kind, const EntityState& next,
                                       std::string text = {});
/// RollbackBegun: how many targets have to go back to the last known good version.
[[nodiscard]] JournalEntry rollbackBegun(const EntityState& after);

/// What a report changed, target by target.
[[nodiscard]] std::vector<JournalEntry>
journalOfReport(const EntityState& before, const EntityState& after, const RecordChanges& changes);

/// What a step did. `before` has the report recorded; `after` has the plan applied and the step
/// counted. `previousPlan` is the one of the step before, null when that is not known.
[[nodiscard]] std::vector<JournalEntry> journalOfStep(const EntityState& before,
                                                      const EntityState& after, const Plan& plan,
                                                      const Plan* previousPlan);

/// RolloutDone or RollbackDone, when every target came to report its version between the two
/// states.
[[nodiscard]] std::vector<JournalEntry> journalOfOutcome(const EntityState& before,
                                                         const EntityState& after);

/// Options on one line, for OptionsChanged rows.
[[nodiscard]] std::string optionsLine(const RolloutOptions& options);

/// Verdict and figures of a step on one line, for StepVerdict rows and logs.
[[nodiscard]] std::string verdictLine(const Plan& plan);

} // namespace rollout
