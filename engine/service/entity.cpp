#include "service/entity.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "simulation/simulated_fleet.h"

namespace rollout {

namespace {

/// How often something is done anew because somebody else changed the entity in between. A step
/// that was told all it needs takes no longer than a report, so that it soon gets in between two.
constexpr int maximumAttempts = 32;

/// Messages and tags come and go; their texts are dropped once they outnumber the targets by far.
void tidyTexts(Fleet& fleet)
{
    constexpr std::size_t slack = 4096;
    const std::size_t most = 2 * fleet.slots() + slack;
    if (fleet.texts().size() > most || fleet.tags().size() > most)
        fleet.dropUnusedTexts();
}

Fill fromSimulation()
{
    return [](EntityState& next, const RecordContext& context) -> Result<RecordChanges> {
        const auto reports = simulatedReports(next.fleet, *next.simulation, 0, context.now);
        return recordReport(next.fleet, reports, context);
    };
}

} // namespace

Hooks Entity::Controllers::hooks() const
{
    Hooks hooks = target ? target->hooks() : Hooks{};
    hooks.externalMonitoring = monitoring && monitoring->hooks().externalMonitoring;
    return hooks;
}

Answer Entity::Controllers::ask(const Question& question, const Step& step) const
{
    // Controllers are other people's code: whatever they throw is a hook that failed.
    try {
        Controller& asked = question.kind == QuestionKind::ExternalHealth ? *monitoring : *target;
        return asked.ask(question, step);
    } catch (const std::exception& thrown) {
        return HookFailure{thrown.what()};
    } catch (...) {
        return HookFailure{"the controller threw something that is no exception"};
    }
}

/// What controllers said during one step, for when it has to be decided anew.
class Entity::Answers
{
public:
    [[nodiscard]] Answer get(const Controllers& controllers, const Question& question,
                             const Step& step)
    {
        for (const Given& given : m_all)
            if (given.isFor(question))
                return given.answer;
        m_all.push_back({question.kind,
                         {question.targets.begin(), question.targets.end()},
                         question.count,
                         question.isRollingBack,
                         controllers.ask(question, step)});
        return m_all.back().answer;
    }

private:
    struct Given
    {
        QuestionKind kind;
        std::vector<TargetId> targets;
        std::int64_t count;
        bool isRollingBack;
        Answer answer;

        [[nodiscard]] bool isFor(const Question& question) const
        {
            return kind == question.kind && count == question.count
                && isRollingBack == question.isRollingBack
                && std::equal(targets.begin(), targets.end(), question.targets.begin(),
                              question.targets.end());
        }
    };
    std::vector<Given> m_all;
};

Entity::Entity(EntityKey key, std::string namespaceName, std::string name, EntityState state,
               const EntitySurroundings& surroundings)
    : m_key(key)
    , m_surroundings(surroundings)
    , m_state(std::move(state))
    , m_namespaceName(std::move(namespaceName))
    , m_name(std::move(name))
{
    publish({m_key, {}, {}, m_state, now(), nullptr});
}

SnapshotPtr Entity::snapshot() const
{
    const std::lock_guard guard(m_snapshotMutex);
    return m_snapshot;
}

void Entity::setNames(std::string namespaceName, std::string name)
{
    {
        const std::lock_guard guard(m_snapshotMutex);
        m_namespaceName = std::move(namespaceName);
        m_name = std::move(name);
        auto renamed = std::make_shared<EntitySnapshot>(*m_snapshot);
        renamed->namespaceName = m_namespaceName;
        renamed->entityName = m_name;
        m_snapshot = std::move(renamed);
    }
    announce();
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

Time Entity::now() const
{
    return m_state.isSimulated() ? m_surroundings.simulationClock.now()
                                 : m_surroundings.liveClock.now();
}

/// `attempt` is made again while it is refused because the entity changed.
template <typename Try>
auto Entity::repeatedly(Try attempt) -> decltype(attempt())
{
    for (int i = 1;; ++i) {
        auto outcome = attempt();
        if (outcome || outcome.error().code != ErrorCode::Conflict || i == maximumAttempts)
            return outcome;
    }
}

Result<Entity::Stepped> Entity::step(const Fill& fill)
{
    Answers answers;
    return repeatedly([&] { return tryStep(fill, answers); });
}

Result<Entity::Stepped> Entity::stepByItself()
{
    return step([](EntityState& next, const RecordContext& context) {
        return next.isSimulated() ? fromSimulation()(next, context) : fromReport({})(next, context);
    });
}

Result<Entity::Stepped> Entity::tryStep(const Fill& fill, Answers& answers)
{
    std::unique_lock guard(m_stateMutex);
    if (auto ok = checkThere(); !ok)
        return tl::unexpected(ok.error());
    tidyTexts(m_state.fleet);
    const EntityState before = m_state;
    const Controllers controllers = m_controllers;
    const StepInput input{now(), fill, controllers.hooks(),
                          [&](const Question& question, const Step& step) {
                              return answers.get(controllers, question, step);
                          },
                          m_lastPlan};
    guard.unlock();
    auto outcome = advance(before, input);
    if (!outcome)
        return tl::unexpected(outcome.error());
    guard.lock();
    if (auto ok = checkThere(); !ok)
        return tl::unexpected(ok.error());
    if (m_state.revision != before.revision)
        return failure(ErrorCode::Conflict,
                       "the entity changes faster than its controllers answer; try again");
    Stepped stepped{outcome->plan, outcome->after};
    if (auto ok = commit(std::move(outcome->after), outcome->journal, outcome->plan); !ok)
        return tl::unexpected(ok.error());
    return stepped;
}

Result<void> Entity::record(std::span<const ClientState> report, Decision decision)
{
    const auto outcome = change([&](EntityState& next, Time at) {
        const EntityState before = next;
        return recordReport(next.fleet, report, recordContext(before, at))
            .map([&](const RecordChanges& changes) {
                return journalOfReport(before, next, changes);
            });
    });
    if (outcome && decision == Decision::Pending) {
        const std::lock_guard guard(m_stateMutex);
        ++m_pendingDecisions;
    }
    return outcome;
}

Result<void> Entity::change(const Edit& edit)
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
    next.lastChangedAt = now();
    ++next.revision;
    const auto journal = edit(next, next.lastChangedAt);
    if (!journal)
        return tl::unexpected(journal.error());
    return commit(std::move(next), *journal, m_lastPlan);
}

void Entity::decidePending()
{
    const auto take = [this] {
        const std::lock_guard guard(m_stateMutex);
        return m_pendingDecisions > 0 && m_pendingDecisions-- > 0;
    };
    while (take())
        (void)step(fromReport({})); // nobody waits for the answer; the journal has the verdict
}

Result<void> Entity::commit(EntityState next, const std::vector<JournalEntry>& journal,
                            std::shared_ptr<const Plan> plan)
{
    auto ok = m_surroundings.store.run([&](Store& store) {
        return store.commit(Commit{m_key, m_state, next, journal});
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
    publish({m_key, {}, {}, m_state, now(), m_lastPlan});
    return {};
}

Result<void> Entity::reload()
{
    auto state = m_surroundings.store.run([&](Store& store) { return store.load(m_key); });
    if (!state)
        return tl::unexpected(state.error());
    m_state = std::move(*state);
    m_lastPlan.reset();
    publish({m_key, {}, {}, m_state, now(), m_lastPlan});
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
