#include "ui/common/key_ring.h"

#include <QTimer>

#include <chrono>
#include <memory>
#include <qt6keychain/keychain.h>

namespace rollout {

namespace {

constexpr std::chrono::seconds patience{30};

QString service()
{
    return QStringLiteral("rollout-console");
}

/// Calls `ended(job)` once: when the job is finished, or with null when it takes too long.
void start(QKeychain::Job* job, QObject* context, const std::function<void(QKeychain::Job*)>& ended)
{
    auto* timer = new QTimer(context);
    timer->setSingleShot(true);
    // The timer is the context: once it is gone nobody hears of the job any more.
    QObject::connect(job, &QKeychain::Job::finished, timer, [timer, ended](QKeychain::Job* done) {
        timer->stop();
        timer->deleteLater();
        ended(done);
    });
    QObject::connect(timer, &QTimer::timeout, timer, [timer, job, ended] {
        job->disconnect(timer);
        timer->deleteLater();
        ended(nullptr);
    });
    timer->start(patience);
    job->start();
}

} // namespace

void KeyRing::read(QObject* context, const QString& key, Answered answered)
{
    auto* job = new QKeychain::ReadPasswordJob(service());
    job->setKey(key);
    start(job, context, [answered](QKeychain::Job* done) {
        if (done && done->error() == QKeychain::NoError)
            answered({true, static_cast<QKeychain::ReadPasswordJob*>(done)->textData()});
        else
            answered({done && done->error() == QKeychain::EntryNotFound, std::nullopt});
    });
}

void KeyRing::write(QObject* context, const QString& key, const QString& secret, Written written)
{
    auto* job = new QKeychain::WritePasswordJob(service());
    job->setKey(key);
    job->setTextData(secret);
    start(job, context, [written](QKeychain::Job* done) {
        written(done && done->error() == QKeychain::NoError);
    });
}

void KeyRing::forget(const QString& key)
{
    auto* job = new QKeychain::DeletePasswordJob(service());
    job->setKey(key);
    job->start();
}

} // namespace rollout
