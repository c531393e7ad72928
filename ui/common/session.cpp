#include "ui/common/session.h"

#include <QThread>

#include <algorithm>
#include <map>

#include "ui/common/engine_worker.h"
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
    Time clock{};
    bool running = false;
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
    connect(d->worker, &EngineWorker::openFailed, this, &Session::openFailed);
    connect(d->worker, &EngineWorker::failed, this, &Session::failed);
    connect(d->worker, &EngineWorker::mailArrived, this, &Session::fetch);
    connect(d->worker, &EngineWorker::stoppedByFailure, this, [this](const QString& sentence) {
        setRunning(false);
        Q_EMIT failed(sentence);
    });
    d->thread.start();
}

Session::~Session()
{
    d->thread.quit();
    d->thread.wait();
}

void Session::open(const QString& storeUrl)
{
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, storeUrl] { worker->open(storeUrl); });
}

void Session::becomeOpened(const QString& storeUrl)
{
    d->storeUrl = storeUrl;
    d->entities.clear();
    d->directory = std::make_shared<const Directory>();
    if (std::exchange(d->running, false)) // the worker stopped with the store before
        Q_EMIT runningChanged(false);
    Q_EMIT directoryChanged();
    Q_EMIT opened(storeUrl);
}

QString Session::storeUrl() const
{
    return d->storeUrl;
}

void Session::fetch()
{
    News news = d->mailbox->take();
    if (news.openedUrl)
        becomeOpened(*news.openedUrl);
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

void Session::setRunning(bool running)
{
    if (!hasStore())
        return;
    QMetaObject::invokeMethod(d->worker,
                              [worker = d->worker, running] { worker->setRunning(running); });
    if (std::exchange(d->running, running) != running)
        Q_EMIT runningChanged(running);
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
