#include "ui/timeline/time_travel.h"

#include <algorithm>

#include "ui/common/jobs.h"
#include "ui/common/session.h"
#include "ui/common/settings.h"
#include "ui/common/words.h"

namespace rollout {

TimeTravel::TimeTravel(const PageContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context.focus, &Focus::entityChanged, this, [this] {
        forget();
        ask();
    });
    connect(&context.focus, &Focus::pastChanged, this, &TimeTravel::changed);
    connect(&context.session, &Session::opened, this, &TimeTravel::forget);
    connect(&context.session, &Session::entityChanged, this, [this](EntityKey key) {
        if (m_context.focus.entity() == key)
            ask();
    });
    ask();
}

void TimeTravel::forget()
{
    m_past = {};
    m_wanted.reset();
    m_hasEarlier = false;
    if (m_reading)
        m_reading->isCancelled = true; // of another entity, or store
    Q_EMIT changed();
}

Liveness TimeTravel::liveness() const
{
    const SnapshotPtr shown = shownSnapshot(m_context.focus, m_context.session);
    return shown && !shown->state.isSimulated() ? Liveness::Live : Liveness::Simulated;
}

std::size_t TimeTravel::index() const
{
    if (m_past.moments.empty())
        return 0;
    const PastViewPtr& shown = m_context.focus.past();
    const std::uint64_t first = m_past.moments.front().number;
    const std::uint64_t last = m_past.moments.back().number;
    const std::uint64_t number = m_wanted ? m_wanted->number : shown ? shown->moment.number : last;
    return static_cast<std::size_t>(std::clamp(number, first, last) - first);
}

// One question at a time.
void TimeTravel::ask()
{
    const auto key = m_context.focus.entity();
    m_isAskedAgain = m_isAsking;
    if (!key || m_isAsking)
        return;
    m_isAsking = true;
    m_context.session.request(
        this, [key = *key](Orchestrator& engine) { return engine.past(key); },
        [this, key = *key](const Result<Past>& past) { take(key, past); });
}

void TimeTravel::take(EntityKey key, const Result<Past>& past)
{
    m_isAsking = false;
    // What is gone has no past; nobody need be told.
    if (past && m_context.focus.entity() == key && *past != m_past) {
        const auto first = [](const Past& of) {
            return of.moments.empty() ? 0 : of.moments.front().number;
        };
        const bool isOtherBeginning = first(*past) != first(m_past);
        m_past = *past;
        if (isOtherBeginning)
            askEarlier(key);
        Q_EMIT changed();
    }
    if (m_isAskedAgain)
        ask();
}

void TimeTravel::goTo(std::size_t index)
{
    if (m_past.moments.empty())
        return;
    if (index + 1 >= m_past.moments.size())
        return goToNow();
    m_wanted = m_past.moments[index];
    Q_EMIT changed();
    seek();
}

void TimeTravel::goToNow()
{
    m_wanted.reset();
    m_context.focus.setPast(nullptr);
    Q_EMIT changed();
}

// One question at a time: while the handle is dragged only the newest wish counts.
void TimeTravel::seek()
{
    const auto key = m_context.focus.entity();
    if (!key || !m_wanted || m_isSeeking)
        return;
    m_isSeeking = true;
    m_context.session.request(
        this,
        [key = *key, moment = *m_wanted](Orchestrator& engine) -> Result<PastView> {
            const auto snapshot = engine.snapshotAt(key, moment.number);
            if (!snapshot)
                return tl::unexpected(snapshot.error());
            const auto lastRow = engine.lastRowAt(key, moment);
            if (!lastRow)
                return tl::unexpected(lastRow.error());
            return PastView{moment, *snapshot,
                            std::make_shared<const EntitySummary>(summarise(**snapshot)), *lastRow};
        },
        [this, number = m_wanted->number](const Result<PastView>& view) { arrive(number, view); });
}

void TimeTravel::arrive(std::uint64_t moment, const Result<PastView>& view)
{
    m_isSeeking = false;
    if (!m_wanted)
        return; // back to the present meanwhile, or to another entity
    if (m_wanted->number != moment)
        return seek();
    m_wanted.reset();
    if (!view) {
        m_context.session.report(view.error());
        return goToNow();
    }
    if (m_context.focus.entity() == view->snapshot->key)
        m_context.focus.setPast(std::make_shared<const PastView>(*view));
}

bool TimeTravel::canBranch() const
{
    const PastViewPtr& shown = m_context.focus.past();
    return !shown || !shown->moment.isRetold;
}

void TimeTravel::branch(std::function<void()> then)
{
    const SnapshotPtr shown = shownSnapshot(m_context.focus, m_context.session);
    if (!shown)
        return;
    if (!canBranch())
        return m_context.session.report(
            {ErrorCode::InvalidArgument,
             utf8(tr("Nothing can go on from here: the journal does not tell all that a step is"
                     " decided by; go back to now, or to a moment since the console was opened"))});
    if (!shown->state.isSimulated())
        return Q_EMIT forkAsked();
    const QString ns = text(shown->namespaceName);
    const auto isTaken = [&](const QString& name) {
        return m_context.session.find(ns, name).has_value();
    };
    fork(shown,
         {shown->namespaceName, utf8(branchName(text(shown->entityName), isTaken)), std::nullopt},
         std::move(then));
}

void TimeTravel::fork(const SnapshotPtr& original, const Orchestrator::ForkPlace& place,
                      std::function<void()> then)
{
    const bool isPast = m_context.focus.past() && m_context.focus.past()->snapshot == original;
    const Signature who{utf8(operatorName(m_context.settings)), {}};
    const QString note = tr("You are on %1 now, a branch from step %2 of %3; the original stays as"
                            " it is.")
                             .arg(text(place.name))
                             .arg(original->state.step)
                             .arg(text(original->entityName));
    m_context.session.attempt(
        this,
        [original, place, who, isPast](Orchestrator& engine) {
            return isPast ? engine.fork(*original, place, who)
                          : engine.fork(original->key, place, who);
        },
        [this, note, then = std::move(then)](EntityKey key) {
            m_context.focus.setEntity(key);
            Q_EMIT forked(key, note);
            if (then)
                then();
        });
}

} // namespace rollout
