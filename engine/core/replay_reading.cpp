#include "core/replay_reading.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/freeze_rows.h"

namespace rollout {

namespace {

/// Goes through rows from the last to the first, and takes back what each of them changed: so it
/// comes from what was later to what was before them all.
class Rewinder
{
public:
    explicit Rewinder(const EntityState& later);

    void rewind(const JournalRecord& row);
    [[nodiscard]] ReplayStory finish();

private:
    [[nodiscard]] TextId rewindName(ReplaySlot& slot, const std::string& before);
    void rewindTarget(const ReplayChange& change);
    void rewindVersion(const ReplayChange& change);
    void rewindControl(const ReplayChange& change);
    void beginLife();

    ReplayStory m_story; ///< changes backwards
};

Rewinder::Rewinder(const EntityState& later)
{
    m_story.base = later;
    Fleet& base = m_story.base.fleet;
    base = Fleet();
    base.versions() = later.fleet.versions();
    base.texts() = later.fleet.texts();
    base.tags() = later.fleet.tags();
    m_story.slots.resize(later.fleet.slots());
    for (std::size_t i = 0; i < m_story.slots.size(); ++i) {
        const auto id = static_cast<TargetId>(i);
        ReplaySlot& slot = m_story.slots[i];
        slot.group = later.fleet.group(id);
        slot.name = later.fleet.name(id);
        slot.isLive = later.fleet.isLive(id);
        if (slot.isLive)
            slot.target = later.fleet.target(id);
    }
}

void Rewinder::rewind(const JournalRecord& row)
{
    Fleet& pools = m_story.base.fleet;
    ReplayChange change{row.kind,
                        ReplayChange::noSlot,
                        pools.versions().intern(row.version),
                        pools.versions().intern(row.previous),
                        pools.texts().intern(row.text),
                        pools.texts().intern(row.by),
                        row.at,
                        row.entityAt,
                        row.step,
                        row.count,
                        row.threshold};
    if (row.targetId && raw(*row.targetId) >= m_story.slots.size())
        return; // of no target of this fleet
    if (row.targetId) {
        change.slot = raw(*row.targetId);
        if (row.kind == JournalKind::TargetRenamed)
            change.text = rewindName(m_story.slots[change.slot], row.text);
        rewindTarget(change);
    } else {
        rewindVersion(change);
        rewindControl(change);
    }
    m_story.changes.push_back(change);
}

/// Gives it the name that it had before, "GROUP/NAME"; the text of the one that it has.
TextId Rewinder::rewindName(ReplaySlot& slot, const std::string& before)
{
    const TextId now = m_story.base.fleet.texts().intern(slot.group + '/' + slot.name);
    const std::size_t slash = before.find('/'); // allowed in neither
    slot.group = before.substr(0, slash);
    slot.name = before.substr(slash + 1);
    return now;
}

void Rewinder::rewindTarget(const ReplayChange& change)
{
    ReplaySlot& slot = m_story.slots[change.slot];
    Target& target = slot.target;
    switch (change.kind) {
    case JournalKind::TargetAdded:
        slot.isLive = false;
        return;
    case JournalKind::TargetForgotten:
    case JournalKind::TargetRemoved:
        slot.isLive = true;
        return;
    case JournalKind::ReportChanged:
        target.reported.version = change.previous;
        target.reported.isError = 0;
        target.reported.message = TextId::None;
        return;
    case JournalKind::Assigned:
        target.expectedVersion = change.previous;
        target.expectedIsError = false;
        target.expectedNote = {};
        return;
    case JournalKind::TargetSucceeded:
    case JournalKind::TargetFailed:
        target.expectedVersion = change.version;
        target.expectedIsError = false;
        target.expectedNote = Note{NoteKind::RollingOut, 0, 0, TextId::None};
        return;
    case JournalKind::TargetExcluded:
        target.isExcluded = false;
        return;
    case JournalKind::TargetIncluded:
        target.isExcluded = true;
        return;
    default:
        return;
    }
}

void Rewinder::rewindVersion(const ReplayChange& change)
{
    RolloutState& rollout = m_story.base.rollout;
    switch (change.kind) {
    case JournalKind::VersionForced:
        if (rollout.lastKnownBad == rollout.rolling)
            rollout.lastKnownBad = VersionId::None;
        [[fallthrough]];
    case JournalKind::VersionAsked:
        rollout.target = change.previous;
        return;
    case JournalKind::RollingStarted:
        rollout.rolling = change.previous;
        m_story.base.progress.begin(change.entityAt);
        return;
    case JournalKind::BecameGood:
        rollout.lastKnownGood = change.previous;
        return;
    case JournalKind::BecameBad:
    case JournalKind::Aborted:
        rollout.lastKnownBad = change.previous;
        return;
    case JournalKind::Retried:
        rollout.lastKnownBad = change.version;
        return;
    case JournalKind::EntityCreated:
        return beginLife();
    default:
        return;
    }
}

/// Nobody had done anything to an entity before it was made. One that had a good version then was
/// made as it is, with a policy that no row tells: what is known of it is what it was later.
void Rewinder::beginLife()
{
    EntityState& base = m_story.base;
    base.progress = {};
    base.control = {};
    if (base.rollout.lastKnownGood == VersionId::None)
        base.options = {};
}

void Rewinder::rewindControl(const ReplayChange& change)
{
    Control& control = m_story.base.control;
    switch (change.kind) {
    case JournalKind::Paused:
        control.pause.reset();
        return;
    case JournalKind::Resumed:
        control.pause = Hold{{}, change.at - Seconds(change.count)};
        return;
    case JournalKind::Locked:
        control.lock.reset();
        return;
    case JournalKind::Unlocked:
        control.lock = Hold{{}, change.at - Seconds(change.count)};
        return;
    case JournalKind::FreezeAdded:
        removeFreeze(control, freezeOfRow(change.count, change.threshold));
        return;
    case JournalKind::FreezeRemoved:
        control.addFreeze(freezeOfRow(change.count, change.threshold));
        return;
    default:
        return;
    }
}

/// Rows of what is done between steps carry the number of the step to come.
std::uint64_t stepsUntil(const ReplayChange& change, bool isStep)
{
    return isStep || change.step == 0 ? change.step : change.step - 1;
}

bool isOneMoment(const ReplayChange& a, const ReplayChange& b)
{
    return a.at == b.at && a.step == b.step;
}

void findMoments(ReplayStory& story)
{
    const auto& changes = story.changes;
    for (auto at = changes.begin(); at != changes.end();) {
        const auto end = std::find_if_not(
            at, changes.end(), [&](const ReplayChange& next) { return isOneMoment(*at, next); });
        const bool isStep =
            std::any_of(at, end, [](const ReplayChange& change) { return isOfStep(change.kind); });
        ReplayedMoment moment{at->at, stepsUntil(*at, isStep), isStep, {}};
        for (; at != end; ++at)
            if (at->slot == ReplayChange::noSlot)
                moment.wholeEntity.push_back(at->kind);
        story.moments.push_back(std::move(moment));
        story.ends.push_back(static_cast<std::size_t>(end - changes.begin()));
    }
}

ReplayStory Rewinder::finish()
{
    std::reverse(m_story.changes.begin(), m_story.changes.end());
    findMoments(m_story);
    return std::move(m_story);
}

} // namespace

ReplayStory readStory(const EntityState& later, std::span<const JournalRecord> rows)
{
    Rewinder rewinder(later);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        rewinder.rewind(*row);
    return rewinder.finish();
}

} // namespace rollout
