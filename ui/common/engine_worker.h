#pragma once

// The engine's thread: everything in here but the mailbox is used there only. See session.h.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "service/orchestrator.h"
#include "service/runner.h"
#include "ui/common/summary.h"

namespace rollout {

/// What the engine has for the window. Newer news replaces what was not fetched yet.
struct News
{
    std::optional<QString>
        openedUrl; ///< another store was opened: what was known before is of no use
    struct Entity
    {
        SnapshotPtr snapshot;
        SummaryPtr summary;
    };
    std::map<EntityKey, Entity> entities;
    std::shared_ptr<const Directory> directory; ///< null: as before
    std::optional<Time> clock; ///< nothing: as before
};

/// Thread-safe.
class Mailbox
{
public:
    /// Whether it was empty: the window has to be told.
    [[nodiscard]] bool put(News news);
    [[nodiscard]] News take();

private:
    std::mutex m_mutex;
    News m_news;
    bool m_isEmpty = true;
};

class EngineWorker : public QObject
{
    Q_OBJECT
public:
    explicit EngineWorker(std::shared_ptr<Mailbox> mailbox);
    ~EngineWorker() override;

    void open(const QString& storeUrl);
    void run(const std::function<void(Orchestrator&)>& job);
    void step(std::optional<EntityKey> selected);
    void setRunning(bool running);
    void setSpeed(int factor);

Q_SIGNALS:
    void openFailed(const QString& sentence);
    void mailArrived();
    void failed(const QString& sentence);
    void stoppedByFailure(const QString& sentence);

private:
    void close();
    void adopt(std::unique_ptr<Orchestrator> orchestrator, const QString& storeUrl);
    void collect(const std::function<void(News&)>& change);
    void scheduleFlush();
    void flush();
    void runTick();
    void restartRunTimer();
    [[nodiscard]] bool passOn(const std::vector<StepFailure>& failures);

    std::shared_ptr<Mailbox> m_mailbox;
    SystemClock m_liveClock;
    std::unique_ptr<VirtualClock> m_simulationClock;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<Runner> m_runner;

    std::mutex
        m_newsMutex; ///< guards m_news and m_flushAsked: the engine's own threads bring news, too
    News m_news;
    bool m_flushAsked = false;
    QTimer m_flushTimer;
    QElapsedTimer m_sinceFlush;

    QTimer m_runTimer;
    QTimer m_liveTimer;
    QElapsedTimer m_sinceRun;
    Milliseconds m_due{0}; ///< simulated time that is owed since the last tick
    int m_speed = 60;
};

} // namespace rollout
