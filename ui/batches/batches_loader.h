#pragma once

// Has journal rows turned into batches in the engine's thread, and fetches what is new when the
// entity has moved on.

#include <QObject>

#include <memory>
#include <optional>

#include "ui/batches/batch_builder.h"
#include "ui/common/session.h"

namespace rollout {

class BatchesLoader : public QObject
{
    Q_OBJECT
public:
    explicit BatchesLoader(Session& session, QObject* parent = nullptr);

    /// `lastRow`: what the journal tells beyond it is not shown.
    void showSnapshot(const SnapshotPtr& snapshot,
                      std::optional<std::int64_t> lastRow = std::nullopt);
    [[nodiscard]] const std::vector<Batch>& batches() const { return m_batches; }

Q_SIGNALS:
    void changed();

private:
    struct Progress; ///< touched in the engine's thread only
    struct Answer
    {
        std::vector<Batch> batches;
        bool hasMore = false; ///< rows are left to read
        bool isNews = false;
    };
    [[nodiscard]] static Result<Answer> read(Orchestrator& engine, EntityKey key,
                                             Progress& progress);
    void ask();
    void take(const std::shared_ptr<Progress>& progress, Result<Answer> answer);

    Session& m_session;
    std::optional<EntityKey> m_key;
    std::optional<std::int64_t> m_lastRow;
    std::shared_ptr<Progress> m_progress;
    std::vector<Batch> m_batches;
    bool m_isAsking = false;
    bool m_isFresh = false; ///< m_batches are of what was asked for before
    bool m_isAskedAgain = false;
};

} // namespace rollout
