#pragma once

// Fetches pages of the journal by key in the engine's thread. Answers to a filter that is no longer
// set are dropped.

#include <QObject>

#include "store/store.h"

namespace rollout {

class Session;

class EventsLoader : public QObject
{
    Q_OBJECT
public:
    static constexpr int page = 200;

    explicit EventsLoader(Session& session, QObject* parent = nullptr);

    /// Fetches the newest page.
    void setFilter(const JournalFilter& filter);
    void fetchOlder(std::int64_t before);
    /// What came since; one question at a time.
    void fetchNewer();

Q_SIGNALS:
    void firstCame(const std::vector<rollout::JournalRow>& rows, bool hasOlder); ///< newest first
    void olderCame(const std::vector<rollout::JournalRow>& rows, bool hasOlder); ///< newest first
    void newerCame(const std::vector<rollout::JournalRow>& rows); ///< oldest first

private:
    void takeNewer(const Result<std::vector<JournalRow>>& rows);

    Session& m_session;
    JournalFilter m_filter;
    int m_filterNumber = 0;
    std::int64_t m_newest = 0;
    bool m_isFetchingNewer = false;
    bool m_hasFirst = false;
};

} // namespace rollout
