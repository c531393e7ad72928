#include "ui/versions/history_loader.h"

#include "ui/common/session.h"

namespace rollout {

namespace {

constexpr int rowsAtOnce = 2000;

} // namespace

HistoryLoader::HistoryLoader(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void HistoryLoader::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool isOther = !snapshot || !m_snapshot || snapshot->key != m_snapshot->key;
    m_snapshot = snapshot;
    if (isOther)
        load();
    appendLive();
    askForRows();
    Q_EMIT changed();
}

void HistoryLoader::load()
{
    m_history = {};
    m_markers.clear();
    m_lastRow = 0;
    m_askedAtStep.reset();
    m_isAsking = false;
    if (!m_snapshot)
        return;
    const EntityKey key = m_snapshot->key;
    m_session.attempt(
        this, [key](Orchestrator& engine) { return engine.shares(key, Time(Milliseconds::min())); },
        [this, key](const std::vector<ShareSample>& samples) { takeShares(key, samples); });
}

void HistoryLoader::takeShares(EntityKey key, const std::vector<ShareSample>& samples)
{
    if (!m_snapshot || m_snapshot->key != key)
        return; // the person went on to another entity meanwhile
    m_history = {};
    for (const ShareSample& sample : samples)
        m_history.append(sample);
    appendLive();
    Q_EMIT changed();
}

void HistoryLoader::appendLive()
{
    if (!m_snapshot)
        return;
    if (const SummaryPtr summary = m_session.summary(m_snapshot->key);
        summary && summary->total > 0)
        m_history.append(sampleOf(*m_snapshot, summary->shares));
}

void HistoryLoader::askForRows()
{
    if (!m_snapshot || m_isAsking)
        return;
    m_isAsking = true;
    JournalFilter filter;
    filter.entity = m_snapshot->key;
    filter.wholeEntityOnly = true;
    filter.kinds = markedKinds();
    m_session.attempt(
        this,
        [filter, after = m_lastRow](Orchestrator& engine) {
            return engine.journalAfter(filter, after, rowsAtOnce);
        },
        [this, key = m_snapshot->key](const std::vector<JournalRow>& rows) {
            takeRows(key, rows);
        });
}

void HistoryLoader::takeRows(EntityKey key, const std::vector<JournalRow>& rows)
{
    if (!m_snapshot || m_snapshot->key != key)
        return;
    m_isAsking = false;
    for (const JournalRow& row : rows) {
        m_markers.push_back(markerOf(row));
        m_lastRow = row.id;
    }
    if (rows.empty())
        return;
    Q_EMIT changed();
    if (static_cast<int>(rows.size()) == rowsAtOnce)
        askForRows();
}

} // namespace rollout
