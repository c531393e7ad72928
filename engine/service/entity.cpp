#include "service/entity.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "simulation/simulated_fleet.h"

namespace rollout {

namespace {

/// How often something is done anew because somebody else changed the entity in between.
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

Result<Hooks> Entity::Controllers::hooks() const
{
    // Controllers are other people's code: whatever they throw is a hook that failed.
    try {
        Hooks hooks = target ? target->hooks() : Hooks{};
        hooks.externalMonitoring = monitoring && monitoring->hooks().externalMonitoring;
        return hooks;
    } catch (const std::exception& thrown) {
        return failure(ErrorCode::HookFailed,
                       std::string("the controller does not say which hooks it has: ")
                           + thrown.what());
    } catch (...) {
        return failure(ErrorCode::HookFailed, "the controller does not say which hooks it has");
    }
}

Answer Entity::Controllers::ask(const Question& question, const Step& step) const
{
    try {
        Controller& asked = question.kind == QuestionKind::ExternalHealth ? *monitoring : *target;
        return asked.ask(question, step);
    } catch (const std::exception& thrown) {
        return HookFailure{thrown.what()};
    } catch (...) {
        return HookFailure{"the controller threw something that is no exception"};
    }
}

/// What controllers said during one step. An answer is about the very question: of the same
/// controllers, about the same targets and the same version.
class Entity::Answers
{
public:
    explicit Answers(Controllers controllers)
        : m_controllers(std::move(controllers))
    {
    }

    [[nodiscard]] const Controllers& controllers() const { return m_controllers; }
    [[nodiscard]] Answer ask(const Question& question, const Step& step)
    {
        if (const Answer* known = find(question))
            return *known;
        // Before the answer, since the question is only lent for so long.
        Given given{question.kind,
                    {question.targets.begin(), question.targets.end()},
                    question.count,
                    question.isRollingBack,
                    std::string(question.version),
                    {}};
        given.answer = m_controllers.ask(question, step);
        m_all.push_back(std::move(given));
        return m_all.back().answer;
    }
    /// Null: that was not asked.
    [[nodiscard]] const Answer* find(const Question& question) const
    {
        for (const Given& given : m_all)
            if (given.isFor(question))
                return &given.answer;
        return nullptr;
    }

private:
    struct Given
    {
        QuestionKind kind;
        std::vector<TargetId> targets;
        std::int64_t count;
        bool isRollingBack;
        std::string version;
        Answer answer;

        [[nodiscard]] bool isFor(const Question& question) const
        {
            return kind == question.kind && count == question.count
                && isRollingBack == question.isRollingBack && version == question.version
                && std::equal(targets.begin(), targets.end(), question.targets.begin(),
                              question.targets.end());
        }
    };
    const Controllers m_controllers;
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
    Answers answers(controllers());
    const auto hooks = answers.controllers().hooks();
    if (!hooks)
        return tl::unexpected(hooks.error());
    if (*hooks == Hooks{})
        return repeatedly([&] { return decide(fill, Hooks{}, nullptr); });
    // The report is of now, however long a controller takes, and stays whatever it answers.
    if (auto taken = take(fill); !taken)
        return tl::unexpected(taken.error());
    return repeatedly([&] {
        ask(*hooks, answers);
        return decide(fromReport({}), *hooks, &answers);
    });
}

Entity::Controllers Entity::controllers()
{
    const std::lock_guard guard(m_stateMutex);
    return m_controllers;
}

Result<void> Entity::take(const Fill& fill)
{
    return change([&](EntityState& next, Time at) {
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
    const Time at = now();
    guard.unlock();
    Step step(state.fleet, state.rollout, state.options, at, hooks);
    while (const auto question = step.next())
        step.answer(answers.ask(*question, step));
}

/// Conflict: the entity changed so that there is something else to ask, or somebody else was
/// quicker to store.
Result<Entity::Stepped> Entity::decide(const Fill& fill, const Hooks& hooks, Answers* answers)
{
    const std::lock_guard guard(m_stateMutex);
    if (auto ok = checkThere(); !ok)
        return tl::unexpected(ok.error());
    if (answers && m_controllers != answers->controllers())
        return failure(
            ErrorCode::HookFailed,
            "the controller was replaced while it was asked; the next step asks the new one");
    tidyTexts(m_state.fleet);
    bool isTold = true;
    const StepInput input{now(), fill, hooks,
                          [&](const Question& question, const Step&) -> Answer {
                              const Answer* known = answers->find(question);
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
    if (auto ok = commit(std::move(outcome->after), outcome->journal, outcome->plan); !ok)
        return tl::unexpected(ok.error());
    return stepped;
}

Result<Entity::Stepped> Entity::stepByItself()
{
    return step([](EntityState& next, const RecordContext& context) {
        return next.isSimulated() ? fromSimulation()(next, context) : fromReport({})(next, context);
    });
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
