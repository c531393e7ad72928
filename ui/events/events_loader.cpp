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

void EventsLoader::fetchOlder(std::int64_t before)
{
    m_session.attempt(
        this,
        [filter = m_filter, before](Orchestrator& engine) {
            return engine.journalBefore(filter, before, page);
        },
        [this, number = m_filterNumber](const std::vector<JournalRow>& rows) {
            if (number == m_filterNumber)
                Q_EMIT olderCame(rows, isFull(rows));
        });
}

void EventsLoader::fetchNewer()
{
    if (!m_hasFirst || m_isFetchingNewer)
        return;
    m_isFetchingNewer = true;
    m_session.attempt(
        this,
        [filter = m_filter, after = m_newest](Orchestrator& engine) {
            return engine.journalAfter(filter, after, page);
        },
        [this, number = m_filterNumber](const std::vector<JournalRow>& rows) {
            if (number != m_filterNumber)
                return;
            m_isFetchingNewer = false;
            if (rows.empty())
                return;
            m_newest = rows.back().id;
            Q_EMIT newerCame(rows);
            if (isFull(rows))
                fetchNewer();
        });
}

} // namespace rollout
