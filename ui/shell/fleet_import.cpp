#include "ui/shell/fleet_import.h"

#include "ui/common/words.h"

namespace rollout {

namespace {

Result<EntityKey> findOrCreate(Orchestrator& engine, const std::string& ns,
                               const std::string& entity,
                               const std::optional<SimulationSettings>& simulation)
{
    if (const auto known = engine.snapshot(ns, entity))
        return (*known)->key;
    return engine.createEntity(ns, entity, simulation);
}

} // namespace

Result<EntityKey> importInto(Orchestrator& engine, const ImportWish& wish,
                             const std::vector<ClientState>& fleet)
{
    const std::string ns = utf8(wish.ns);
    const std::string entity = utf8(wish.entity);
    auto key = findOrCreate(engine, ns, entity, wish.simulation);
    if (!key)
        return key;
    if (const auto recorded = engine.record(ns, entity, fleet); !recorded)
        return tl::unexpected(recorded.error());
    return key;
}

} // namespace rollout
