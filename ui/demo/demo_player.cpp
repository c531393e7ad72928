#include "ui/demo/demo_player.h"

#include <algorithm>
#include <utility>

#include "simulation/script.h"
#include "ui/common/focus.h"
#include "ui/common/play.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/timeline/time_travel.h"

namespace rollout {

namespace {

constexpr const char* demoNamespace = "demo";
constexpr Milliseconds longestWait{24 * 3600 * 1000}; ///< that a timer surely counts

/// Of its entity.
std::string nameOf(const DemoScript& script)
{
    return script.name.empty() ? "demo" : script.name;
}

/// The last moment at which so many steps were taken, or fewer; what was done after it comes later.
std::size_t momentOf(const Past& past, std::uint64_t step)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < past.moments.size(); ++i)
        if (past.moments[i].isStep && past.moments[i].step <= step)
            found = i;
    return found;
}

/// What the scenes of a demo are done to.
struct Played
{
    EntityKey key{};
    std::string name;
    Scenario scenario;

    /// In the engine's thread. Another store may have been opened meanwhile, with keys of its own.
    [[nodiscard]] Result<SnapshotPtr> find(const Orchestrator& engine) const
    {
        auto snapshot = engine.snapshot(key);
        if (!snapshot)
            return snapshot;
        const EntitySnapshot& found = **snapshot;
        if (found.namespaceName != demoNamespace || found.entityName != name
            || !found.state.isSimulated())
            return failure(ErrorCode::NotFound, "the demo's rollout is gone");
        return snapshot;
    }
};

/// In the engine's thread: all that a scene has done.
Result<SnapshotPtr> performActs(Orchestrator& engine, const Played& played,
                                const std::vector<ScenarioEvent>& acts)
{
    const EntityKey key = played.key;
    const Scenario& scenario = played.scenario;
    if (auto found = played.find(engine); !found)
        return found;
    for (const ScenarioEvent& event : acts) {
        auto snapshot = engine.snapshot(key);
        if (!snapshot)
            return snapshot;
        const Time now = (*snapshot)->clock + scenario.fleet.tick;
        const auto done = performAct(engine, key, actOf(scenario, event, (*snapshot)->state, now));
        if (!done)
            return tl::unexpected(done.error());
    }
    return engine.snapshot(key);
}

} // namespace

DemoPlayer::DemoPlayer(const PageContext& context, TimeTravel& travel, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_travel(travel)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DemoPlayer::perform);
    connect(&context.session, &Session::played, this, &DemoPlayer::takeNews);
    // After the window, which forgets what was in focus.
    connect(&context.session, &Session::opened, this, &DemoPlayer::noteOpened,
            Qt::QueuedConnection);
    connect(&travel, &TimeTravel::changed, this, &DemoPlayer::noteTravel);
}

void DemoPlayer::play(const DemoScript& script)
{
    end();
    m_progress.emplace(script);
    m_announced.reset();
    goOn();
}

void DemoPlayer::end()
{
    if (!m_progress)
        return;
    m_timer.stop();
    m_progress.reset();
    m_told.clear();
    m_isBusy = false;
    m_isOpening = false;
    --m_number; // news that are on their way are nobody's
    m_travel.goToNow();
    Q_EMIT ended();
}

void DemoPlayer::tell(void (DemoProgress::*what)())
{
    if (!m_progress)
        return;
    if (m_isBusy)
        return m_told.push_back(what);
    ((*m_progress).*what)();
    goOn();
}

void DemoPlayer::goOn()
{
    announce();
    const DemoProgress::Wish wish = m_progress->next();
    m_timer.stop();
    if (wish.order != Order::Hold)
        m_timer.start(
            std::min(longestWait,
                     Milliseconds(std::llround(static_cast<double>(wish.after.count()) * m_pace))));
    else if (m_progress->isOver())
        Q_EMIT over();
}

void DemoPlayer::announce()
{
    if (m_progress->isHurrying() && !m_progress->isOver())
        return;
    const bool isOtherScene = std::exchange(m_announced, m_progress->scene()) != m_announced;
    const bool isOtherPause =
        std::exchange(m_wasPaused, m_progress->isPaused()) != m_progress->isPaused();
    const std::string& page = m_progress->current().page;
    if (isOtherScene && !page.empty())
        m_context.focus.askPage(text(page));
    if (isOtherScene || isOtherPause)
        Q_EMIT changed();
}

void DemoPlayer::perform()
{
    const DemoProgress::Wish wish = m_progress->next();
    m_isBusy = true;
    switch (wish.order) {
    case Order::Begin:
        return begin();
    case Order::Act:
        return act();
    case Order::Step:
        return step();
    case Order::Show:
        return show(wish.step);
    case Order::Rest:
    case Order::Hold:
        break;
    }
    finish(nullptr);
}

void DemoPlayer::begin()
{
    m_entity.reset();
    m_isOver = false;
    m_isOpening = true;
    const DemoScript& script = m_progress->script();
    PlayRequest request{--m_number, script.scenario, {demoNamespace, nameOf(script)}, {}, {}};
    request.scenario.setPolicy(m_progress->policy());
    m_context.session.play(request);
}

void DemoPlayer::takeNews(const PlayNewsPtr& news)
{
    if (!m_progress || news->number != m_number)
        return;
    m_isOver = news->isOver;
    m_entity = news->entity;
}

/// The engine tells the news of a rollout before those of its store.
void DemoPlayer::noteOpened()
{
    if (!m_progress)
        return;
    if (!std::exchange(m_isOpening, false) || !m_entity)
        return end(); // somebody has opened another store
    m_context.focus.setEntity(m_entity);
    m_announced.reset(); // pages have come and gone with the store
    fetchStanding();
}

void DemoPlayer::act()
{
    m_context.session.request(
        this,
        [played = Played{*m_entity, nameOf(m_progress->script()), m_progress->script().scenario},
         acts = m_progress->current().acts](Orchestrator& engine) {
            return performActs(engine, played, acts);
        },
        [this, number = m_number](const Result<SnapshotPtr>& snapshot) {
            if (!m_progress || number != m_number)
                return;
            if (!snapshot)
                m_context.session.report(snapshot.error());
            finish(snapshot.value_or(nullptr));
        });
}

void DemoPlayer::step()
{
    m_context.session.stepPlay(m_number); // and of nothing else, whatever is open by then
    fetchStanding();
}

void DemoPlayer::fetchStanding()
{
    m_context.session.request(
        this, [key = *m_entity](Orchestrator& engine) { return engine.snapshot(key); },
        [this, number = m_number](const Result<SnapshotPtr>& snapshot) {
            if (m_progress && number == m_number)
                finish(snapshot.value_or(nullptr));
        });
}

void DemoPlayer::show(std::uint64_t step)
{
    if (step >= m_standing.step)
        m_travel.goToNow();
    else
        m_travel.goTo(momentOf(m_travel.past(), step));
    noteTravel();
}

void DemoPlayer::noteTravel()
{
    const bool isShowing = m_progress && m_isBusy && m_progress->next().order == Order::Show;
    if (isShowing && !m_travel.isOnTheWay())
        finish(nullptr);
}

/// Null: nothing has happened to the rollout.
void DemoPlayer::finish(const SnapshotPtr& snapshot)
{
    if (!std::exchange(m_isBusy, false))
        return;
    if (snapshot)
        m_standing = standingOf(snapshot->state, m_isOver);
    m_progress->done(m_standing);
    while (!m_told.empty()) {
        ((*m_progress).*m_told.front())();
        m_told.pop_front();
    }
    goOn();
}

} // namespace rollout
