#include "core/history.h"

#include <algorithm>
#include <utility>

namespace rollout {

namespace {

Moment momentOf(const JournalRecord& row)
{
    return {row.at, row.entityAt};
}

PersonalDeed deedOf(const JournalRecord& row)
{
    return {row.id, row.kind, momentOf(row), row.by, row.text, row.version, row.count};
}

void addBatch(BatchFigures& figures, std::int64_t targets)
{
    figures.smallest = figures.count == 0 ? targets : std::min(figures.smallest, targets);
    figures.largest = std::max(figures.largest, targets);
    figures.targets += targets;
    ++figures.count;
}

bool isBad(RolloutOutcome outcome)
{
    return outcome == RolloutOutcome::RollingBack || outcome == RolloutOutcome::RolledBack;
}

} // namespace

Milliseconds RolloutRecord::clockDuration(const Moment& now) const
{
    return ended.value_or(now).at - began.at;
}

Milliseconds RolloutRecord::entityDuration(const Moment& now) const
{
    return ended.value_or(now).entityAt - began.entityAt;
}

Milliseconds RolloutRecord::pausedFor(const Moment& now) const
{
    return std::max(clockDuration(now) - entityDuration(now), Milliseconds(0));
}

const std::vector<JournalKind>& historyKinds()
{
    using enum JournalKind;
    static const std::vector<JournalKind> all{
        VersionAsked, VersionForced, OptionsChanged, BatchAssigned, RollingStarted,   BecameGood,
        BecameBad,    RollbackBegun, RollbackDone,   RolloutDone,   Paused,           Resumed,
        Aborted,      Retried,       TargetsRetried, Promoted,      WaveReleased,     Locked,
        Unlocked,     FreezeAdded,   FreezeRemoved,  PolicyChanged, ControllerChanged};
    return all;
}

void RolloutHistory::add(const JournalRecord& row)
{
    if (!row.target.empty())
        return;
    switch (row.kind) {
    case JournalKind::VersionAsked:
    case JournalKind::VersionForced:
        m_asked[row.version] = deedOf(row);
        return takeDeed(row);
    case JournalKind::OptionsChanged:
    case JournalKind::PolicyChanged:
    case JournalKind::ControllerChanged:
    case JournalKind::Paused:
    case JournalKind::Resumed:
    case JournalKind::TargetsRetried:
    case JournalKind::Promoted:
    case JournalKind::WaveReleased:
    case JournalKind::Locked:
    case JournalKind::Unlocked:
    case JournalKind::FreezeAdded:
    case JournalKind::FreezeRemoved:
        return takeDeed(row);
    case JournalKind::RollingStarted:
        return begin(row);
    case JournalKind::Retried:
        // Only of the version that is rolling does it begin a new attempt.
        if (m_records.empty() || m_records.back().version != row.version
            || !isBad(m_records.back().outcome))
            return takeDeed(row);
        m_asked[row.version] = deedOf(row);
        return begin(row);
    case JournalKind::BatchAssigned:
        return takeBatch(row);
    case JournalKind::BecameGood:
    case JournalKind::BecameBad:
    case JournalKind::Aborted:
        return takeVerdict(row);
    case JournalKind::RollbackBegun:
        m_good = row.version;
        return;
    case JournalKind::RolloutDone:
    case JournalKind::RollbackDone:
        m_good = row.version;
        return finish(row);
    default:
        return;
    }
}

/// What is done when a rollout is over is part of none.
void RolloutHistory::takeDeed(const JournalRecord& row)
{
    if (m_records.empty() || m_records.back().ended)
        return;
    m_records.back().deeds.push_back(deedOf(row));
    m_records.back().lastRow = row.id;
}

void RolloutHistory::begin(const JournalRecord& row)
{
    replaceLast(row);
    // Back to what every target reports already: nothing is to be done, and nothing will be told.
    const bool isThere = !m_records.empty() && m_records.back().rollbackDone;
    RolloutRecord record;
    record.firstRow = record.lastRow = row.id;
    record.version = row.version;
    record.previous = row.kind == JournalKind::Retried && !m_records.empty()
        ? m_records.back().previous
        : row.previous;
    record.began = momentOf(row);
    record.firstStep = record.lastStep = row.step;
    if (const auto asked = m_asked.find(row.version); asked != m_asked.end()) {
        record.asked = std::move(asked->second);
        m_asked.erase(asked);
    }
    if (row.version == m_good) {
        record.outcome = isThere ? RolloutOutcome::Done : RolloutOutcome::Good;
        record.becameGood = record.began;
        if (isThere)
            record.ended = record.began;
    }
    if (m_firstBatch && m_firstBatch->step == row.step && m_firstBatch->version == row.version) {
        record.firstRow = m_firstBatch->id;
        addBatch(record.batches, m_firstBatch->count);
    }
    m_firstBatch.reset();
    m_records.push_back(std::move(record));
}

void RolloutHistory::replaceLast(const JournalRecord& row)
{
    if (m_records.empty() || m_records.back().ended)
        return;
    RolloutRecord& last = m_records.back();
    if (last.outcome == RolloutOutcome::UnderWay)
        last.outcome = RolloutOutcome::Superseded;
    if (last.outcome == RolloutOutcome::RollingBack)
        last.outcome = RolloutOutcome::RolledBack;
    last.ended = last.outcome == RolloutOutcome::Good ? last.becameGood : momentOf(row);
    last.lastStep = row.step;
}

void RolloutHistory::takeBatch(const JournalRecord& row)
{
    if (m_records.empty())
        m_firstBatch = row;
    if (m_records.empty() || m_records.back().ended)
        return;
    RolloutRecord& last = m_records.back();
    addBatch(row.version == last.version ? last.batches : last.rollbackBatches, row.count);
    last.lastRow = row.id;
    last.lastStep = row.step;
}

void RolloutHistory::takeVerdict(const JournalRecord& row)
{
    if (row.kind == JournalKind::BecameGood)
        m_good = row.version;
    if (m_records.empty() || m_records.back().version != row.version)
        return;
    RolloutRecord& last = m_records.back();
    last.lastRow = row.id;
    last.lastStep = row.step;
    if (row.kind == JournalKind::BecameGood) {
        last.becameGood = momentOf(row);
        last.outcome = RolloutOutcome::Good;
        return;
    }
    if (row.kind == JournalKind::Aborted) {
        last.deeds.push_back(deedOf(row));
        return becomeBad(row, BadCause::Aborted);
    }
    becomeBad(row, row.threshold == 0 ? BadCause::Monitoring : BadCause::Threshold);
}

/// Also of a version that was good, and done, but watched.
void RolloutHistory::becomeBad(const JournalRecord& row, BadCause cause)
{
    RolloutRecord& last = m_records.back();
    last.outcome = RolloutOutcome::RollingBack;
    last.cause = cause;
    last.causeText = row.text;
    last.becameBad = momentOf(row);
    last.ended.reset();
    if (cause == BadCause::Threshold) {
        last.failed = row.count;
        last.tolerated = row.threshold;
    }
}

void RolloutHistory::finish(const JournalRecord& row)
{
    if (m_records.empty() || m_records.back().ended)
        return;
    RolloutRecord& last = m_records.back();
    const bool isRollback = row.kind == JournalKind::RollbackDone;
    // Rows come in an order that leaves no other pair; a journal that was cut may.
    if (isRollback ? !isBad(last.outcome) : last.version != row.version)
        return;
    last.outcome = isRollback ? RolloutOutcome::RolledBack : RolloutOutcome::Done;
    last.ended = momentOf(row);
    if (isRollback)
        last.rollbackDone = last.ended;
    last.lastRow = row.id;
    last.lastStep = row.step;
}

} // namespace rollout
