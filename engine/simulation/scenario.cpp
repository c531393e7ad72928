#include "simulation/scenario.h"

#include <string>
#include <vector>

namespace rollout {
namespace {

/// Digits wide enough that names sort like numbers.
std::string numbered(char prefix, std::int64_t number, std::int64_t count)
{
    std::string digits = std::to_string(number);
    const std::size_t width = std::to_string(count).size();
    return prefix + std::string(width - digits.size(), '0') + digits;
}

Target establishedTarget(VersionId version, Time since)
{
    Target target;
    target.reported.version = version;
    target.currentChangedAt = target.currentMessageAt = since;
    target.expectedVersion = version;
    target.expectedNote.kind = NoteKind::Succeeded;
    target.expectedChangedAt = target.expectedMessageAt = since;
    return target;
}

/// `groups` of them, evenly and in order.
std::vector<FleetPart> evenParts(std::int64_t targets, std::int64_t groups)
{
    std::vector<FleetPart> parts;
    const auto first = [&](std::int64_t group) { return (group * targets + groups - 1) / groups; };
    for (std::int64_t group = 0; group < groups; ++group)
        parts.push_back({first(group + 1) - first(group), numbered('g', group + 1, groups), {}});
    return parts;
}

void addTargets(Fleet& fleet, const Scenario& scenario, const Target& target)
{
    const std::vector<FleetPart> parts =
        scenario.parts.empty() ? evenParts(scenario.targets, scenario.groups) : scenario.parts;
    const std::int64_t size = scenario.size();
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(size));
    std::vector<Fleet::Addition> additions;
    for (const FleetPart& part : parts) {
        Target tagged = target;
        tagged.reported.tags = fleet.tags().intern(part.tags);
        for (std::int64_t i = 0; i < part.targets; ++i) {
            names.push_back(numbered('t', static_cast<std::int64_t>(names.size()) + 1, size));
            additions.push_back({part.group, names.back(), tagged});
        }
    }
    fleet.add(additions);
}

} // namespace

Time firstAssigningStep(const Scenario& scenario)
{
    return std::chrono::sys_days(std::chrono::year(2030) / 1 / 1) + scenario.startsAt;
}

Policy rehearsedPolicy(const Scenario& scenario, Policy policy)
{
    if (scenario.fleet.operatorDelay)
        return policy;
    for (Wave& wave : policy.waves)
        wave.isManual = false;
    policy.approval = {};
    return policy;
}

EntityState establishedFleet(const Scenario& scenario)
{
    return establishedFleet(scenario, firstAssigningStep(scenario) - scenario.fleet.tick);
}

EntityState establishedFleet(const Scenario& scenario, Time before)
{
    EntityState state;
    state.setPolicy(rehearsedPolicy(scenario, scenario.policy()));
    state.simulation = scenario.fleet;
    const VersionId old = state.fleet.versions().intern(oldVersion);
    // A day beyond the success time-out, so that every target is a success on the old version.
    const Time since = before - scenario.options.successTimeout - std::chrono::days(1);
    addTargets(state.fleet, scenario, establishedTarget(old, since));
    state.fleet.reportTimes() = ReportTimes(since, {});
    state.rollout = {.target = state.fleet.versions().intern(newVersion),
                     .rolling = old,
                     .lastKnownGood = old,
                     .lastKnownBad = VersionId::None};
    state.lastChangedAt = since;
    return state;
}

} // namespace rollout
