#pragma once

// Work that takes long, in a thread of its own, with progress and cancel. It answers a cancel
// between two pieces of its work; what it had done so far is its own business.

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

#include "core/result.h"

class QThread;

namespace rollout {

/// What the work is given. Callable in the work's thread.
struct JobWatch
{
    std::function<void(double)> progress; ///< 0 to 1
    std::function<bool()> isCancelled;
};

class Job : public QObject
{
    Q_OBJECT
public:
    using Work = std::function<Result<void>(const JobWatch&)>;

    /// `title` names it for the person: "Reading fleet.csv". Deletes itself after finished().
    Job(QString title, Work work, QObject* parent);
    /// Cancels, and waits for the work to notice.
    ~Job() override;

    void start();
    void cancel();
    [[nodiscard]] QString title() const { return m_title; }

Q_SIGNALS:
    void progressed(double part);
    void succeeded();
    void failed(const rollout::Error& error); ///< code Cancelled: because it was asked to
    void finished();

private:
    void finish(const Result<void>& result);

    QString m_title;
    Work m_work;
    QThread* m_thread = nullptr;
    std::shared_ptr<std::atomic<bool>> m_isCancelled = std::make_shared<std::atomic<bool>>(false);
};

} // namespace rollout
