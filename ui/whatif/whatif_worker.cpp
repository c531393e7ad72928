#include "ui/whatif/whatif_worker.h"

#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <mutex>

namespace rollout {

namespace {

constexpr qint64 leastPause = 100; // ms between two answers
constexpr qint64 pauseFactor = 5; // times as long as an answer took to work out

/// Lets through what is not too soon after the last.
class Throttle
{
public:
    [[nodiscard]] bool isTooSoon() const
    {
        return m_since.isValid() && m_since.elapsed() < m_pause;
    }
    template <typename Work>
    void run(Work work)
    {
        QElapsedTimer spent;
        spent.start();
        work();
        m_pause = std::max(leastPause, pauseFactor * spent.elapsed());
        m_since.start();
    }

private:
    QElapsedTimer m_since;
    qint64 m_pause = leastPause;
};

WhatIfFiguresPtr figuresFor(const WhatIfQuestion& question, const NamedScenario& named,
                            const Comparison& comparison)
{
    auto figures = std::make_shared<WhatIfFigures>(whatIfFigures(comparison, question.weights));
    figures->title = named.title.empty() ? named.name : named.title;
    figures->asked = question.runs;
    return figures;
}

Result<NamedScenario> checkedScenario(const WhatIfQuestion& question)
{
    auto named = readSource(question.source);
    if (!named)
        return named;
    named->scenario.fleet.seed = question.seed;
    if (const auto ok = checkScenario(named->scenario); !ok)
        return tl::unexpected<Error>(ok.error());
    for (const NamedPolicy& policy : question.policies)
        if (const auto ok = checkPolicy(policy.policy); !ok)
            return failure(ok.error().code, policy.name + ": " + ok.error().message);
    return named;
}

/// In the comparison's thread.
Result<WhatIfAnswerPtr> work(const WhatIfQuestion& question, const std::stop_token& stop,
                             const std::function<void(WhatIfFiguresPtr)>& tell)
{
    auto named = checkedScenario(question);
    if (!named)
        return tl::unexpected<Error>(named.error());
    const ComparisonSettings settings{.runs = question.runs,
                                      .round = roundFor(named->scenario.size())};
    Throttle throttle;
    const auto seen = [&](const Comparison& soFar) {
        if (!throttle.isTooSoon() && !stop.stop_requested())
            throttle.run([&] { tell(figuresFor(question, *named, soFar)); });
    };
    Comparison comparison = compare(named->scenario, question.policies, settings, stop, seen);
    if (comparison.runs() > 0)
        tell(figuresFor(question, *named, comparison));
    return std::make_shared<const WhatIfAnswer>(
        WhatIfAnswer{std::move(*named), std::move(comparison), question.weights});
}

} // namespace

std::uint64_t roundFor(std::int64_t targets)
{
    constexpr std::int64_t targetsARound = 50'000;
    return static_cast<std::uint64_t>(
        std::clamp<std::int64_t>(targetsARound / std::max<std::int64_t>(targets, 1), 4, 100));
}

/// What the comparison's thread leaves for the window's.
struct WhatIfWorker::Channel
{
    std::mutex mutex;
    WhatIfFiguresPtr newest; ///< null: taken
};

WhatIfWorker::~WhatIfWorker()
{
    m_stop.request_stop();
    for (QThread* thread : findChildren<QThread*>(Qt::FindDirectChildrenOnly))
        thread->wait();
}

void WhatIfWorker::drop()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_channel.reset();
    m_answer.reset();
}

void WhatIfWorker::start(const WhatIfQuestion& question)
{
    drop();
    m_isRunning = true;
    const auto channel = m_channel = std::make_shared<Channel>();
    const auto tell = [this, channel](WhatIfFiguresPtr figures) {
        const std::lock_guard guard(channel->mutex);
        const bool isAwaited = channel->newest != nullptr;
        channel->newest = std::move(figures);
        if (!isAwaited)
            QMetaObject::invokeMethod(this, [this, channel] { take(channel); });
    };
    const auto result = std::make_shared<Result<WhatIfAnswerPtr>>();
    QThread* thread = QThread::create([question, stop = m_stop.get_token(), tell, result] {
        *result = work(question, stop, tell);
    });
    thread->setParent(this);
    connect(thread, &QThread::finished, this, [this, thread, channel, result] {
        thread->deleteLater();
        end(channel, *result);
    });
    thread->start(QThread::LowPriority);
}

void WhatIfWorker::cancel()
{
    if (!m_isRunning)
        return;
    m_stop.request_stop();
    m_isRunning = false;
    Q_EMIT cancelled();
}

void WhatIfWorker::take(const std::shared_ptr<Channel>& channel)
{
    WhatIfFiguresPtr newest;
    {
        const std::lock_guard guard(channel->mutex);
        newest.swap(channel->newest);
    }
    if (newest && channel == m_channel)
        Q_EMIT progressed(newest);
}

void WhatIfWorker::end(const std::shared_ptr<Channel>& channel,
                       const Result<WhatIfAnswerPtr>& result)
{
    take(channel);
    if (channel != m_channel)
        return;
    const bool wasRunning = m_isRunning;
    m_isRunning = false;
    if (!result)
        return Q_EMIT failed(result.error());
    if ((*result)->comparison.runs() > 0)
        m_answer = *result;
    if (wasRunning)
        Q_EMIT finished();
    Q_EMIT answered();
}

} // namespace rollout
