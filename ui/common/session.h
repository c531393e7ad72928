#pragma once

// The window's side of the engine. A Session lives in the window's thread; it owns one worker
// thread in which the engine lives, and passes requests there and immutable snapshots back: newest
// wins, at most 10 a second. The worker never waits for the window, the window never for the
// worker.

#include <QDataStream>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <utility>

#include "service/orchestrator.h"
#include "service/runner.h"
#include "ui/common/play_news.h"
#include "ui/common/summary.h"

namespace rollout {

class EngineWorker;
class Jobs;

/// Qt's own streaming of enums does not know std::int64_t where that is a long; signals carry keys.
inline QDataStream& operator<<(QDataStream& stream, EntityKey key)
{
    return stream << static_cast<qint64>(key);
}
inline QDataStream& operator<<(QDataStream& stream, NamespaceKey key)
{
    return stream << static_cast<qint64>(key);
}
template <typename Key>
QDataStream& readKey(QDataStream& stream, Key& key)
{
    qint64 number = 0;
    stream >> number;
    key = static_cast<Key>(number);
    return stream;
}
inline QDataStream& operator>>(QDataStream& stream, EntityKey& key)
{
    return readKey(stream, key);
}
inline QDataStream& operator>>(QDataStream& stream, NamespaceKey& key)
{
    return readKey(stream, key);
}

class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// Opens a store (closing any other) and announces what is in it. Emits opened() or
    /// openFailed(). A password in the URL is never told again; one that served is used when the
    /// same URL comes without it.
    void open(const QString& storeUrl);
    /// Of a store that is being opened, without password: answered by openGivenUp(), and the one
    /// before stays. Too late for one that is open by now.
    void giveUpOpening(const QString& storeUrl);
    /// Opens a store in memory (closing any other), and plays a scenario in it: step() and the run
    /// are its steps until it is over. Told by played().
    void play(const PlayRequest& request);
    /// Without password.
    [[nodiscard]] QString storeUrl() const;
    /// Whether the open store ends with the program.
    [[nodiscard]] bool isInMemory() const;
    /// Of the last store that was not in memory: what an exercise or a demo is left for. Empty:
    /// none was opened.
    [[nodiscard]] QString lastLastingUrl() const;
    /// Without a store nothing steps or runs, and every request is answered by failed().
    [[nodiscard]] bool hasStore() const { return !storeUrl().isEmpty(); }

    /// Runs `work(Orchestrator&)` in the engine's thread, then `done(result)` in the window's,
    /// unless `context` is gone by then. Requests run in order. `work` must own all that it uses.
    template <typename Work, typename Done>
    void request(QObject* context, Work work, Done done)
    {
        post([this, guard = QPointer<QObject>(context), work = std::move(work),
              done = std::move(done)](Orchestrator& orchestrator) mutable {
            auto result = std::make_shared<decltype(work(orchestrator))>(work(orchestrator));
            deliver(guard,
                    [done = std::move(done), result]() mutable { done(std::move(*result)); });
        });
    }

    /// The same for work that returns a Result: its error is reported, `done(value)` is for success
    /// only.
    template <typename Work, typename Done>
    void attempt(QObject* context, Work work, Done done)
    {
        request(context, std::move(work), [this, done = std::move(done)](auto result) mutable {
            if (result)
                handOver(std::move(result), done);
            else
                report(result.error());
        });
    }
    /// The same when nothing has to happen after success.
    template <typename Work>
    void attempt(Work work)
    {
        request(this, std::move(work), [this](auto result) {
            if (!result)
                report(result.error());
        });
    }
    /// Has failed() say so in the window.
    void report(const Error& error);

    /// What takes long off the window's thread, whoever does it.
    [[nodiscard]] Jobs& jobs() const;

    /// Newest known; null for an unknown entity.
    [[nodiscard]] SnapshotPtr snapshot(EntityKey key) const;
    /// Of that snapshot; null for an unknown entity.
    [[nodiscard]] SummaryPtr summary(EntityKey key) const;
    /// By path; nothing for an unknown one.
    [[nodiscard]] std::optional<EntityKey> find(const QString& ns, const QString& entity) const;
    [[nodiscard]] std::shared_ptr<const Directory> directory() const;

    /// One step now: a tick of the simulation clock for simulated entities; a live entity is
    /// stepped when it is `selected`.
    void step(std::optional<EntityKey> selected);
    /// A step of the exercise of that number and of nothing else: without it nothing happens.
    void stepPlay(int number);
    void setRunning(bool running); ///< nothing runs without a store
    [[nodiscard]] bool isRunning() const;
    /// It runs, but stands still until the store answers again.
    [[nodiscard]] bool isHeld() const;
    /// Virtual seconds a second, 1 to 1000.
    void setSpeed(int factor); ///< 60 at first
    [[nodiscard]] int speed() const;
    [[nodiscard]] Time simulationNow() const;

Q_SIGNALS:
    void opened(const QString& storeUrl);
    void openFailed(const QString& sentence, const QString& storeUrl);
    void openGivenUp(const QString& storeUrl);
    void storeLost(const QString& sentence); ///< it does not answer, and is tried again
    void storeBack(); ///< it answers again
    void policiesChanged(); ///< those saved in the store, by this program or another
    void directoryChanged();
    void entityChanged(rollout::EntityKey key); ///< at most 10 times a second for each
    void clockChanged(rollout::Time simulationNow);
    void runningChanged(bool running);
    void heldChanged(bool held, const QString& reason); ///< the reason is a sentence
    void speedChanged(int factor);
    void failed(const QString& sentence);
    /// After every step of an exercise, but at most a hundred times a second while it runs. The
    /// run has paused itself where a stop was reached or the exercise is over.
    void played(const rollout::PlayNewsPtr& news);

private:
    template <typename Value, typename Done>
    static void handOver(Result<Value> result, Done& done)
    {
        if constexpr (std::is_void_v<Value>)
            done();
        else
            done(std::move(*result));
    }
    void becomeOpened(int opening, const QString& storeUrl);
    void setHeld(bool held, const QString& reason = {});
    void connectJobs();
    void endFailedOpening(const rollout::Error& error, const QString& storeUrl, int number);
    void endOpening(int number);
    void fetch();
    void post(std::function<void(Orchestrator&)> job);
    void deliver(const QPointer<QObject>& context, std::function<void()> job);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace rollout
