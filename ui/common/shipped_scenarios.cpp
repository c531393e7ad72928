#include "ui/common/shipped_scenarios.h"

#include <algorithm>

#include "io/scenario_presets.h"

namespace rollout {

namespace {

bool isModel(const NamedScenario& named)
{
    const auto& versions = named.scenario.fleet.versions;
    return named.training == Training() && named.scenario.events.empty() && !versions.empty()
        && std::all_of(versions.begin(), versions.end(), [](const VersionModel& model) {
               return model.group.empty() && model.tag.empty();
           });
}

} // namespace

const std::vector<ShippedScenario>& shippedScenarios()
{
    static const std::vector<ShippedScenario> all = [] {
        std::vector<ShippedScenario> found;
        found.reserve(scenarioPresets().size());
        for (const ScenarioPreset& preset : scenarioPresets())
            if (const auto named = scenarioNamed(preset.name))
                found.push_back({named->name, named->title, named->description,
                                 named->scenario.fleet, isModel(*named)});
        return found;
    }();
    return all;
}

std::string newVersionOf(const EntityState& state)
{
    const RolloutVersions versions = versionsOf(state);
    if (!versions.target.empty() && versions.target != versions.lastKnownGood)
        return versions.target;
    if (!versions.lastKnownBad.empty())
        return versions.lastKnownBad;
    if (state.simulation)
        for (const VersionModel& model : state.simulation->versions)
            if (model.version != versions.lastKnownGood)
                return model.version;
    return {};
}

SimulationSettings behavingLike(const EntityState& state, const SimulationSettings& fleet)
{
    SimulationSettings settings = fleet;
    settings.seed = state.simulation->seed;
    settings.tick = state.simulation->tick;
    settings.clockLag = state.simulation->clockLag;
    const std::string asked = newVersionOf(state);
    const std::string good = versionsOf(state).lastKnownGood;
    for (VersionModel& model : settings.versions) {
        if (model.version == newVersion && !asked.empty())
            model.version = asked;
        else if (model.version == oldVersion && !good.empty())
            model.version = good;
    }
    return settings;
}

} // namespace rollout
