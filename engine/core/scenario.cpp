#include "core/scenario.h"

#include <numeric>

namespace rollout {
namespace {

using Check = Result<void>;

Check checkRange(const char* what, std::int64_t value, std::int64_t least, std::int64_t most)
{
    if (value >= least && value <= most)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   std::string(what) + " is " + std::to_string(value) + ", right would be "
                       + std::to_string(least) + " to " + std::to_string(most));
}

Check checkParts(const Scenario& scenario)
{
    for (const FleetPart& part : scenario.parts)
        if (auto ok = checkRange("the number of targets of a part", part.targets, 1,
                                 maximumSimulatedTargets);
            !ok)
            return ok;
    return {};
}

Check checkEvents(const Scenario& scenario)
{
    Seconds last = -scenario.fleet.tick;
    for (const ScenarioEvent& event : scenario.events) {
        if (event.at < last)
            return failure(ErrorCode::InvalidArgument,
                           "an event is at " + std::to_string(event.at.count())
                               + " s, right would be " + std::to_string(last.count())
                               + " s or later");
        last = event.at;
        if (const auto* policy = std::get_if<Policy>(&event.what))
            if (auto ok = checkPolicy(*policy); !ok)
                return ok;
        if (const auto* model = std::get_if<VersionModel>(&event.what)) {
            SimulationSettings settings;
            settings.versions = {*model};
            if (auto ok = checkSimulation(settings); !ok)
                return ok;
        }
    }
    return {};
}

} // namespace

void Scenario::setPolicy(const Policy& policy)
{
    options = policy.options;
    guards = policy.guards;
    waves = policy.waves;
    approval = policy.approval;
}

std::int64_t Scenario::size() const
{
    if (parts.empty())
        return targets;
    return std::accumulate(
        parts.begin(), parts.end(), std::int64_t(0),
        [](std::int64_t sum, const FleetPart& part) { return sum + part.targets; });
}

Result<void> checkScenario(const Scenario& scenario)
{
    const Check checks[] = {
        checkRange("the number of targets", scenario.targets, 1, maximumSimulatedTargets),
        checkRange("the number of groups", scenario.groups, 1, scenario.targets),
        checkParts(scenario),
        checkRange("the end in seconds", scenario.until.count(), 0, maximumTimeout.count()),
        checkRange("the number of targets of all parts", scenario.size(), 1,
                   maximumSimulatedTargets),
        checkRange("the time of day in minutes", scenario.startsAt.count(), 0, 24 * 60 - 1),
        checkPolicy(scenario.policy()),
        checkSimulation(scenario.fleet),
        checkEvents(scenario),
    };
    for (const Check& check : checks)
        if (!check)
            return check;
    return {};
}

} // namespace rollout
