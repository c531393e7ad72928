#include "ui/common/engine_worker.h"

#include <algorithm>

#include "store/store_url.h"
#include "ui/common/play.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::size_t rememberedBytes = std::size_t(1) << 30U; // what the past may take
constexpr Milliseconds newsInterval{100}; // the window repaints at most 10 times a second
constexpr Milliseconds shortestRunInterval{10};
constexpr Milliseconds longestRunInterval{200}; // so that a new speed is felt at once
constexpr Milliseconds longestRun{40}; // then requests get their turn
constexpr Seconds liveInterval{10};
constexpr Seconds heldInterval{2}; // between questions whether the store answers again

} // namespace

bool Mailbox::put(News news)
{
    const std::lock_guard lock(m_mutex);
    if (news.opened) {
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
    , m_heldTimer(this)
{
    m_flushTimer.setSingleShot(true);
    m_runTimer.setTimerType(Qt::PreciseTimer);
    m_liveTimer.setInterval(liveInterval);
    m_heldTimer.setInterval(heldInterval);
    connect(&m_heldTimer, &QTimer::timeout, this, &EngineWorker::tryToGoOn);
    // Told in a thread of the engine's; the timer alone would do, a little later.
    connect(this, &EngineWorker::storeBack, this, &EngineWorker::tryToGoOn, Qt::QueuedConnection);
    connect(&m_flushTimer, &QTimer::timeout, this, &EngineWorker::flush);
    connect(&m_runTimer, &QTimer::timeout, this, &EngineWorker::runTick);
    connect(&m_liveTimer, &QTimer::timeout, this, [this] {
        if (m_runner)
            (void)passOn(watched([this] { return m_runner->stepLive(); }));
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
    m_heldTimer.stop();
    m_play.reset();
    m_runner.reset();
    m_orchestrator.reset();
    m_simulationClock.reset();
    const std::lock_guard lock(m_newsMutex);
    m_news = {};
}

bool EngineWorker::open(const QString& storeUrl, int opening, const GivenUp& isGivenUp)
{
    flush(); // what is known by now need not wait for it
    const QString shown = splitPassword(storeUrl).url;
    // The new store is opened first: when that fails, the old one stays.
    auto opened = m_opener.open(storeUrl, isGivenUp);
    if (!opened) {
        Q_EMIT openFailed(opened.error(), shown, opening);
        return false;
    }
    close();
    m_simulationClock = std::move(opened->simulationClock);
    adopt(std::move(opened->orchestrator), {opening, shown});
    return true;
}

void EngineWorker::adopt(std::unique_ptr<Orchestrator> orchestrator, const OpenedNews& opened)
{
    m_orchestrator = std::move(orchestrator);
    m_orchestrator->keepPast(rememberedBytes);
    m_runner = std::make_unique<Runner>(*m_orchestrator, *m_simulationClock);
    collect([&](News& news) { news.opened = opened; });
    m_orchestrator->setWatcher(
        {.entityChanged =
             [this](SnapshotPtr snapshot) {
                 collect([&](News& news) { news.entities[snapshot->key] = {snapshot, {}}; });
             },
         .directoryChanged =
             [this](std::shared_ptr<const Directory> directory) {
                 collect([&](News& news) { news.directory = std::move(directory); });
             },
         .policiesChanged = [this] { Q_EMIT policiesChanged(); },
         .storeAnswered =
             [this](const Result<void>& answer) {
                 if (answer)
                     Q_EMIT storeBack();
                 else
                     Q_EMIT storeLost(errorText(answer.error()));
             },
         .upkeepBegan = [this](const StopFlag& isStopped) { Q_EMIT upkeepBegan(isStopped); },
         .upkeepEnded =
             [this](const Result<void>& result) {
                 if (result)
                     Q_EMIT upkeepEnded(JobState::Done, {});
                 else if (result.error().code == ErrorCode::Cancelled)
                     Q_EMIT upkeepEnded(JobState::Cancelled, {});
                 else
                     Q_EMIT upkeepEnded(JobState::Failed, errorText(result.error()));
             }});
    m_orchestrator->startUpkeep();
    collect([this](News& news) {
        news.directory = m_orchestrator->directory();
        news.clock = m_simulationClock->now();
    });
}

void EngineWorker::play(const PlayRequest& request)
{
    if (!open(QStringLiteral("memory:")))
        return;
    auto player =
        ScenarioPlayer::begin(*m_orchestrator, *m_simulationClock, request.scenario, request.place);
    if (!player) {
        Q_EMIT failed(errorText(player.error()));
        return;
    }
    m_play = std::make_unique<Play>(std::move(*player), request);
    collect([this](News& news) { news.clock = m_simulationClock->now(); });
    (void)isPausedByPlay();
    tellPlay();
}

/// A tick of the simulation clock: of the exercise while it lasts.
std::vector<StepFailure> EngineWorker::tick()
{
    if (!m_play || m_play->isOver())
        return m_runner->tickSimulated();
    const auto stepped = m_play->step();
    return stepped ? std::vector<StepFailure>{}
                   : std::vector<StepFailure>{{m_play->entity(), stepped.error()}};
}

/// After a step. What comes next is the trainee's to say.
bool EngineWorker::isPausedByPlay()
{
    bool isPaused = false;
    while (m_play && m_play->reachStop())
        isPaused = true;
    return isPaused || (m_play && m_play->isOver());
}

void EngineWorker::tellPlay()
{
    if (m_play)
        Q_EMIT played(m_play->news());
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
    if (!m_runner || !passOn(watched([this] { return tick(); })))
        return;
    (void)isPausedByPlay();
    tellPlay();
    if (selected) {
        const auto snapshot = m_orchestrator->snapshot(*selected);
        if (snapshot && !(*snapshot)->state.isSimulated()) {
            Q_EMIT stepBegan();
            const auto plan = m_orchestrator->step(*selected);
            Q_EMIT stepEnded();
            if (!plan && plan.error().code != ErrorCode::NoTargetVersion)
                Q_EMIT failed(errorText(plan.error()));
        }
    }
    collect([this](News& news) { news.clock = m_simulationClock->now(); });
}

void EngineWorker::stepPlay(int number)
{
    if (m_play && m_play->number() == number)
        step(std::nullopt);
}

void EngineWorker::setRunning(bool running)
{
    m_heldTimer.stop();
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
    const Milliseconds length = m_runner->tick();
    QElapsedTimer spent;
    spent.start();
    bool isPaused = false;
    while (m_due >= length && spent.elapsed() < longestRun.count() && !isPaused) {
        const bool wasOver = m_play && m_play->isOver();
        if (!passOn(watched([this] { return tick(); })))
            return;
        m_due -= length;
        isPaused = !wasOver && isPausedByPlay();
    }
    tellPlay();
    if (isPaused) {
        setRunning(false);
        Q_EMIT pausedByPlay();
    }
    m_due = std::min(m_due, length); // too slow for this speed: time is lost, not hoarded
    collect([this](News& news) { news.clock = m_simulationClock->now(); });
}

bool EngineWorker::passOn(const std::vector<StepFailure>& failures)
{
    if (failures.empty())
        return true;
    const Error& error = failures.front().error;
    if (error.code == ErrorCode::Unreachable && m_liveTimer.isActive()) {
        holdRun(errorText(error));
        return false;
    }
    setRunning(false);
    Q_EMIT stoppedByFailure(errorText(error));
    return false;
}

std::vector<StepFailure>
EngineWorker::watched(const std::function<std::vector<StepFailure>()>& steps)
{
    Q_EMIT stepBegan();
    auto failures = steps();
    Q_EMIT stepEnded();
    return failures;
}

/// A store that answers no more is no reason to give up a run: nothing is lost meanwhile but time.
void EngineWorker::holdRun(const QString& sentence)
{
    m_runTimer.stop();
    m_liveTimer.stop();
    m_heldTimer.start();
    Q_EMIT runHeld(sentence);
}

/// Asks the store for something small.
void EngineWorker::tryToGoOn()
{
    if (!m_heldTimer.isActive() || !m_orchestrator)
        return;
    const auto answer = m_orchestrator->policyNames();
    if (!answer && answer.error().code == ErrorCode::Unreachable)
        return;
    setRunning(true);
    Q_EMIT runWentOn();
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
