#pragma once

// Brings an entity's stored shares and marked moments from the engine's thread, and what is new of
// both since.

#include <QObject>

#include <optional>

#include "ui/versions/chart_marker.h"
#include "ui/versions/version_history.h"

namespace rollout {

class Session;

class HistoryLoader : public QObject
{
    Q_OBJECT
public:
    explicit HistoryLoader(Session& session, QObject* parent = nullptr);

    /// Takes in what the snapshot adds; another entity is loaded from the start. Null: none.
    void showSnapshot(const SnapshotPtr& snapshot);

    [[nodiscard]] const VersionHistory& history() const { return m_history; }
    [[nodiscard]] const std::vector<ChartMarker>& markers() const { return m_markers; }
    [[nodiscard]] Time now() const { return m_snapshot ? m_snapshot->now : Time{}; }
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }

Q_SIGNALS:
    void changed();

private:
    void load();
    void takeShares(EntityKey key, const std::vector<ShareSample>& samples);
    void askForRows();
    void takeRows(EntityKey key, const std::vector<JournalRow>& rows);
    void appendLive();

    Session& m_session;
    SnapshotPtr m_snapshot;
    VersionHistory m_history;
    std::vector<ChartMarker> m_markers;
    std::int64_t m_lastRow = 0;
    std::optional<std::uint64_t> m_askedAtStep;
    bool m_isAsking = false;
};

} // namespace rollout
