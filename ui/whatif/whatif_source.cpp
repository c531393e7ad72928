#include "ui/whatif/whatif_source.h"

#include <algorithm>
#include <map>

#include "io/scenario_presets.h"
#include "io/scenario_yaml.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

std::vector<FleetPart> partsOf(const Fleet& fleet)
{
    std::map<std::pair<std::string_view, std::string_view>, std::int64_t> counts;
    for (const TargetId id : fleet.order()) {
        const Block& block = fleet.block(id);
        const std::size_t at = Fleet::offset(id);
        if (!block.isExcluded[at])
            ++counts[{fleet.group(id), fleet.tags().at(block.reported[at].tags)}];
    }
    std::vector<FleetPart> parts;
    parts.reserve(counts.size());
    for (const auto& [names, count] : counts)
        parts.push_back({count, std::string(names.first), std::string(names.second)});
    return parts;
}

/// The models of two of its versions, called as in every scenario; others have no part in it.
std::vector<VersionModel> renamed(std::vector<VersionModel> models, const std::string& before,
                                  const std::string& after)
{
    std::erase_if(models, [&](const VersionModel& model) {
        return model.version != before && model.version != after;
    });
    for (VersionModel& model : models)
        model.version = model.version == after ? newVersion : oldVersion;
    return models;
}

void takeModel(SimulationSettings& fleet, const Scenario& model)
{
    std::erase_if(fleet.versions,
                  [](const VersionModel& own) { return own.version == newVersion; });
    for (const VersionModel& other : model.fleet.versions)
        if (other.version == newVersion)
            fleet.versions.push_back(other);
}

Result<NamedScenario> readEntity(const WhatIfSource& source)
{
    if (!source.entity)
        return failure(ErrorCode::InvalidArgument,
                       utf8(Words::tr("there is no entity to play on; select one in the fleet")));
    NamedScenario named;
    named.name = source.entity->entityName;
    named.title = source.entity->namespaceName + " / " + source.entity->entityName;
    if (source.model.empty()) {
        named.scenario = scenarioOf(*source.entity, nullptr);
    } else {
        auto model = scenarioNamed(source.model);
        if (!model)
            return model;
        named.scenario = scenarioOf(*source.entity, &model->scenario);
        named.description = model->title + ": " + model->description;
    }
    if (named.scenario.parts.empty())
        return failure(ErrorCode::InvalidArgument,
                       utf8(Words::tr("%1 has no targets that take part in rollouts; import a "
                                      "fleet first")
                                .arg(text(source.entity->entityName))));
    return named;
}

} // namespace

bool hasOwnModel(const EntityState& state)
{
    if (!state.simulation)
        return false;
    const std::string version = newVersionOf(state);
    const auto& models = state.simulation->versions;
    return !version.empty()
        && std::any_of(models.begin(), models.end(),
                       [&](const VersionModel& model) { return model.version == version; });
}

Scenario scenarioOf(const EntitySnapshot& entity, const Scenario* model)
{
    const EntityState& state = entity.state;
    Scenario scenario;
    scenario.parts = partsOf(state.fleet);
    scenario.setPolicy(state.policy());
    if (state.simulation) {
        scenario.fleet = *state.simulation;
        scenario.fleet.versions =
            renamed(scenario.fleet.versions, versionsOf(state).lastKnownGood, newVersionOf(state));
    } else if (model) {
        scenario.fleet = model->fleet;
    }
    if (model)
        takeModel(scenario.fleet, *model);
    return scenario;
}

Result<NamedScenario> readSource(const WhatIfSource& source)
{
    switch (source.kind) {
    case WhatIfSource::Kind::Preset:
        return scenarioNamed(source.name);
    case WhatIfSource::Kind::File:
        return readScenario(source.name);
    case WhatIfSource::Kind::Entity:
        break;
    }
    return readEntity(source);
}

} // namespace rollout
