#include "ui/common/summary.h"

#include <algorithm>

#include "ui/common/verb_rules.h"

namespace rollout {

namespace {

bool isToPromote(const EntityState& state, TargetId id)
{
    return state.fleet.block(id).expectedVersion[Fleet::offset(id)] != state.rollout.rolling
        && !isExcluded(state, id);
}

std::int64_t pendingApprovals(const EntitySnapshot& snapshot)
{
    const auto& requests = snapshot.state.approvals.requests;
    return std::count_if(requests.begin(), requests.end(), [&](const ApprovalRequest& request) {
        return standingOf(request, snapshot.state.approval, snapshot.now)
            == ApprovalStanding::Pending;
    });
}

} // namespace

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
        summary.failing += failsOnRolling(state, id) ? 1 : 0;
        summary.toPromote += isToPromote(state, id) ? 1 : 0;
    }
    summary.pending = pendingApprovals(snapshot);
    summary.wave = waveProgressOf(state);
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

std::int64_t toldToRoll(const EntityState& state, const EntitySummary& summary)
{
    for (const VersionShare& share : summary.shares)
        if (share.version == state.rollout.rolling)
            return share.expected;
    return 0;
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
