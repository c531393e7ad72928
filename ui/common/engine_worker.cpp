#include "ui/common/engine_worker.h"

#include <algorithm>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr Milliseconds newsInterval{100}; // the window repaints at most 10 times a second
constexpr Milliseconds shortestRunInterval{10};
constexpr Milliseconds longestRunInterval{200}; // so that a new speed is felt at once
constexpr Milliseconds longestRun{40}; // then requests get their turn
constexpr Seconds liveInterval{10};

} // namespace

bool Mailbox::put(News news)
{
    const std::lock_guard lock(m_mutex);
    if (news.openedUrl) {
        m_news = std::move(news);
        return std::exchange(m_isEmpty, false);
    }
    for (auto& [key, entity] : news.entities)
        m_news.entities.insert_or_assign(key, std::move(entity));
    if (news.directory)
        m_news.directory = std::move(news.directory);
    if (news.clock)
        m_news.clock = news.clock;
    return std::exchange(m_isEmpty, false);
}

News Mailbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_isEmpty = true;
    return std::exchange(m_news, {});
}

EngineWorker::EngineWorker(std::shared_ptr<Mailbox> mailbox)
    : m_mailbox(std::move(mailbox))
    , m_flushTimer(this)
    , m_runTimer(this)
    , m_liveTimer(this)
{
    m_flushTimer.setSingleShot(true);
    m_runTimer.setTimerType(Qt::PreciseTimer);
    m_liveTimer.setInterval(liveInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &EngineWorker::flush);
    connect(&m_runTimer, &QTimer::timeout, this, &EngineWorker::runTick);
    connect(&m_liveTimer, &QTimer::timeout, this, [this] {
        if (m_runner)
            (void)passOn(m_runner->stepLive());
    });
}

EngineWorker::~EngineWorker()
{
    close();
}

void EngineWorker::close()
{
    m_runTimer.stop();
    m_liveTimer.stop();
    m_runner.reset();
    m_orchestrator.reset();
    m_simulationClock.reset();
    const std::lock_guard lock(m_newsMutex);
    m_news = {};
}

void EngineWorker::open(const QString& storeUrl)
{
    // The new store is opened first: when that fails, the old one stays.
    auto clock = std::make_unique<VirtualClock>();
    auto orchestrator = Orchestrator::open(utf8(storeUrl), m_liveClock, *clock);
    if (!orchestrator) {
        Q_EMIT openFailed(errorText(orchestrator.error()));
        return;
    }
    close();
    m_simulationClock = std::move(clock);
    adopt(std::move(*orchestrator), storeUrl);
}

void EngineWorker::adopt(std::unique_ptr<Orchestrator> orchestrator, const QString& storeUrl)
{
    m_orchestrator = std::move(orchestrator);
    m_runner = std::make_unique<Runner>(*m_orchestrator, *m_simulationClock);
    collect([&](News& news) { news.openedUrl = storeUrl; });
    m_orchestrator->setWatcher(
        {.entityChanged =
             [this](SnapshotPtr snapshot) {
                 collect([&](News& news) { news.entities[snapshot->key] = {snapshot, {}}; });
             },
         .directoryChanged =
             [this](std::shared_ptr<const Directory> directory) {
                 collect([&](News& news) { news.directory = std::move(directory); });
             }});
    collect([this](News& news) {
        news.directory = m_orchestrator->directory();
        news.clock = m_simulationClock->now();
    });
}

void EngineWorker::run(const std::function<void(Orchestrator&)>& job)
{
    if (m_orchestrator)
        job(*m_orchestrator);
    else
        Q_EMIT failed(Words::tr("No store is open. Open one first."));
}

void EngineWorker::step(std::optional<EntityKey> selected)
{
    if (!m_runner || !passOn(m_runner->tickSimulated()))
        return;
    if (selected) {
        const auto snapshot = m_orchestrator->snapshot(*selected);
        if (snapshot && !(*snapshot)->state.isSimulated())
            if (const auto plan = m_orchestrator->step(*selected);
                !plan && plan.error().code != ErrorCode::NoTargetVersion)
                Q_EMIT failed(errorText(plan.error()));
    }
    collect([this](News& news) { news.clock = m_simulationClock->now(); });
}

void EngineWorker::setRunning(bool running)
{
    if (!running || !m_runner) {
        m_runTimer.stop();
        m_liveTimer.stop();
        return;
    }
    m_due = m_runner->tick(); // the first step at once: a person who presses "run" sees it run
    m_sinceRun.start();
    m_liveTimer.start();
    restartRunTimer();
}

void EngineWorker::setSpeed(int factor)
{
    m_speed = factor;
    if (m_runTimer.isActive())
        restartRunTimer();
}

void EngineWorker::restartRunTimer()
{
    const Milliseconds wanted = Milliseconds(m_runner->tick()) / m_speed;
    m_runTimer.start(std::clamp(wanted, shortestRunInterval, longestRunInterval));
}

void EngineWorker::runTick()
{
    m_due += Milliseconds(m_sinceRun.restart() * m_speed);
    const Milliseconds tick = m_runner->tick();
    QElapsedTimer spent;
    spent.start();
    while (m_due >= tick && spent.elapsed() < longestRun.count()) {
        if (!passOn(m_runner->tickSimulated()))
            return;
        m_due -= tick;
    }
    m_due = std::min(m_due, tick); // too slow for this speed: time is lost, not hoarded
    collect([this](News& news) { news.clock = m_simulationClock->now(); });
}

bool EngineWorker::passOn(const std::vector<StepFailure>& failures)
{
    if (failures.empty())
        return true;
    setRunning(false);
    Q_EMIT stoppedByFailure(errorText(failures.front().error));
    return false;
}

void EngineWorker::collect(const std::function<void(News&)>& change)
{
    const std::lock_guard lock(m_newsMutex);
    change(m_news);
    if (std::exchange(m_flushAsked, true))
        return;
    QMetaObject::invokeMethod(this, &EngineWorker::scheduleFlush, Qt::QueuedConnection);
}

void EngineWorker::scheduleFlush()
{
    const Milliseconds since =
        m_sinceFlush.isValid() ? Milliseconds(m_sinceFlush.elapsed()) : newsInterval;
    m_flushTimer.start(std::clamp(newsInterval - since, Milliseconds(0), newsInterval));
}

void EngineWorker::flush()
{
    News news;
    {
        const std::lock_guard lock(m_newsMutex);
        news = std::exchange(m_news, {});
        m_flushAsked = false;
    }
    for (auto& [key, entity] : news.entities)
        entity.summary = std::make_shared<const EntitySummary>(summarise(*entity.snapshot));
    m_sinceFlush.start();
    if (m_mailbox->put(std::move(news)))
        Q_EMIT mailArrived();
}

} // namespace rollout
