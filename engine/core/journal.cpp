#include "core/journal.h"

#include <algorithm>

namespace rollout {

namespace {

JournalEntry entryOf(JournalKind kind, const EntityState& after)
{
    JournalEntry entry;
    entry.kind = kind;
    entry.at = after.lastChangedAt;
    entry.entityAt = after.clock.at(after.lastChangedAt);
    entry.step = after.step;
    return entry;
}

JournalEntry reportedEntry(JournalKind kind, const EntityState& after, TargetId id)
{
    const Reported& reported = after.fleet.block(id).reported[Fleet::offset(id)];
    JournalEntry entry = entryOf(kind, after);
    entry.target = id;
    entry.version = reported.version;
    entry.count = reported.isError;
    entry.text = after.fleet.texts().at(reported.message);
    return entry;
}

/// What a target last reported beside its version; of help to whoever asks why it failed.
std::string lastWords(const EntityState& after, TargetId id)
{
    const Reported& reported = after.fleet.block(id).reported[Fleet::offset(id)];
    return std::string(after.fleet.texts().at(reported.message));
}

JournalEntry judgementEntry(const EntityState& after, const Plan& plan, const Judgement& judgement)
{
    JournalEntry entry = entryOf(
        judgement.isFailure() ? JournalKind::TargetFailed : JournalKind::TargetSucceeded, after);
    entry.target = judgement.target;
    entry.version = plan.effective;
    entry.count = judgement.seconds;
    entry.threshold = judgement.limit;
    if (judgement.hookText > 0)
        entry.text = plan.hookTexts[judgement.hookText - 1];
    else if (judgement.isFailure())
        entry.text = lastWords(after, judgement.target);
    return entry;
}

JournalEntry assignmentEntry(const EntityState& before, const EntityState& after, const Plan& plan,
                             TargetId id)
{
    JournalEntry entry = entryOf(JournalKind::Assigned, after);
    entry.target = id;
    entry.version = plan.effective;
    entry.previous = raw(id) < before.fleet.slots()
        ? before.fleet.block(id).expectedVersion[Fleet::offset(id)]
        : plan.before.lastKnownGood;
    return entry;
}

JournalKind kindOf(VersionChange::Kind kind)
{
    switch (kind) {
    case VersionChange::Kind::RollingStarted:
        return JournalKind::RollingStarted;
    case VersionChange::Kind::BecameGood:
        return JournalKind::BecameGood;
    case VersionChange::Kind::BecameBad:
        return JournalKind::BecameBad;
    }
    return JournalKind::RollingStarted;
}

void addVersionChanges(std::vector<JournalEntry>& journal, const EntityState& after,
                       const Plan& plan)
{
    for (const VersionChange& change : plan.versionChanges) {
        JournalEntry entry = entryOf(kindOf(change.kind), after);
        entry.version = change.version;
        entry.previous = change.previous;
        entry.count = change.count;
        entry.threshold = change.threshold;
        if (change.kind == VersionChange::Kind::BecameBad && change.threshold == 0)
            entry.text = plan.hookError;
        journal.push_back(std::move(entry));
    }
}

std::int64_t targetsNotOn(const Fleet& fleet, VersionId version)
{
    return std::count_if(fleet.order().begin(), fleet.order().end(), [&](TargetId id) {
        const Block& block = fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        return !block.isExcluded[i]
            && (block.expectedVersion[i] != version || block.reported[i].version != version);
    });
}

void addRollbackBegun(std::vector<JournalEntry>& journal, const EntityState& after,
                      const Plan& plan)
{
    const bool becameBad = std::any_of(
        plan.versionChanges.begin(), plan.versionChanges.end(),
        [](const VersionChange& change) { return change.kind == VersionChange::Kind::BecameBad; });
    if (becameBad)
        journal.push_back(rollbackBegun(after));
}

void addWave(std::vector<JournalEntry>& journal, const EntityState& before,
             const EntityState& after)
{
    const std::uint32_t number = after.progress.wave;
    const bool isInWaves = !after.waves.empty() && number < after.waves.size()
        && after.rollout.rolling != after.rollout.lastKnownGood && !after.rollout.isRollingBack();
    const bool wasInWaves = before.rollout.rolling == after.rollout.rolling
        && before.progress.rollingSince == after.progress.rollingSince;
    if (!isInWaves || (wasInWaves && before.progress.wave == number))
        return;
    JournalEntry entry = entryOf(JournalKind::WaveBegun, after);
    entry.version = after.rollout.rolling;
    entry.count = number + 1;
    entry.threshold = static_cast<std::int64_t>(after.waves.size());
    entry.text = after.waves[number].name;
    journal.push_back(std::move(entry));
}

void addApprovals(std::vector<JournalEntry>& journal, const EntityState& before,
                  const EntityState& after, const Plan& plan)
{
    const auto asked =
        std::count_if(plan.toApprove.begin(), plan.toApprove.end(), [&](TargetId id) {
            return before.approvals.version != after.approvals.version
                || before.approvals.isRollingBack != after.approvals.isRollingBack
                || !before.approvals.find(id);
        });
    if (asked == 0)
        return;
    JournalEntry entry = entryOf(JournalKind::ApprovalAsked, after);
    entry.version = plan.effective;
    entry.count = asked;
    journal.push_back(std::move(entry));
}

void addBatch(std::vector<JournalEntry>& journal, const EntityState& after, const Plan& plan)
{
    if (plan.assignments.empty())
        return;
    JournalEntry entry = entryOf(JournalKind::BatchAssigned, after);
    entry.version = plan.effective;
    entry.count = plan.figures.assigned;
    entry.threshold = plan.figures.limits.batch;
    journal.push_back(std::move(entry));
}

bool isSameVerdict(const Plan& plan, const Plan* previous)
{
    return previous && plan.verdict == previous->verdict && plan.figures == previous->figures
        && plan.waiting == previous->waiting && plan.hookError == previous->hookError
        && plan.after == previous->after;
}

} // namespace

JournalEntry entityEntry(JournalKind kind, const EntityState& next, std::string text)
{
    JournalEntry entry = entryOf(kind, next);
    entry.step = next.step + 1;
    entry.text = std::move(text);
    return entry;
}

JournalEntry rollbackBegun(const EntityState& after)
{
    JournalEntry entry = entryOf(JournalKind::RollbackBegun, after);
    entry.version = after.rollout.lastKnownGood;
    entry.count = targetsNotOn(after.fleet, after.rollout.lastKnownGood);
    return entry;
}

std::vector<JournalEntry> journalOfReport(const EntityState& before, const EntityState& after,
                                          const RecordChanges& changes)
{
    std::vector<JournalEntry> journal;
    for (const TargetId id : changes.created)
        journal.push_back(reportedEntry(JournalKind::TargetAdded, after, id));
    for (const TargetId id : changedTargets(before.fleet, after.fleet)) {
        if (raw(id) >= before.fleet.slots() || !before.fleet.isLive(id))
            continue;
        const Reported& was = before.fleet.block(id).reported[Fleet::offset(id)];
        const Reported& is = after.fleet.block(id).reported[Fleet::offset(id)];
        if (was == is)
            continue;
        journal.push_back(reportedEntry(JournalKind::ReportChanged, after, id));
        journal.back().previous = was.version;
    }
    for (const TargetId id : changes.forgotten) {
        journal.push_back(entryOf(JournalKind::TargetForgotten, after));
        journal.back().target = id;
    }
    return journal;
}

std::vector<JournalEntry> journalOfStep(const EntityState& before, const EntityState& after,
                                        const Plan& plan, const Plan* previousPlan)
{
    std::vector<JournalEntry> journal;
    for (const Judgement& judgement : plan.judgements)
        if (judgement.isNewMark)
            journal.push_back(judgementEntry(after, plan, judgement));
    for (const TargetId id : plan.removals) {
        journal.push_back(entryOf(JournalKind::TargetRemoved, after));
        journal.back().target = id;
    }
    for (std::size_t i = 0; i < plan.creations.size(); ++i)
        journal.push_back(reportedEntry(JournalKind::TargetAdded, after,
                                        static_cast<TargetId>(before.fleet.slots() + i)));
    addBatch(journal, after, plan);
    for (const Assignment& assignment : plan.assignments)
        journal.push_back(assignmentEntry(before, after, plan, assignment.target));
    addVersionChanges(journal, after, plan);
    addRollbackBegun(journal, after, plan);
    addWave(journal, before, after);
    addApprovals(journal, before, after, plan);
    if (!isSameVerdict(plan, previousPlan)) {
        journal.push_back(entryOf(JournalKind::StepVerdict, after));
        journal.back().version = plan.effective;
        journal.back().text = verdictLine(plan);
    }
    return journal;
}

std::vector<JournalEntry> journalOfOutcome(const EntityState& before, const EntityState& after)
{
    const RolloutState& rollout = after.rollout;
    const VersionId version = rollout.effectiveVersion();
    const bool isOver = rollout.isRollingBack() || rollout.lastKnownGood == rollout.rolling;
    if (!isOver || version == VersionId::None || after.fleet.size() == 0)
        return {};
    const bool wasOver = before.rollout.effectiveVersion() == version
        && (before.rollout.isRollingBack()
            || before.rollout.lastKnownGood == before.rollout.rolling)
        && targetsNotOn(before.fleet, version) == 0;
    if (wasOver || targetsNotOn(after.fleet, version) > 0)
        return {};
    JournalEntry entry = entryOf(
        rollout.isRollingBack() ? JournalKind::RollbackDone : JournalKind::RolloutDone, after);
    entry.version = version;
    entry.count = static_cast<std::int64_t>(after.fleet.size());
    return {std::move(entry)};
}

std::string optionsLine(const RolloutOptions& options)
{
    return "batch=" + std::to_string(options.batch.value())
        + "% success=" + std::to_string(options.success.value())
        + "% successTimeout=" + std::to_string(options.successTimeout.count())
        + "s durationTimeout=" + std::to_string(options.durationTimeout.count()) + "s";
}

} // namespace rollout
