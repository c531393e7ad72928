#include "ui/common/session.h"

#include <QHash>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <map>

#include "store/store_url.h"
#include "ui/common/engine_worker.h"
#include "ui/common/jobs.h"
#include "ui/common/play.h"
#include "ui/common/words.h"

namespace rollout {

class Session::Private
{
public:
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    EngineWorker* worker = nullptr; ///< lives in `thread`, and ends with it
    QThread thread;

    std::map<EntityKey, News::Entity> entities;
    std::shared_ptr<const Directory> directory = std::make_shared<const Directory>();
    QString storeUrl;
    QString lastLastingUrl;
    Time clock{};
    bool running = false;
    Jobs jobs;
    struct Opening
    {
        int number;
        QString storeUrl;
        QString withPassword; ///< the same, as it is used
        int job;
        StopFlag isGivenUp;
    };
    int lastOpening = 0; ///< its number
    QHash<QString, QString> opened; ///< URLs that served, as they were used, by what is shown
    std::vector<Opening> openings; ///< asked for, oldest first
    int stepJob = 0; ///< 0: none is being taken
    int upkeepJob = 0;
    bool held = false; ///< the run stands still: the store does not answer
    int speed = 60;
};

Session::Session(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->worker = new EngineWorker(d->mailbox);
    d->worker->moveToThread(&d->thread);
    d->thread.setObjectName(QStringLiteral("engine"));
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    connect(d->worker, &EngineWorker::failed, this, &Session::failed);
    connect(d->worker, &EngineWorker::storeLost, this, &Session::storeLost);
    connect(d->worker, &EngineWorker::storeBack, this, &Session::storeBack);
    connect(d->worker, &EngineWorker::policiesChanged, this, &Session::policiesChanged);
    connect(d->worker, &EngineWorker::mailArrived, this, &Session::fetch);
    connect(d->worker, &EngineWorker::stoppedByFailure, this, [this](const QString& sentence) {
        setRunning(false);
        Q_EMIT failed(sentence);
    });
    connect(d->worker, &EngineWorker::runHeld, this,
            [this](const QString& sentence) { setHeld(d->running, sentence); });
    connect(d->worker, &EngineWorker::runWentOn, this, [this] { setHeld(false); });
    connect(d->worker, &EngineWorker::pausedByPlay, this, [this] { setRunning(false); });
    connect(d->worker, &EngineWorker::played, this, &Session::played);
    connectJobs();
    d->thread.start();
}

void Session::connectJobs()
{
    connect(d->worker, &EngineWorker::openFailed, this, &Session::endFailedOpening);
    connect(d->worker, &EngineWorker::stepBegan, this, [this] {
        d->stepJob =
            d->jobs.begin(tr("Taking a step: controllers are asked"), {}, Jobs::Listed::WhenLong);
    });
    connect(d->worker, &EngineWorker::stepEnded, this,
            [this] { d->jobs.end(std::exchange(d->stepJob, 0), JobState::Done); });
    connect(d->worker, &EngineWorker::upkeepBegan, this, [this](const StopFlag& isStopped) {
        d->upkeepJob = d->jobs.begin(
            tr("Making room in the store"), [isStopped] { *isStopped = true; },
            Jobs::Listed::WhenLong);
    });
    connect(d->worker, &EngineWorker::upkeepEnded, this,
            [this](JobState end, const QString& problem) {
                d->jobs.end(std::exchange(d->upkeepJob, 0), end, problem);
            });
}

Jobs& Session::jobs() const
{
    return d->jobs;
}

void Session::endFailedOpening(const Error& error, const QString& storeUrl, int number)
{
    std::erase_if(d->openings, [&](const Private::Opening& opening) {
        if (opening.number == number)
            d->jobs.end(opening.job, Result<void>(tl::unexpected(error)));
        return opening.number == number;
    });
    if (error.code == ErrorCode::Cancelled)
        Q_EMIT openGivenUp(storeUrl);
    else
        Q_EMIT openFailed(errorText(error), storeUrl);
}

/// Those that were opened before it are over as well: their news were replaced.
void Session::endOpening(int number)
{
    std::erase_if(d->openings, [&](const Private::Opening& opening) {
        if (opening.number > number)
            return false;
        d->jobs.end(opening.job, JobState::Done);
        d->opened.insert(opening.storeUrl, opening.withPassword);
        return true;
    });
}

Session::~Session()
{
    for (const Private::Opening& opening : d->openings)
        *opening.isGivenUp = true;
    d->thread.quit();
    d->thread.wait();
}

void Session::open(const QString& storeUrl)
{
    const SplitUrl split = splitPassword(storeUrl);
    const QString& shown = split.url;
    const QString url = split.password.isEmpty() ? d->opened.value(shown, storeUrl) : storeUrl;
    const auto isGivenUp = std::make_shared<std::atomic<bool>>(false);
    const int number = ++d->lastOpening;
    const int job = d->jobs.begin(
        tr("Opening %1").arg(shown), [isGivenUp] { *isGivenUp = true; }, Jobs::Listed::WhenLong);
    d->openings.push_back({number, shown, url, job, isGivenUp});
    QMetaObject::invokeMethod(d->worker, [worker = d->worker, url, number, isGivenUp] {
        worker->open(url, number, isGivenUp);
    });
}

void Session::giveUpOpening(const QString& storeUrl)
{
    for (const Private::Opening& opening : d->openings)
        if (opening.storeUrl == storeUrl)
            *opening.isGivenUp = true;
}

void Session::play(const PlayRequest& request)
{
    QMetaObject::invokeMethod(d->worker, [worker = d->worker, request] { worker->play(request); });
}

void Session::becomeOpened(int opening, const QString& storeUrl)
{
    endOpening(opening);
    d->storeUrl = storeUrl;
    if (!isInMemory())
        d->lastLastingUrl = storeUrl;
    d->entities.clear();
    d->directory = std::make_shared<const Directory>();
    if (std::exchange(d->running, false)) // the worker stopped with the store before
        Q_EMIT runningChanged(false);
    setHeld(false);
    Q_EMIT directoryChanged();
    Q_EMIT opened(storeUrl);
}

QString Session::storeUrl() const
{
    return d->storeUrl;
}

bool Session::isInMemory() const
{
    return d->storeUrl == QLatin1String("memory:");
}

QString Session::lastLastingUrl() const
{
    return d->lastLastingUrl;
}

void Session::fetch()
{
    News news = d->mailbox->take();
    if (news.opened)
        becomeOpened(news.opened->opening, news.opened->storeUrl);
    for (auto& [key, entity] : news.entities)
        d->entities.insert_or_assign(key, entity);
    if (news.directory) {
        d->directory = std::move(news.directory);
        Q_EMIT directoryChanged();
    }
    for (const auto& [key, entity] : news.entities)
        Q_EMIT entityChanged(key);
    if (news.clock && *news.clock != d->clock) {
        d->clock = *news.clock;
        Q_EMIT clockChanged(d->clock);
    }
}

void Session::report(const Error& error)
{
    Q_EMIT failed(errorText(error));
}

SnapshotPtr Session::snapshot(EntityKey key) const
{
    const auto found = d->entities.find(key);
    return found == d->entities.end() ? nullptr : found->second.snapshot;
}

SummaryPtr Session::summary(EntityKey key) const
{
    const auto found = d->entities.find(key);
    return found == d->entities.end() ? nullptr : found->second.summary;
}

std::optional<EntityKey> Session::find(const QString& ns, const QString& entity) const
{
    for (const DirectoryNode& node : *d->directory) {
        if (node.name != utf8(ns))
            continue;
        for (const auto& child : node.entities)
            if (child.name == utf8(entity))
                return child.key;
    }
    return std::nullopt;
}

std::shared_ptr<const Directory> Session::directory() const
{
    return d->directory;
}

void Session::step(std::optional<EntityKey> selected)
{
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, selected] { worker->step(selected); });
}

void Session::stepPlay(int number)
{
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, number] { worker->stepPlay(number); });
}

void Session::setRunning(bool running)
{
    if (!hasStore())
        return;
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, running] { worker->setRunning(running); });
    if (std::exchange(d->running, running) != running)
        Q_EMIT runningChanged(running);
    if (!running)
        setHeld(false);
}

bool Session::isHeld() const
{
    return d->held;
}

void Session::setHeld(bool held, const QString& reason)
{
    if (std::exchange(d->held, held) != held)
        Q_EMIT heldChanged(held, reason);
}

bool Session::isRunning() const
{
    return d->running;
}

void Session::setSpeed(int factor)
{
    factor = std::clamp(factor, 1, 1000);
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, factor] { worker->setSpeed(factor); });
    if (std::exchange(d->speed, factor) != factor)
        Q_EMIT speedChanged(factor);
}

int Session::speed() const
{
    return d->speed;
}

Time Session::simulationNow() const
{
    return d->clock;
}

void Session::post(std::function<void(Orchestrator&)> job)
{
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, job = std::move(job)] { worker->run(job); });
}

void Session::deliver(const QPointer<QObject>& context, std::function<void()> job)
{
    // `this` outlives the thread that delivers; the context may not, and is looked at in its own
    // thread only.
    QMetaObject::invokeMethod(
        this,
        [context, job = std::move(job)] {
            if (context)
                job();
        },
        Qt::QueuedConnection);
}

} // namespace rollout
