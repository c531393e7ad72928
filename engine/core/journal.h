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
                       ///< text: hook's words
    BatchAssigned = 30, ///< version; count: targets assigned in this step; threshold: batch
    RollingStarted = 31, ///< version, previous
    BecameGood = 32, ///< version, previous; count succeeded, threshold needed
    BecameBad = 33, ///< version, previous; count failed, threshold tolerated
    RollbackBegun = 34, ///< version: what is gone back to; count: targets that have to
    RollbackDone = 35, ///< version
    RolloutDone = 36, ///< version: every target reports it
    StepVerdict = 37, ///< text: verdict and figures, when they differ from the step before
};

struct JournalEntry
{
    JournalKind kind;
    Time at{};
    std::uint64_t step =
        0; ///< number of the step that did it; of the next step for what is done between steps
    std::optional<TargetId> target;
    VersionId version = VersionId::None; ///< ids of the fleet after the change
    VersionId previous = VersionId::None;
    std::int64_t count = 0;
    std::int64_t threshold = 0;
    std::string text;

    bool operator==(const JournalEntry&) const = default;
};

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
