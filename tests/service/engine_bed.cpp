#include "engine_bed.h"

#include <utility>

namespace rollout::test {

EngineBed::EngineBed(std::string storeUrl)
    : m_url(std::move(storeUrl))
    , m_live(Time(std::chrono::hours(1)))
    , m_simulation(Time(std::chrono::hours(1)))
{
    restart();
}

void EngineBed::restart()
{
    m_engine.reset();
    m_engine = must(Orchestrator::open(m_url, m_live, m_simulation));
}

EntityKey EngineBed::simulated(const std::string& ns, const std::string& entity, int targets,
                               const SimulationSettings& settings)
{
    must(m_engine->record(ns, entity, targetsOn("v1", targets)));
    const EntityKey key = must(m_engine->snapshot(ns, entity))->key;
    must(m_engine->setSimulation(key, settings));
    must(m_engine->setTargetVersion(ns, entity, "v1"));
    return key;
}

std::vector<ClientState> targetsOn(const std::string& version, int count)
{
    std::vector<ClientState> states;
    for (int i = 0; i < count; ++i) {
        ClientState state;
        state.name = "t" + std::to_string(10000 + i);
        state.group = i % 2 == 0 ? "east" : "west";
        state.version = version;
        states.push_back(std::move(state));
    }
    return states;
}

} // namespace rollout::test
