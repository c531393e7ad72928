#include "ui/targets/arranger.h"

#include <QMetaObject>
#include <QPointer>

namespace rollout {

Arranger::Arranger(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setObjectName(QStringLiteral("targets arranger"));
}

Arranger::~Arranger()
{
    if (m_cancelled)
        m_cancelled->store(true);
    m_pool.waitForDone(); // a cancelled question ends within a few thousand rows
}

void Arranger::setSnapshot(SnapshotPtr snapshot)
{
    if (m_previous && (!snapshot || snapshot->key != m_previous->snapshot->key))
        m_previous.reset(); // rows of another entity's fleet mean nothing here
    m_snapshot = std::move(snapshot);
    ask();
}

void Arranger::setQuery(TargetQuery query)
{
    if (query == m_query)
        return;
    m_query = std::move(query);
    if (m_cancelled)
        m_cancelled->store(true); // nobody wants that answer any more
    ask();
}

void Arranger::ask()
{
    if (!m_snapshot)
        return;
    if (m_isRunning)
        m_isAskedAgain = true;
    else
        start();
}

void Arranger::start()
{
    m_isRunning = true;
    m_isAskedAgain = false;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_pool.start([this, snapshot = m_snapshot, query = m_query, previous = m_previous,
                  cancelled = m_cancelled] {
        auto answer = arrange(snapshot, query, previous, *cancelled);
        // The destructor waits for this thread, so `this` lives; what is still queued then is
        // dropped by Qt.
        QMetaObject::invokeMethod(
            this, [this, answer = std::move(answer)] { finish(answer); }, Qt::QueuedConnection);
    });
}

void Arranger::finish(const ArrangementPtr& arrangement)
{
    m_isRunning = false;
    const bool isOfThisEntity =
        arrangement && m_snapshot && arrangement->snapshot->key == m_snapshot->key;
    if (isOfThisEntity && arrangement->query == m_query) {
        m_previous = arrangement;
        Q_EMIT arranged(arrangement);
    }
    if (m_isAskedAgain)
        start();
}

} // namespace rollout
