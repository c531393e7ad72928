#include "service/runner.h"

#include <algorithm>

namespace rollout {

namespace {

template <typename Visit>
void forEachEntity(const Orchestrator& orchestrator, Visit visit)
{
    const auto directory = orchestrator.directory();
    for (const DirectoryNode& node : *directory)
        for (const DirectoryNode::Entity& entity : node.entities)
            if (const auto snapshot = orchestrator.snapshot(entity.key))
                visit(**snapshot);
}

/// Whether a multiple of the tick, counted from the epoch, lies in (before, now].
bool isDue(Seconds tick, Time before, Time now)
{
    const auto count = [tick](Time at) {
        return std::chrono::floor<Milliseconds>(at.time_since_epoch()) / tick;
    };
    return count(now) != count(before);
}

} // namespace

Runner::Runner(Orchestrator& orchestrator, VirtualClock& simulationClock)
    : m_orchestrator(orchestrator)
    , m_clock(simulationClock)
{
}

Seconds Runner::tick() const
{
    std::optional<Seconds> smallest;
    forEachEntity(m_orchestrator, [&](const EntitySnapshot& snapshot) {
        if (const auto& simulation = snapshot.state.simulation)
            smallest = std::min(smallest.value_or(simulation->tick), simulation->tick);
    });
    return std::max(smallest.value_or(Seconds(10)), Seconds(1));
}

std::vector<StepFailure> Runner::tickSimulated()
{
    const Time before = m_clock.now();
    m_clock.advance(tick());
    const Time now = m_clock.now();
    std::vector<StepFailure> failures;
    forEachEntity(m_orchestrator, [&](const EntitySnapshot& snapshot) {
        const auto& simulation = snapshot.state.simulation;
        if (simulation
            && isDue(std::max(simulation->tick, Seconds(1)), before - simulation->clockLag,
                     now - simulation->clockLag))
            stepOne(snapshot.key, failures);
    });
    return failures;
}

std::vector<StepFailure> Runner::stepLive()
{
    std::vector<StepFailure> failures;
    forEachEntity(m_orchestrator, [&](const EntitySnapshot& snapshot) {
        if (!snapshot.state.isSimulated() && snapshot.state.rollout.target != VersionId::None)
            stepOne(snapshot.key, failures);
    });
    return failures;
}

void Runner::stepOne(EntityKey key, std::vector<StepFailure>& failures)
{
    const auto plan = m_orchestrator.step(key);
    if (!plan && plan.error().code != ErrorCode::NotFound) // deleted meanwhile
        failures.push_back({key, plan.error()});
}

} // namespace rollout
