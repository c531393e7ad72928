#include "ui/common/job.h"

#include <QThread>

namespace rollout {

Job::Job(QString title, Work work, QObject* parent)
    : QObject(parent)
    , m_title(std::move(title))
    , m_work(std::move(work))
{
}

Job::~Job()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void Job::start()
{
    const auto result = std::make_shared<Result<void>>();
    const JobWatch watch{[this](double part) {
                             QMetaObject::invokeMethod(this,
                                                       [this, part] { Q_EMIT progressed(part); });
                         },
                         [flag = m_isCancelled] { return flag->load(); }};
    m_thread = QThread::create([work = m_work, watch, result] { *result = work(watch); });
    m_thread->setParent(this);
    connect(m_thread, &QThread::finished, this, [this, result] { finish(*result); });
    m_thread->start();
}

void Job::cancel()
{
    *m_isCancelled = true;
}

void Job::finish(const Result<void>& result)
{
    if (result)
        Q_EMIT succeeded();
    else
        Q_EMIT failed(result.error());
    Q_EMIT finished();
    deleteLater();
}

} // namespace rollout
