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
#include "ui/common/jobs.h"
#include "ui/common/play_news.h"
#include "ui/common/store_opener.h"
#include "ui/common/summary.h"

namespace rollout {

class Play;

/// What the engine has for the window. Newer news replaces what was not fetched yet.
struct OpenedNews
{
    int opening = 0; ///< its number; 0: nobody asked for it by one
    QString storeUrl; ///< without password
};

struct News
{
    /// Another store was opened: what was known before is of no use.
    std::optional<OpenedNews> opened;
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

    /// False: openFailed() says why, Cancelled when it was given up. `opening` is a number by which
    /// it is told of.
    bool open(const QString& storeUrl, int opening = 0, const GivenUp& isGivenUp = nullptr);
    /// Opens a store in memory and plays in it.
    void play(const PlayRequest& request);
    void run(const std::function<void(Orchestrator&)>& job);
    void step(std::optional<EntityKey> selected);
    /// When it is that exercise that is under way: another store may have been opened meanwhile.
    void stepPlay(int number);
    void setRunning(bool running);
    void setSpeed(int factor);

Q_SIGNALS:
    void openFailed(const rollout::Error& error, const QString& storeUrl, int opening);
    void mailArrived();
    void failed(const QString& sentence);
    void stoppedByFailure(const QString& sentence);
    /// The store does not answer: the run stands still, and goes on by itself once it does.
    void runHeld(const QString& sentence);
    void runWentOn();
    void played(const rollout::PlayNewsPtr& news);
    void pausedByPlay(); ///< a stop was reached, or the end
    void storeLost(const QString& sentence);
    void storeBack();
    void policiesChanged();
    void stepBegan(); ///< controllers may be asked now, which may take long
    void stepEnded();
    void upkeepBegan(const rollout::StopFlag& isStopped);
    void upkeepEnded(rollout::JobState end, const QString& problem); ///< a sentence; empty: none

private:
    void close();
    void adopt(std::unique_ptr<Orchestrator> orchestrator, const OpenedNews& opened);
    void collect(const std::function<void(News&)>& change);
    void scheduleFlush();
    void flush();
    void runTick();
    [[nodiscard]] std::vector<StepFailure> tick();
    [[nodiscard]] bool isPausedByPlay();
    void tellPlay();
    void restartRunTimer();
    [[nodiscard]] bool passOn(const std::vector<StepFailure>& failures);
    [[nodiscard]] std::vector<StepFailure>
    watched(const std::function<std::vector<StepFailure>()>& steps);
    void holdRun(const QString& sentence);
    void tryToGoOn();

    std::shared_ptr<Mailbox> m_mailbox;
    SystemClock m_liveClock;
    StoreOpener m_opener{m_liveClock};
    std::unique_ptr<VirtualClock> m_simulationClock;
    std::unique_ptr<Orchestrator> m_orchestrator;
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<Play> m_play; ///< null: no exercise is under way

    std::mutex
        m_newsMutex; ///< guards m_news and m_flushAsked: the engine's own threads bring news, too
    News m_news;
    bool m_flushAsked = false;
    QTimer m_flushTimer;
    QElapsedTimer m_sinceFlush;

    QTimer m_runTimer;
    QTimer m_liveTimer;
    QTimer m_heldTimer; ///< active while the run stands still because the store does not answer
    QElapsedTimer m_sinceRun;
    Milliseconds m_due{0}; ///< simulated time that is owed since the last tick
    int m_speed = 60;
};

} // namespace rollout
