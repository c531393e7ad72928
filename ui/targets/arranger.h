#pragma once

// Asks arrange() in a worker thread, one question at a time, newest wins. Lives in the window's
// thread; never blocks it.

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

#include "ui/targets/target_query.h"

namespace rollout {

class Arranger : public QObject
{
    Q_OBJECT
public:
    explicit Arranger(QObject* parent = nullptr);
    ~Arranger() override;

    void setSnapshot(SnapshotPtr snapshot);
    void setQuery(TargetQuery query);
    [[nodiscard]] const TargetQuery& query() const { return m_query; }
    /// Whether a question waits for its answer.
    [[nodiscard]] bool isBusy() const { return m_isRunning; }

Q_SIGNALS:
    void arranged(const rollout::ArrangementPtr& arrangement);

private:
    void ask();
    void start();
    void finish(const ArrangementPtr& arrangement);

    QThreadPool m_pool;
    SnapshotPtr m_snapshot;
    TargetQuery m_query;
    ArrangementPtr m_previous;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    bool m_isRunning = false;
    bool m_isAskedAgain = false;
};

} // namespace rollout
