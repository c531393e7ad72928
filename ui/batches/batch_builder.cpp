#include "ui/batches/batch_builder.h"

namespace rollout {

namespace {

std::string keyOf(const JournalRow& row)
{
    return row.group + '\0' + row.target; // names have no U+0000
}

BatchOutcome& outcomeAt(Batch& batch, Time at)
{
    if (batch.outcomes.empty() || batch.outcomes.back().at != at)
        batch.outcomes.push_back({at, 0, 0});
    return batch.outcomes.back();
}

} // namespace

const std::vector<JournalKind>& BatchBuilder::kinds()
{
    static const std::vector<JournalKind> kinds{
        JournalKind::Assigned,       JournalKind::TargetSucceeded, JournalKind::TargetFailed,
        JournalKind::RollingStarted, JournalKind::RollbackBegun,   JournalKind::TargetForgotten,
        JournalKind::TargetRemoved};
    return kinds;
}

void BatchBuilder::add(const JournalRow& row)
{
    switch (row.kind) {
    case JournalKind::RollingStarted:
        ++m_rollout;
        m_isRollback = false;
        return;
    case JournalKind::RollbackBegun:
        m_isRollback = true;
        return;
    case JournalKind::Assigned:
        return addAssigned(row);
    case JournalKind::TargetSucceeded:
        return addJudged(row, Fate::Succeeded);
    case JournalKind::TargetFailed:
        return addJudged(row, Fate::Failed);
    case JournalKind::TargetForgotten:
    case JournalKind::TargetRemoved:
        return supersede(keyOf(row));
    default:
        return;
    }
}

std::size_t BatchBuilder::batchOf(const JournalRow& row)
{
    if (m_batches.empty() || m_batches.back().step != row.step) {
        Batch batch;
        batch.step = row.step;
        batch.rollout = m_rollout;
        batch.at = row.entityAt;
        batch.version = row.version;
        batch.isRollback = m_isRollback;
        m_batches.push_back(std::move(batch));
    }
    return m_batches.size() - 1;
}

void BatchBuilder::addAssigned(const JournalRow& row)
{
    supersede(keyOf(row));
    const std::size_t batch = batchOf(row);
    ++m_batches[batch].assigned;
    m_places[keyOf(row)] = {batch, Fate::Open};
}

void BatchBuilder::supersede(const std::string& key)
{
    const auto known = m_places.find(key);
    if (known == m_places.end())
        return;
    if (known->second.fate == Fate::Open)
        ++m_batches[known->second.batch].superseded;
    m_places.erase(known);
}

/// Targets are judged afresh at every step: a failed one may still succeed.
void BatchBuilder::addJudged(const JournalRow& row, Fate fate)
{
    const auto known = m_places.find(keyOf(row));
    if (known == m_places.end() || known->second.fate == fate)
        return;
    Batch& batch = m_batches[known->second.batch];
    if (known->second.fate == Fate::Succeeded)
        --batch.succeeded;
    if (known->second.fate == Fate::Failed)
        --batch.failed;
    known->second.fate = fate;
    ++(fate == Fate::Succeeded ? batch.succeeded : batch.failed);
    auto& outcome = outcomeAt(batch, row.entityAt);
    ++(fate == Fate::Succeeded ? outcome.succeeded : outcome.failed);
}

} // namespace rollout
