#include "simulation/scenario.h"

#include <cmath>
#include <vector>

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

Check checkNumber(const char* what, double value, double least, double most, const char* right)
{
    if (value >= least && value <= most) // not for a NaN
        return {};
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.')
        text.pop_back();
    return failure(ErrorCode::InvalidArgument,
                   std::string(what) + " is " + text + ", right would be " + right);
}

Check checkModel(const VersionModel& model)
{
    constexpr const char* probability = "0 to 1";
    const Check checks[] = {
        checkNumber("the failure probability", model.failProbability, 0, 1, probability),
        checkNumber("the probability of never adopting", model.neverAdoptProbability, 0, 1,
                    probability),
        checkNumber("the probability of falling silent", model.silentProbability, 0, 1,
                    probability),
        checkNumber("the probability of a false positive", model.falsePositiveProbability, 0, 1,
                    probability),
        checkRange("the latent failures' mean in milliseconds", model.latentMean.count(), 0,
                   Milliseconds(maximumTimeout).count()),
    };
    for (const Check& check : checks)
        if (!check)
            return check;
    return {};
}

Check checkFleet(const SimulationSettings& fleet)
{
    const std::int64_t longest = maximumTimeout.count();
    const Check checks[] = {
        checkRange("the tick in seconds", fleet.tick.count(), 1, longest),
        checkRange("the adoption delay in milliseconds", fleet.adoptMedian.count(), 0,
                   Milliseconds(maximumTimeout).count()),
        checkNumber("the adoption delay's sigma", fleet.adoptSigma, 0, 10, "0 to 10"),
    };
    for (const Check& check : checks)
        if (!check)
            return check;
    for (const VersionModel& model : fleet.versions)
        if (auto check = checkModel(model); !check)
            return check;
    return {};
}

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

void addTargets(Fleet& fleet, const Scenario& scenario, const Target& target)
{
    std::vector<std::string> groups;
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < scenario.targets; ++i) {
        groups.push_back(
            numbered('g', i * scenario.groups / scenario.targets + 1, scenario.groups));
        names.push_back(numbered('t', i + 1, scenario.targets));
    }
    std::vector<Fleet::Addition> additions;
    for (std::size_t i = 0; i < names.size(); ++i)
        additions.push_back({groups[i], names[i], target});
    fleet.add(additions);
}

} // namespace

Result<void> checkScenario(const Scenario& scenario)
{
    const Check checks[] = {
        checkRange("the number of targets", scenario.targets, 1, maximumSimulatedTargets),
        checkRange("the number of groups", scenario.groups, 1, scenario.targets),
        checkRange("the end in seconds", scenario.until.count(), 0, maximumTimeout.count()),
        checkOptions(scenario.options),
        checkFleet(scenario.fleet),
    };
    for (const Check& check : checks)
        if (!check)
            return check;
    return {};
}

Time firstAssigningStep()
{
    return std::chrono::sys_days(std::chrono::year(2030) / 1 / 1);
}

EntityState establishedFleet(const Scenario& scenario)
{
    EntityState state;
    state.options = scenario.options;
    state.simulation = scenario.fleet;
    const VersionId old = state.fleet.versions().intern(oldVersion);
    // A day beyond the success time-out, so that every target is a success on the old version.
    const Time since = firstAssigningStep() - scenario.fleet.tick - scenario.options.successTimeout
        - std::chrono::days(1);
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
