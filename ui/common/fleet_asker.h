#pragma once

// Asks of a fleet what takes too long for the window's thread: in a thread of its own, one question
// at a time, the newest next. What was asked of another fleet, or of another question, is not
// answered any more. Lives in the window's thread, and never blocks it but for a moment at its end.

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "service/orchestrator.h"

namespace rollout {

template <typename Question, typename Answer>
class FleetAsker
{
public:
    using AnswerPtr = std::shared_ptr<const Answer>;
    /// In the thread. `previous` is the last answer of the same fleet, or null; null is answered
    /// soon after `cancelled` is set.
    using Work =
        std::function<AnswerPtr(const SnapshotPtr& snapshot, const Question& question,
                                const AnswerPtr& previous, const std::atomic<bool>& cancelled)>;
    using Answered = std::function<void(const AnswerPtr& answer)>;

    /// `context` owns this; `answered` is called in its thread.
    FleetAsker(QObject* context, const QString& threadName, Work work, Answered answered)
        : m_context(context)
        , m_work(std::move(work))
        , m_answered(std::move(answered))
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setObjectName(threadName);
    }
    ~FleetAsker()
    {
        *m_cancelled = true;
        m_pool.waitForDone();
    }
    FleetAsker(const FleetAsker&) = delete;
    FleetAsker& operator=(const FleetAsker&) = delete;

    /// Null: nothing is asked any more. Keys are alike in every store: between two stores it must
    /// be null.
    void setSnapshot(SnapshotPtr snapshot)
    {
        if (!snapshot || !m_snapshot || snapshot->key != m_snapshot->key) {
            m_previous.reset();
            *m_cancelled = true;
            ++m_fleet;
        }
        m_snapshot = std::move(snapshot);
        ask();
    }
    void setQuestion(Question question)
    {
        if (question == m_question)
            return;
        m_question = std::move(question);
        *m_cancelled = true; // nobody wants that answer any more
        ask();
    }
    [[nodiscard]] const Question& question() const { return m_question; }
    /// Whether a question waits for its answer.
    [[nodiscard]] bool isBusy() const { return m_isRunning; }

private:
    void ask()
    {
        if (!m_snapshot)
            return;
        if (m_isRunning)
            m_isAskedAgain = true;
        else
            start();
    }
    void start()
    {
        m_isRunning = true;
        m_isAskedAgain = false;
        m_cancelled = std::make_shared<std::atomic<bool>>(false);
        m_pool.start([this, snapshot = m_snapshot, question = m_question, previous = m_previous,
                      cancelled = m_cancelled, fleet = m_fleet] {
            auto answer = m_work(snapshot, question, previous, *cancelled);
            // The destructor waits for this thread, so `this` lives; what is still queued then is
            // dropped by Qt with the context.
            QMetaObject::invokeMethod(
                m_context,
                [this, answer = std::move(answer), question, fleet] {
                    finish(answer, question, fleet);
                },
                Qt::QueuedConnection);
        });
    }
    void finish(const AnswerPtr& answer, const Question& question, int fleet)
    {
        m_isRunning = false;
        if (answer && fleet == m_fleet && question == m_question) {
            m_previous = answer;
            m_answered(answer);
        }
        if (m_isAskedAgain && m_snapshot && !m_isRunning)
            start();
    }

    QObject* m_context;
    Work m_work;
    Answered m_answered;
    QThreadPool m_pool;
    SnapshotPtr m_snapshot;
    Question m_question{};
    AnswerPtr m_previous;
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
    int m_fleet = 0; ///< counts the fleets that were asked about
    bool m_isRunning = false;
    bool m_isAskedAgain = false;
};

} // namespace rollout
