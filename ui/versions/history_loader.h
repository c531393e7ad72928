#pragma once

// Brings an entity's stored shares and marked moments from the engine's thread, and what is new of
// both since. The store is the only source: snapshots are coalesced, and none comes while the page
// is hidden, so that a history made of them would have holes.

#include <QObject>

#include "service/orchestrator.h"
#include "ui/versions/chart_marker.h"
#include "ui/versions/version_history.h"

namespace rollout {

class Session;

class HistoryLoader : public QObject
{
    Q_OBJECT
public:
    explicit HistoryLoader(Session& session, QObject* parent = nullptr);

    /// Asks for what came since the last answer; another entity is loaded from the start. Null:
    /// none. What came after `until` is kept, but not shown.
    void showSnapshot(const SnapshotPtr& snapshot, std::optional<Time> until = std::nullopt);

    [[nodiscard]] const VersionHistory& history() const { return m_until ? m_past : m_history; }
    [[nodiscard]] const std::vector<ChartMarker>& markers() const
    {
        return m_until ? m_pastMarkers : m_markers;
    }
    [[nodiscard]] Time now() const { return m_snapshot ? m_snapshot->clock : Time{}; }
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }

Q_SIGNALS:
    void changed();

private:
    struct News
    {
        std::vector<ShareSample> samples;
        std::vector<JournalRow> rows;
    };
    [[nodiscard]] static Result<News> read(Orchestrator& engine, EntityKey key, Time from,
                                           std::int64_t after);
    void begin();
    void trim();
    void ask();
    void take(int question, const Result<News>& news);

    Session& m_session;
    SnapshotPtr m_snapshot;
    VersionHistory m_history;
    std::vector<ChartMarker> m_markers;
    std::optional<Time> m_until; ///< then the following two are shown
    VersionHistory m_past;
    std::vector<ChartMarker> m_pastMarkers;
    std::int64_t m_lastRow = 0;
    int m_question = 0; ///< number of the newest one; answers to others are dropped
    bool m_isAsking = false;
    bool m_isAskedAgain = false;
};

} // namespace rollout
