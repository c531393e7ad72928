#include "ui/common/summary.h"

#include <algorithm>

namespace rollout {

EntitySummary summarise(const EntitySnapshot& snapshot)
{
    const EntityState& state = snapshot.state;
    EntitySummary summary;
    summary.phase = rolloutPhase(state);
    summary.total = static_cast<std::int64_t>(state.fleet.size());
    summary.shares = versionShares(state.fleet);
    std::vector<GroupSummary> groups(state.fleet.groups().size());
    for (const TargetId id : state.fleet.order()) {
        const auto phase = static_cast<std::size_t>(phaseOf(state, id, snapshot.now));
        GroupSummary& group = groups[raw(state.fleet.groupId(id))];
        ++summary.phases[phase];
        ++group.phases[phase];
        ++group.total;
    }
    for (std::uint32_t number = 0; number < groups.size(); ++number) {
        if (groups[number].total == 0)
            continue;
        groups[number].name = state.fleet.groups().at(static_cast<GroupId>(number));
        summary.groups.push_back(std::move(groups[number]));
    }
    std::sort(summary.groups.begin(), summary.groups.end(),
              [](const GroupSummary& a, const GroupSummary& b) { return a.name < b.name; });
    return summary;
}

ProgressParts progressParts(const PhaseCounts& phases)
{
    const auto count = [&](TargetPhase phase) { return phases[static_cast<std::size_t>(phase)]; };
    return {.done = count(TargetPhase::Succeeded),
            .baking = count(TargetPhase::Assigned) + count(TargetPhase::Baking)
                + count(TargetPhase::RollingBack),
            .failed = count(TargetPhase::Failed) + count(TargetPhase::Silent),
            .old = count(TargetPhase::Old)};
}

} // namespace rollout
