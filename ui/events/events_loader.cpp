#include "ui/events/events_loader.h"

#include <limits>

#include "ui/common/session.h"

namespace rollout {

namespace {

bool isFull(const std::vector<JournalRow>& rows)
{
    return std::ssize(rows) == EventsLoader::page;
}

} // namespace

EventsLoader::EventsLoader(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
}

void EventsLoader::setFilter(const JournalFilter& filter)
{
    m_filter = filter;
    m_hasFirst = false;
    m_isFetchingNewer = false;
    m_session.attempt(
        this,
        [filter](Orchestrator& engine) {
            return engine.journalBefore(filter, std::numeric_limits<std::int64_t>::max(), page);
        },
        [this, number = ++m_filterNumber](const std::vector<JournalRow>& rows) {
            if (number != m_filterNumber)
                return;
            m_hasFirst = true;
            m_newest = rows.empty() ? 0 : rows.front().id;
            Q_EMIT firstCame(rows, isFull(rows));
        });
}

// A question that failed may be asked again.
void EventsLoader::fetchOlder(std::int64_t before)
{
    m_session.request(
        this,
        [filter = m_filter, before](Orchestrator& engine) {
            return engine.journalBefore(filter, before, page);
        },
        [this, number = m_filterNumber](const Result<std::vector<JournalRow>>& rows) {
            if (number != m_filterNumber)
                return;
            if (!rows)
                m_session.report(rows.error());
            Q_EMIT olderCame(rows.value_or(std::vector<JournalRow>()), !rows || isFull(*rows));
        });
}

void EventsLoader::fetchNewer()
{
    if (!m_hasFirst || m_isFetchingNewer)
        return;
    m_isFetchingNewer = true;
    m_session.request(
        this,
        [filter = m_filter, after = m_newest](Orchestrator& engine) {
            return engine.journalAfter(filter, after, page);
        },
        [this, number = m_filterNumber](const Result<std::vector<JournalRow>>& rows) {
            if (number == m_filterNumber)
                takeNewer(rows);
        });
}

void EventsLoader::takeNewer(const Result<std::vector<JournalRow>>& rows)
{
    m_isFetchingNewer = false;
    if (!rows)
        return m_session.report(rows.error());
    if (rows->empty())
        return;
    m_newest = rows->back().id;
    Q_EMIT newerCame(*rows);
    if (isFull(*rows))
        fetchNewer();
}

} // namespace rollout
