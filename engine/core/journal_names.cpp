#include "core/journal_names.h"

namespace rollout {

// A switch, so that the compiler says which kind has no name.
std::string_view nameOf(JournalKind kind) // NOLINT(readability-function-size)
{
    switch (kind) {
    case JournalKind::EntityCreated:
        return "entity-created";
    case JournalKind::EntityRenamed:
        return "entity-renamed";
    case JournalKind::EntityDeleted:
        return "entity-deleted";
    case JournalKind::EntityRestored:
        return "entity-restored";
    case JournalKind::VersionAsked:
        return "version-asked";
    case JournalKind::VersionForced:
        return "version-forced";
    case JournalKind::OptionsChanged:
        return "options-changed";
    case JournalKind::TargetAdded:
        return "target-added";
    case JournalKind::TargetForgotten:
        return "target-forgotten";
    case JournalKind::TargetRemoved:
        return "target-removed";
    case JournalKind::TargetRenamed:
        return "target-renamed";
    case JournalKind::ReportChanged:
        return "report-changed";
    case JournalKind::Assigned:
        return "assigned";
    case JournalKind::TargetSucceeded:
        return "target-succeeded";
    case JournalKind::TargetFailed:
        return "target-failed";
    case JournalKind::BatchAssigned:
        return "batch-assigned";
    case JournalKind::RollingStarted:
        return "rolling-started";
    case JournalKind::BecameGood:
        return "became-good";
    case JournalKind::BecameBad:
        return "became-bad";
    case JournalKind::RollbackBegun:
        return "rollback-begun";
    case JournalKind::RollbackDone:
        return "rollback-done";
    case JournalKind::RolloutDone:
        return "rollout-done";
    case JournalKind::StepVerdict:
        return "step-verdict";
    case JournalKind::WaveBegun:
        return "wave-begun";
    case JournalKind::ApprovalAsked:
        return "approval-asked";
    case JournalKind::Paused:
        return "paused";
    case JournalKind::Resumed:
        return "resumed";
    case JournalKind::Aborted:
        return "aborted";
    case JournalKind::Retried:
        return "retried";
    case JournalKind::TargetsRetried:
        return "targets-retried";
    case JournalKind::Promoted:
        return "promoted";
    case JournalKind::WaveReleased:
        return "wave-released";
    case JournalKind::TargetExcluded:
        return "target-excluded";
    case JournalKind::TargetIncluded:
        return "target-included";
    case JournalKind::Locked:
        return "locked";
    case JournalKind::Unlocked:
        return "unlocked";
    case JournalKind::FreezeAdded:
        return "freeze-added";
    case JournalKind::FreezeRemoved:
        return "freeze-removed";
    case JournalKind::TargetApproved:
        return "target-approved";
    case JournalKind::TargetRejected:
        return "target-rejected";
    case JournalKind::PolicyChanged:
        return "policy-changed";
    case JournalKind::ControllerChanged:
        return "controller-changed";
    case JournalKind::EntityForked:
        return "entity-forked";
    }
    return "unknown"; // written by a newer program
}

std::string_view nameOf(RolloutOutcome outcome)
{
    switch (outcome) {
    case RolloutOutcome::UnderWay:
        return "under-way";
    case RolloutOutcome::Good:
        return "good";
    case RolloutOutcome::Done:
        return "done";
    case RolloutOutcome::RollingBack:
        return "rolling-back";
    case RolloutOutcome::RolledBack:
        return "rolled-back";
    case RolloutOutcome::Superseded:
        return "superseded";
    }
    return "";
}

std::string_view nameOf(BadCause cause)
{
    switch (cause) {
    case BadCause::None:
        return "";
    case BadCause::Threshold:
        return "threshold";
    case BadCause::Monitoring:
        return "monitoring";
    case BadCause::Aborted:
        return "aborted";
    }
    return "";
}

std::string_view nameOf(FailedBy by)
{
    return by == FailedBy::Monitoring ? "monitoring" : "time-out";
}

} // namespace rollout
