// What people did to an entity on its way through its journal.

#include <algorithm>
#include <utility>

#include "core/freeze_rows.h"
#include "core/replayed_entity.h"

namespace rollout {

namespace {

void tryAgain(Target& target, Time now)
{
    target.expectedIsError = false;
    target.expectedNote = Note{NoteKind::TriedAgain, 0, 0, TextId::None};
    target.expectedChangedAt = now;
    target.expectedMessageAt = now;
}

} // namespace

void ReplayedEntity::tellOperator(const ReplayChange& change)
{
    Control& control = m_state.control;
    switch (change.kind) {
    case JournalKind::Paused:
        control.pause = Hold{signatureOf(change), change.at};
        return;
    case JournalKind::Resumed:
        control.pause.reset();
        return;
    case JournalKind::Locked:
        control.lock = Hold{signatureOf(change), change.at};
        return;
    case JournalKind::Unlocked:
        control.lock.reset();
        return;
    case JournalKind::Aborted:
        becomeBad(change.version);
        m_state.rollout.target = m_state.rollout.rolling;
        return;
    case JournalKind::Retried:
        return retry(change);
    case JournalKind::TargetsRetried:
        return retryTargets(change);
    case JournalKind::Promoted:
        m_state.progress.promoted = m_state.rollout.rolling;
        return;
    case JournalKind::WaveReleased:
        m_state.progress.released = static_cast<std::uint32_t>(change.count);
        return;
    case JournalKind::FreezeAdded:
        control.addFreeze(freezeOfRow(change.count, change.threshold, signatureOf(change)));
        return;
    case JournalKind::FreezeRemoved:
        removeFreeze(control, freezeOfRow(change.count, change.threshold));
        return;
    default:
        return;
    }
}

/// As the verb does it: whatever has not succeeded on the version begins anew.
void ReplayedEntity::retry(const ReplayChange& change)
{
    m_state.rollout.lastKnownBad = VersionId::None;
    if (change.version != m_state.rollout.rolling)
        return;
    for (ReplaySlot& slot : m_slots)
        if (slot.isLive && !slot.target.isExcluded
            && slot.target.expectedVersion == m_state.rollout.rolling
            && slot.target.expectedNote.kind != NoteKind::Succeeded)
            tryAgain(slot.target, m_now);
    m_state.progress.begin(m_now);
}

/// The row has no names: told only when it was all of them.
void ReplayedEntity::retryTargets(const ReplayChange& change)
{
    const VersionId effective = m_state.rollout.effectiveVersion();
    std::vector<ReplaySlot*> failed;
    for (ReplaySlot& slot : m_slots) {
        const Target& target = slot.target;
        const bool isFailing = target.expectedIsError
            || (target.reported.isError != 0 && target.reported.version == effective);
        if (slot.isLive && !target.isExcluded && target.expectedVersion == effective && isFailing)
            failed.push_back(&slot);
    }
    if (std::ssize(failed) != change.count)
        return;
    for (ReplaySlot* slot : failed)
        tryAgain(slot->target, m_now);
}

Signature ReplayedEntity::signatureOf(const ReplayChange& change) const
{
    const auto& texts = m_state.fleet.texts();
    return {std::string(texts.at(change.by)), std::string(texts.at(change.text))};
}

/// The stops that were over by then, and the one that was not.
EntityClock ReplayedEntity::clockThen() const
{
    std::vector<EntityClock::Stop> over;
    Milliseconds stood{0};
    std::optional<Time> since;
    for (const EntityClock::Stop& stop : m_laterClock.stops()) {
        const Time begin = stop.at + stood;
        stood += stop.length;
        if (stop.at + stood <= m_clock)
            over.push_back(stop);
        else if (begin <= m_clock)
            since = begin;
    }
    const auto lasting = m_laterClock.stoppedSince();
    if (lasting && *lasting <= m_clock)
        since = lasting;
    if (!m_state.control.isStopped())
        since.reset();
    return {std::move(over), since};
}

} // namespace rollout
