#pragma once

// Has the rollouts of the entity that is looked at read in the engine's thread, and what is new
// when it has moved on; one question at a time.

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

#include "service/history_reader.h"
#include "ui/common/session.h"

namespace rollout {

class RolloutsLoader : public QObject
{
    Q_OBJECT
public:
    static constexpr int most = 500; ///< rollouts

    explicit RolloutsLoader(Session& session, QObject* parent = nullptr);

    /// `lastRow`: of the journal, at the past moment that the snapshot is of; nothing: it is the
    /// newest.
    void showSnapshot(const SnapshotPtr& snapshot,
                      std::optional<std::int64_t> lastRow = std::nullopt);
    /// Newest first.
    [[nodiscard]] const std::vector<RolloutRecord>& records() const { return m_records; }
    /// Whether the journal has been read to its end at least once.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

Q_SIGNALS:
    void changed();

private:
    struct Answer
    {
        std::vector<RolloutRecord> records;
        HistoryReader::Progress progress;
    };
    void ask();
    void take(const std::shared_ptr<HistoryReader>& reader, Result<Answer> answer);

    Session& m_session;
    std::optional<EntityKey> m_key;
    std::optional<std::int64_t> m_lastRow;
    std::uint64_t m_revision = 0;
    std::shared_ptr<HistoryReader> m_reader; ///< touched in the engine's thread only
    std::vector<RolloutRecord> m_records;
    bool m_isComplete = false;
    bool m_isAnswered = false; ///< the records are the reader's
    bool m_isAsking = false;
    bool m_isAskedAgain = false;
};

} // namespace rollout
