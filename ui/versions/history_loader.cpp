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
    // Keys mean something within one store only.
    connect(&session, &Session::opened, this, [this] { showSnapshot(nullptr); });
}

void HistoryLoader::showSnapshot(const SnapshotPtr& snapshot, std::optional<Time> until)
{
    const bool isOther = !snapshot || !m_snapshot || snapshot->key != m_snapshot->key;
    m_snapshot = snapshot;
    m_until = until;
    if (isOther)
        begin();
    trim();
    ask();
    Q_EMIT changed();
}

void HistoryLoader::begin()
{
    m_history = {};
    m_markers.clear();
    m_lastRow = 0;
    ++m_question; // what is under way is of another entity
    m_isAsking = false;
}

void HistoryLoader::trim()
{
    if (!m_until)
        return;
    m_past = m_history.upTo(*m_until);
    m_pastMarkers = m_markers;
    std::erase_if(m_pastMarkers,
                  [this](const ChartMarker& marker) { return marker.at > *m_until; });
}

Result<HistoryLoader::News> HistoryLoader::read(Orchestrator& engine, EntityKey key, Time from,
                                                std::int64_t after)
{
    JournalFilter filter;
    filter.entity = key;
    filter.wholeEntityOnly = true;
    filter.kinds = markedKinds();
    auto rows = engine.journalAfter(filter, after, rowsAtOnce);
    if (!rows)
        return tl::unexpected(rows.error());
    auto samples = engine.shares(key, from);
    if (!samples)
        return tl::unexpected(samples.error());
    return News{std::move(*samples), std::move(*rows)};
}

// One question at a time. The last sample is asked for again: another of the same moment replaces
// it.
void HistoryLoader::ask()
{
    if (!m_snapshot)
        return;
    if (m_isAsking) {
        m_isAskedAgain = true;
        return;
    }
    m_isAsking = true;
    m_isAskedAgain = false;
    const Time from =
        m_history.isEmpty() ? Time(Milliseconds::min()) : m_history.timeAt(m_history.size() - 1);
    m_session.request(
        this,
        [key = m_snapshot->key, from, after = m_lastRow](Orchestrator& engine) {
            return read(engine, key, from, after);
        },
        [this, question = ++m_question](const Result<News>& news) { take(question, news); });
}

void HistoryLoader::take(int question, const Result<News>& news)
{
    if (question != m_question)
        return; // the person went on to another entity meanwhile
    m_isAsking = false;
    if (!news)
        return m_session.report(news.error());
    bool isNew = !news->rows.empty();
    for (const ShareSample& sample : news->samples)
        isNew = m_history.append(sample) || isNew;
    for (const JournalRow& row : news->rows) {
        m_markers.push_back(markerOf(row));
        m_lastRow = row.id;
    }
    trim();
    if (isNew)
        Q_EMIT changed();
    if (m_isAskedAgain || std::ssize(news->rows) == rowsAtOnce)
        ask();
}

} // namespace rollout
