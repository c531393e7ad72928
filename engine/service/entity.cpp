#include "service/entity.h"

#include <QString>
#include <algorithm>
#include <chrono>
#include <utility>

#include "controllers/command_controller.h"
#include "service/log.h"
#include "service/simulated_step.h"
#include "simulation/simulated_fleet.h"

namespace rollout {

namespace {

/// How often something is done anew because somebody else changed the entity in between.
constexpr int maximumAttempts = 32;

QString logPlace(const EntitySnapshot& snapshot)
{
    return QString::fromStdString(snapshot.namespaceName + '/' + snapshot.entityName);
}

} // namespace

Entity::Entity(EntityKey key, std::string namespaceName, std::string name, EntityState state,
               const EntitySurroundings& surroundings)
    : m_key(key)
    , m_surroundings(surroundings)
    , m_state(std::move(state))
    , m_past(surroundings.budget)
    , m_namespaceName(std::move(namespaceName))
    , m_name(std::move(name))
{
    publish(taken());
    m_past.add(snapshot(), StepHistory::Made::Otherwise, {});
}

SnapshotPtr Entity::snapshot() const
{
    const std::lock_guard guard(m_snapshotMutex);
    return m_snapshot;
}

void Entity::setTargetController(std::shared_ptr<Controller> controller)
{
    const std::lock_guard guard(m_stateMutex);
    m_controllers.target = std::move(controller);
}

void Entity::setMonitoringController(std::shared_ptr<Controller> controller)
{
    const std::lock_guard guard(m_stateMutex);
    m_controllers.monitoring = std::move(controller);
}

Result<void> Entity::beginDeleting()
{
    const std::lock_guard guard(m_stateMutex);
    auto ok = checkUnlocked(m_state);
    m_isDeleted = m_isDeleted || ok.has_value();
    return ok;
}

void Entity::setDeleted(bool isDeleted)
{
    const std::lock_guard guard(m_stateMutex);
    m_isDeleted = isDeleted;
}

Result<void> Entity::checkThere() const
{
    if (!m_isDeleted)
        return {};
    const auto last = snapshot();
    return failure(ErrorCode::NotFound,
                   "entity \"" + last->namespaceName + "/" + last->entityName + "\" was deleted");
}

Time Entity::clock() const
{
    return m_state.isSimulated()
        ? m_surroundings.simulationClock.now() - m_state.simulation->clockLag
        : m_surroundings.liveClock.now();
}

EntitySnapshot Entity::taken() const
{
    const Time now = clock();
    return {m_key, {}, {}, m_state, now, m_state.clock.at(now), m_lastPlan};
}

/// `attempt` is made again while it is refused because the entity changed.
template <typename Try>
auto Entity::repeatedly(Try attempt) -> decltype(attempt())
{
    for (int i = 1;; ++i) {
        auto outcome = attempt();
        if (outcome || outcome.error().code != ErrorCode::Conflict)
            return outcome;
        qCInfo(logService).noquote()
            << logPlace(*snapshot()) << "conflict, attempt" << i << "of" << maximumAttempts << ':'
            << QString::fromStdString(outcome.error().message);
        if (i == maximumAttempts)
            return outcome;
    }
}

Result<Entity::Stepped> Entity::step(const Fill& fill)
{
    return step(fill, StepHistory::Made::Otherwise);
}

Result<Entity::Stepped> Entity::step(const Fill& fill, StepHistory::Made made)
{
    Answers answers(controllers());
    bool isTaken = false;
    return repeatedly([&]() -> Result<Stepped> {
        // Somebody may have set another while this one waited to try again.
        if (const Controllers current = controllers(); answers.controllers() != current)
            answers = Answers(current);
        const auto hooks = answers.controllers().hooks();
        if (!hooks)
            return tl::unexpected(hooks.error());
        if (*hooks == Hooks{})
            return isTaken ? decide({fromReport({}), Hooks{}}, answers)
                           : decide({fill, Hooks{}, made}, answers);
        // The report is of now, however long a controller takes, and stays whatever it answers.
        if (!isTaken)
            if (auto taken = take(fill); !taken)
                return tl::unexpected(taken.error());
        isTaken = true;
        ask(*hooks, answers);
        return decide({fromReport({}), *hooks}, answers);
    });
}

Controllers Entity::controllers()
{
    const std::lock_guard guard(m_stateMutex);
    return currentControllers();
}

/// Where nobody has set a controller the entity's own program answers, if there is one.
Controllers Entity::currentControllers()
{
    if (m_command != m_state.controller) {
        m_command = m_state.controller;
        m_commandController = m_command ? makeController(*m_command) : nullptr;
    }
    Controllers current = m_controllers;
    for (auto* place : {&current.target, &current.monitoring})
        if (!*place)
            *place = m_commandController;
    return current;
}

Result<void> Entity::take(const Fill& fill)
{
    return changeLocked([&](EntityState& next, Time at) {
        const EntityState before = next;
        return fill(next, recordContext(before, at)).map([&](const RecordChanges& changes) {
            auto journal = journalOfReport(before, next, changes);
            for (JournalEntry& entry : journalOfOutcome(before, next))
                journal.push_back(std::move(entry));
            for (JournalEntry& entry : journal)
                entry.step = next.step + 1; // it belongs to the step to come
            return journal;
        });
    });
}

/// Goes through a step for its questions alone.
void Entity::ask(const Hooks& hooks, Answers& answers)
{
    std::unique_lock guard(m_stateMutex);
    const EntityState state = m_state;
    const Time at = clock();
    guard.unlock();
    Step step(state.fleet, rulesOf(state, at), state.clock.at(at), hooks);
    while (const auto question = step.next())
        step.answer(answers.ask(*question, step));
}

/// Conflict: the entity changed so that there is something else to ask, or somebody else was
/// quicker to store.
Result<Entity::Stepped> Entity::decide(const Manner& manner, Answers& answers)
{
    const std::lock_guard guard(m_stateMutex);
    const Hooks& hooks = manner.hooks;
    if (auto ok = checkThere(); !ok)
        return tl::unexpected(ok.error());
    if (currentControllers() != answers.controllers())
        return hooks == Hooks{}
            ? failure(ErrorCode::Conflict, "the entity's controller was set; try again")
            : failure(ErrorCode::HookFailed,
                      "the controller was replaced while it was asked; the next step asks the new"
                      " one");
    tidyTexts(m_state.fleet);
    bool isTold = true;
    const StepInput input{clock(), manner.fill, hooks,
                          [&](const Question& question, const Step&) -> Answer {
                              const Answer* known = answers.find(question);
                              isTold = isTold && known;
                              return known ? *known : HookFailure{};
                          },
                          m_lastPlan};
    auto outcome = advance(m_state, input);
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (!isTold)
        return failure(ErrorCode::Conflict,
                       "the entity changes faster than its controllers answer; try again");
    Stepped stepped{outcome->plan, outcome->after};
    logHook(*outcome->plan, m_lastPlan.get());
    // Somebody may have made it a live one since the step was begun.
    const auto made = stepped.state.isSimulated() ? manner.made : StepHistory::Made::Otherwise;
    if (auto ok = commit(std::move(outcome->after), outcome->journal, outcome->plan, made); !ok)
        return tl::unexpected(ok.error());
    qCDebug(logSteps).noquote() << logPlace(*snapshot()) << "step" << stepped.state.step
                                << QString::fromStdString(verdictLine(*stepped.plan));
    return stepped;
}

Result<Entity::Stepped> Entity::stepByItself()
{
    const auto made =
        snapshot()->state.isSimulated() ? StepHistory::Made::Plainly : StepHistory::Made::Otherwise;
    return step(
        [](EntityState& next, const RecordContext& context) {
            return next.isSimulated() ? fromSimulation()(next, context)
                                      : fromReport({})(next, context);
        },
        made);
}

Result<void> Entity::record(std::span<const ClientState> report, Decision decision)
{
    auto outcome = take(fromReport(report));
    if (outcome && decision == Decision::Pending) {
        const std::lock_guard guard(m_stateMutex);
        ++m_pendingDecisions;
    }
    return outcome;
}

Result<void> Entity::change(const Edit& edit)
{
    return changeLocked([&](EntityState& next, Time at) -> Result<std::vector<JournalEntry>> {
        if (auto ok = checkUnlocked(next); !ok)
            return tl::unexpected(ok.error());
        return edit(next, at);
    });
}

Result<void> Entity::changeLocked(const Edit& edit)
{
    return repeatedly([&] { return tryChange(edit); });
}

Result<void> Entity::tryChange(const Edit& edit)
{
    const std::lock_guard guard(m_stateMutex);
    if (auto ok = checkThere(); !ok)
        return ok;
    tidyTexts(m_state.fleet);
    EntityState next = m_state;
    next.lastChangedAt = clock();
    ++next.revision;
    const auto journal = edit(next, next.lastChangedAt);
    if (!journal)
        return tl::unexpected(journal.error());
    dropGoneRequests(next);
    return commit(std::move(next), *journal, m_lastPlan);
}

/// Once, not at every step for as long as it goes on.
void Entity::logHook(const Plan& plan, const Plan* before) const
{
    if (!plan.hookError.empty() && (!before || before->hookError != plan.hookError))
        qCWarning(logControllers).noquote()
            << logPlace(*snapshot()) << "a hook failed:" << QString::fromStdString(plan.hookError);
}

void Entity::logSlow(std::chrono::steady_clock::duration taken) const
{
    using namespace std::chrono;
    if (taken > seconds(1))
        qCWarning(logService).noquote()
            << logPlace(*snapshot()) << "a commit took"
            << duration_cast<milliseconds>(taken).count() << "ms; is the disk slow, or busy?";
}

bool Entity::decidePending()
{
    const auto exchange = [this](int change) {
        const std::lock_guard guard(m_stateMutex);
        return std::exchange(m_pendingDecisions, m_pendingDecisions + change);
    };
    // Those that are asked for meanwhile are another's: whoever waits for this is not kept forever.
    for (int left = exchange(0); left > 0; --left) {
        exchange(-1);
        // Nobody waits for the answer; the journal has the verdict.
        const auto stepped = step(fromReport({}));
        if (stepped || stepped.error().code == ErrorCode::NotFound
            || stepped.error().code == ErrorCode::HookFailed)
            continue;
        exchange(+1);
        return false;
    }
    return true;
}

bool Entity::beginDeciding()
{
    const std::lock_guard guard(m_stateMutex);
    return m_pendingDecisions > 0 && !std::exchange(m_hasDecider, true);
}

bool Entity::endDeciding(bool isWell)
{
    const std::lock_guard guard(m_stateMutex);
    m_hasDecider = isWell && m_pendingDecisions > 0;
    return m_hasDecider;
}

Result<void> Entity::commit(EntityState next, const std::vector<JournalEntry>& journal,
                            std::shared_ptr<const Plan> plan, StepHistory::Made made)
{
    auto ok = m_surroundings.store.run([&](Store& store) {
        const auto begin = std::chrono::steady_clock::now();
        auto done = store.commit(Commit{m_key, m_state, next, journal});
        logSlow(std::chrono::steady_clock::now() - begin);
        return done;
    });
    if (!ok) {
        // Another program was quicker: the next attempt begins where it left the entity.
        if (ok.error().code == ErrorCode::Conflict)
            if (auto reloaded = reload(); !reloaded)
                return reloaded;
        return ok;
    }
    m_state = std::move(next);
    m_lastPlan = std::move(plan);
    publish(taken());
    m_past.add(snapshot(), made, journal);
    return {};
}

Result<void> Entity::reload()
{
    auto state = m_surroundings.store.run([&](Store& store) { return store.load(m_key); });
    if (!state)
        return tl::unexpected(state.error());
    m_state = std::move(*state);
    m_lastPlan.reset();
    publish(taken());
    m_past.add(snapshot(), StepHistory::Made::Otherwise, {});
    return {};
}

void Entity::publish(EntitySnapshot snapshot)
{
    {
        const std::lock_guard guard(m_snapshotMutex);
        snapshot.namespaceName = m_namespaceName;
        snapshot.entityName = m_name;
        m_snapshot = std::make_shared<const EntitySnapshot>(std::move(snapshot));
    }
    announce();
}

void Entity::announce()
{
    if (!m_surroundings.published)
        return;
    const std::lock_guard guard(m_announceMutex);
    m_surroundings.published(snapshot());
}

} // namespace rollout
