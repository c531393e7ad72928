#include "core/replayed_entity.h"

#include <algorithm>
#include <utility>

#include "core/new_target.h"
#include "core/verdict_line.h"

namespace rollout {

namespace {

std::int32_t seconds(std::int64_t count)
{
    return static_cast<std::int32_t>(count);
}

NoteKind assignedFor(const RolloutState& rollout, VersionId version)
{
    if (version != rollout.lastKnownGood)
        return NoteKind::RollingOut;
    return version == rollout.rolling ? NoteKind::ConfirmingGood : NoteKind::RollingBack;
}

} // namespace

bool isOfStep(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Assigned:
    case JournalKind::TargetSucceeded:
    case JournalKind::TargetFailed:
    case JournalKind::BatchAssigned:
    case JournalKind::RollingStarted:
    case JournalKind::BecameGood:
    case JournalKind::BecameBad:
    case JournalKind::StepVerdict:
    case JournalKind::WaveBegun:
    case JournalKind::ApprovalAsked:
        return true;
    default:
        return false;
    }
}

ReplayedEntity::ReplayedEntity(EntityState base, std::vector<ReplaySlot> slots)
    : m_state(std::move(base))
    , m_slots(std::move(slots))
    , m_laterClock(m_state.clock)
{
}

void ReplayedEntity::tell(std::span<const ReplayChange> changes, std::uint64_t steps, bool isStep)
{
    m_clock = changes.front().at;
    m_now = changes.front().entityAt;
    m_state.step = steps;
    m_state.lastChangedAt = m_clock;
    if (isStep)
        beginPlan(changes);
    for (const ReplayChange& change : changes) {
        if (change.slot != ReplayChange::noSlot)
            tellTarget(change);
        else {
            tellVersion(change);
            tellOperator(change);
        }
        if (isStep)
            tellPlan(change);
    }
}

/// What the step before said holds until a row says otherwise; what it did does not.
void ReplayedEntity::beginPlan(std::span<const ReplayChange> changes)
{
    // Rows of targets come before those of the versions that they were told because of.
    m_assigning = m_state.rollout;
    for (const ReplayChange& change : changes) {
        if (change.kind == JournalKind::RollingStarted)
            m_assigning.rolling = change.version;
        if (change.kind == JournalKind::BecameGood)
            m_assigning.lastKnownGood = change.version;
    }
    Plan next;
    if (m_plan) {
        next.verdict = m_plan->verdict;
        next.waiting = m_plan->waiting;
        next.figures = m_plan->figures;
        next.hookError = m_plan->hookError;
    }
    next.effective = m_assigning.effectiveVersion();
    next.now = m_now;
    next.before = m_state.rollout;
    next.after = m_state.rollout;
    next.progress = m_state.progress;
    m_plan = std::move(next);
}

void ReplayedEntity::tellTarget(const ReplayChange& change)
{
    ReplaySlot& slot = m_slots[change.slot];
    switch (change.kind) {
    case JournalKind::TargetAdded:
        return add(slot, change);
    case JournalKind::TargetForgotten:
    case JournalKind::TargetRemoved:
        slot.isLive = false;
        slot.target.isExcluded = false;
        return;
    case JournalKind::TargetRenamed:
        return rename(slot, change);
    case JournalKind::ReportChanged:
        return report(slot.target, change);
    case JournalKind::Assigned:
        return assign(slot.target, change);
    case JournalKind::TargetSucceeded:
    case JournalKind::TargetFailed:
        return judge(slot.target, change);
    case JournalKind::TargetExcluded:
        slot.target.isExcluded = true;
        return;
    case JournalKind::TargetIncluded:
        slot.target.isExcluded = false;
        slot.target.expectedChangedAt = m_now;
        return;
    default:
        return;
    }
}

void ReplayedEntity::add(ReplaySlot& slot, const ReplayChange& change) const
{
    const TagsId tags = slot.target.reported.tags;
    slot.isLive = true;
    slot.target = newTarget({change.version, change.text, tags, change.count != 0 ? 1U : 0U},
                            {m_now, m_state.options.successTimeout, m_state.rollout.lastKnownGood});
}

void ReplayedEntity::report(Target& target, const ReplayChange& change) const
{
    const bool isOtherVersion = change.version != target.reported.version;
    const std::uint32_t isError = change.count != 0 ? 1 : 0;
    if (isOtherVersion)
        target.currentChangedAt = m_now;
    if (isOtherVersion || isError != target.reported.isError)
        target.currentMessageAt = m_now;
    target.reported.version = change.version;
    target.reported.isError = isError;
    target.reported.message = change.text;
}

void ReplayedEntity::assign(Target& target, const ReplayChange& change) const
{
    target.expectedVersion = change.version;
    target.expectedIsError = false;
    target.expectedNote = Note{assignedFor(m_assigning, change.version), 0, 0, TextId::None};
    target.expectedChangedAt = m_now;
    target.expectedMessageAt = m_now;
}

/// A row of a failure does not say whether the target was too slow or silent; the time-out that it
/// was held against does.
void ReplayedEntity::judge(Target& target, const ReplayChange& change) const
{
    Note note{NoteKind::Succeeded, seconds(change.count), seconds(change.threshold), TextId::None};
    const bool isFailure = change.kind == JournalKind::TargetFailed;
    if (isFailure && change.count == 0 && change.threshold == 0)
        note = Note{NoteKind::Unhealthy, 0, 0, change.text};
    else if (isFailure)
        note.kind = change.threshold == m_state.options.durationTimeout.count()
            ? NoteKind::TimedOut
            : NoteKind::FellSilent;
    target.expectedNote = note;
    target.expectedIsError = isFailure;
    target.expectedMessageAt = m_now;
}

void ReplayedEntity::rename(ReplaySlot& slot, const ReplayChange& change) const
{
    const std::string_view both = m_state.fleet.texts().at(change.text);
    const std::size_t slash = both.find('/');
    slot.group = both.substr(0, slash);
    slot.name = both.substr(slash + 1);
}

void ReplayedEntity::tellVersion(const ReplayChange& change)
{
    RolloutState& rollout = m_state.rollout;
    switch (change.kind) {
    case JournalKind::VersionAsked:
        rollout = withTargetVersion(rollout, change.version);
        return;
    case JournalKind::VersionForced:
        rollout = withForcedTargetVersion(rollout, change.version);
        return;
    case JournalKind::RollingStarted:
        rollout.rolling = change.version;
        m_state.progress.begin(m_now);
        return;
    case JournalKind::BecameGood:
        m_state.progress.previousGood = rollout.lastKnownGood;
        m_state.progress.goodSince = m_now;
        rollout.lastKnownGood = change.version;
        return;
    case JournalKind::BecameBad:
        return becomeBad(change.version);
    case JournalKind::WaveBegun:
        m_state.progress.beginWave();
        m_state.progress.wave = static_cast<std::uint32_t>(change.count - 1);
        return;
    case JournalKind::OptionsChanged:
        if (const auto options = readOptionsLine(m_state.fleet.texts().at(change.text)))
            m_state.options = *options;
        return;
    default:
        return;
    }
}

/// What was good already, but watched: the one before is the good one again.
void ReplayedEntity::becomeBad(VersionId version)
{
    RolloutState& rollout = m_state.rollout;
    if (rollout.lastKnownGood == version)
        rollout.lastKnownGood = m_state.progress.previousGood;
    rollout.lastKnownBad = version;
    m_state.progress.forgetBad(version);
    m_state.progress.promoted = VersionId::None;
}

void ReplayedEntity::tellPlan(const ReplayChange& change)
{
    Plan& plan = *m_plan;
    const auto target = static_cast<TargetId>(change.slot);
    plan.after = m_state.rollout;
    plan.progress = m_state.progress;
    const auto addChange = [&](VersionChange::Kind kind) {
        plan.versionChanges.push_back(
            {kind, change.version, change.previous, change.count, change.threshold});
    };
    switch (change.kind) {
    case JournalKind::StepVerdict:
        if (auto told = readVerdictLine(m_state.fleet.texts().at(change.text))) {
            plan.verdict = told->verdict;
            plan.waiting = told->waiting;
            plan.figures = told->figures;
            plan.hookError = std::move(told->hookError);
        }
        return;
    case JournalKind::TargetSucceeded:
    case JournalKind::TargetFailed:
        plan.judgements.push_back({target, m_slots[change.slot].target.expectedNote.kind,
                                   seconds(change.count), seconds(change.threshold), 0, true});
        return;
    case JournalKind::TargetRemoved:
        plan.removals.push_back(target);
        return;
    case JournalKind::Assigned:
        plan.effective = change.version;
        plan.assignments.push_back({target, m_slots[change.slot].target.expectedNote.kind});
        return;
    case JournalKind::RollingStarted:
        return addChange(VersionChange::Kind::RollingStarted);
    case JournalKind::BecameGood:
        return addChange(VersionChange::Kind::BecameGood);
    case JournalKind::BecameBad:
        return addChange(VersionChange::Kind::BecameBad);
    default:
        return;
    }
}

EntityState ReplayedEntity::state() const
{
    EntityState then = m_state;
    std::vector<Fleet::Addition> additions;
    additions.reserve(m_slots.size());
    for (const ReplaySlot& slot : m_slots)
        additions.push_back({slot.group, slot.name, slot.target, slot.isLive});
    then.fleet.add(additions);
    then.fleet.reportTimes().record(then.fleet.order(), then.fleet.order(), m_now);
    then.clock = clockThen();
    then.approvals = {};
    return then;
}

std::shared_ptr<const Plan> ReplayedEntity::plan() const
{
    return m_plan ? std::make_shared<const Plan>(*m_plan) : nullptr;
}

} // namespace rollout
