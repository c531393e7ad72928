#include "service/entity.h"

#include <utility>

namespace rollout {

namespace {

/// How often a step is computed anew when somebody else stepped the entity in between.
constexpr int maximumAttempts = 3;

/// Messages come and go; their texts are dropped once they outnumber the targets by far.
void tidyTexts(Fleet& fleet)
{
    constexpr std::size_t slack = 4096;
    if (fleet.texts().size() > 2 * fleet.slots() + slack)
        fleet.dropUnusedTexts();
}

} // namespace

Entity::Entity(EntityKey key, std::string namespaceName, std::string name, EntityState state,
               const EntitySurroundings& surroundings)
    : m_key(key)
    , m_surroundings(surroundings)
    , m_namespaceName(std::move(namespaceName))
    , m_name(std::move(name))
    , m_state(std::move(state))
{
    publish();
}

SnapshotPtr Entity::snapshot() const
{
    const std::lock_guard guard(m_snapshotMutex);
    return m_snapshot;
}

void Entity::setNames(std::string namespaceName, std::string name)
{
    m_namespaceName = std::move(namespaceName);
    m_name = std::move(name);
    publish();
}

Time Entity::now() const
{
    return m_state.isSimulated() ? m_surroundings.simulationClock.now()
                                 : m_surroundings.liveClock.now();
}

Result<std::shared_ptr<const Plan>> Entity::step(const Fill& fill)
{
    for (int attempt = 1;; ++attempt) {
        auto plan = tryStep(fill);
        if (plan || plan.error().code != ErrorCode::Busy || attempt == maximumAttempts)
            return plan;
        if (auto ok = reload(); !ok)
            return tl::unexpected(ok.error());
    }
}

Result<std::shared_ptr<const Plan>> Entity::tryStep(const Fill& fill)
{
    tidyTexts(m_state.fleet);
    const auto ask = [this](const Question& question, const Step& step) {
        return this->ask(question, step);
    };
    auto outcome = advance(m_state, {now(), fill, hooks(), ask, m_lastPlan});
    if (!outcome)
        return tl::unexpected(outcome.error());
    const auto previous = std::exchange(m_lastPlan, outcome->plan);
    if (auto ok = commit(std::move(outcome->after), outcome->journal); !ok) {
        m_lastPlan = previous;
        return tl::unexpected(ok.error());
    }
    return m_lastPlan;
}

Hooks Entity::hooks() const
{
    Hooks hooks = m_targetController ? m_targetController->hooks() : Hooks{};
    hooks.externalMonitoring =
        m_monitoringController && m_monitoringController->hooks().externalMonitoring;
    return hooks;
}

Answer Entity::ask(const Question& question, const Step& step) const
{
    auto& controller = question.kind == QuestionKind::ExternalHealth ? *m_monitoringController
                                                                     : *m_targetController;
    return controller.ask(question, step);
}

Result<void> Entity::record(std::span<const ClientState> report)
{
    tidyTexts(m_state.fleet);
    EntityState next = m_state;
    next.lastChangedAt = now();
    const auto changes =
        recordReport(next.fleet, report, recordContext(m_state, next.lastChangedAt));
    if (!changes)
        return tl::unexpected(changes.error());
    const auto journal = journalOfReport(m_state, next, *changes);
    return commit(std::move(next), journal);
}

Result<void> Entity::change(const Edit& edit)
{
    EntityState next = m_state;
    next.lastChangedAt = now();
    const auto journal = edit(next, next.lastChangedAt);
    if (!journal)
        return tl::unexpected(journal.error());
    return commit(std::move(next), *journal);
}

void Entity::decidePending()
{
    for (; m_pendingDecisions > 0; --m_pendingDecisions)
        (void)step(fromReport({})); // nobody waits for the answer; the journal has the verdict
}

Result<void> Entity::commit(EntityState next, const std::vector<JournalEntry>& journal)
{
    auto ok = m_surroundings.store.run([&](Store& store) {
        return store.commit(Commit{m_key, m_state, next, journal});
    });
    if (!ok)
        return ok;
    m_state = std::move(next);
    publish();
    return {};
}

Result<void> Entity::reload()
{
    auto state = m_surroundings.store.run([&](Store& store) { return store.load(m_key); });
    if (!state)
        return tl::unexpected(state.error());
    m_state = std::move(*state);
    m_lastPlan.reset();
    publish();
    return {};
}

void Entity::publish()
{
    auto snapshot = std::make_shared<const EntitySnapshot>(
        EntitySnapshot{m_key, m_namespaceName, m_name, m_state, now(), m_lastPlan});
    {
        const std::lock_guard guard(m_snapshotMutex);
        m_snapshot = snapshot;
    }
    if (m_surroundings.published)
        m_surroundings.published(std::move(snapshot));
}

} // namespace rollout
