#include "core/entity_state.h"

#include <algorithm>

namespace rollout {

namespace {

template <typename Visit>
void forEachLive(const Fleet& fleet, Visit visit)
{
    for (std::size_t index = 0; index < fleet.blockCount(); ++index) {
        const Block& block = fleet.blockAt(index);
        const std::size_t first = index * Block::size;
        const std::size_t count = std::min(Block::size, fleet.slots() - first);
        for (std::size_t i = 0; i < count; ++i)
            if (block.isLive[i])
                visit(block, i, static_cast<TargetId>(first + i));
    }
}

bool isSilent(const EntityState& state, TargetId id, Time now)
{
    return now - state.fleet.reportTimes().at(id) > state.options.successTimeout;
}

TargetPhase phaseAt(const EntityState& state, const Block& block, std::size_t i, TargetId id,
                    Time now)
{
    const VersionId effective = state.rollout.effectiveVersion();
    const bool isToldIt = block.expectedVersion[i] == effective;
    const bool reportsIt = block.reported[i].version == effective;
    // Nobody asks how it is.
    if (block.isExcluded[i])
        return TargetPhase::Excluded;
    // Nobody knows how it is.
    if (isSilent(state, id, now))
        return TargetPhase::Silent;
    // Nothing was ever asked for, so that there is nothing to be told.
    if (effective == VersionId::None && !state.rollout.isRollingBack())
        return TargetPhase::Old;
    // Told the effective version and judged a failure on it.
    if (isToldIt && block.expectedIsError[i])
        return TargetPhase::Failed;
    // Everyone who does not run the last known good version yet has to go back.
    if (state.rollout.isRollingBack() && !reportsIt)
        return TargetPhase::RollingBack;
    if (!isToldIt)
        return TargetPhase::Old;
    if (!reportsIt)
        return TargetPhase::Assigned;
    return block.expectedNote[i].kind == NoteKind::Succeeded ? TargetPhase::Succeeded
                                                             : TargetPhase::Baking;
}

bool everyTargetIsOn(const Fleet& fleet, VersionId version)
{
    bool result = true;
    forEachLive(fleet, [&](const Block& block, std::size_t i, TargetId) {
        result = result
            && (block.isExcluded[i]
                || (block.expectedVersion[i] == version && block.reported[i].version == version));
    });
    return result;
}

} // namespace

void EntityState::setPolicy(const Policy& policy)
{
    options = policy.options;
    guards = policy.guards;
    waves = policy.waves;
    approval = policy.approval;
}

StepRules rulesOf(const EntityState& state, Time clock)
{
    const Leave leave = state.control.isStopped() ? Leave::Stopped
        : state.control.freezeAt(clock)           ? Leave::Frozen
                                                  : Leave::Open;
    return {state.rollout,  state.options,  state.guards,     state.waves,
            state.approval, state.progress, &state.approvals, leave};
}

RolloutVersions versionsOf(const EntityState& state)
{
    const auto text = [&](VersionId id) { return std::string(state.fleet.versions().at(id)); };
    const RolloutState& rollout = state.rollout;
    return {text(rollout.target), text(rollout.rolling), text(rollout.lastKnownGood),
            text(rollout.lastKnownBad)};
}

std::vector<VersionShare> versionShares(const Fleet& fleet)
{
    std::vector<VersionShare> byVersion(fleet.versions().size());
    forEachLive(fleet, [&](const Block& block, std::size_t i, TargetId) {
        const Reported& reported = block.reported[i];
        ++byVersion[raw(block.expectedVersion[i])].expected;
        ++byVersion[raw(reported.version)].current;
        byVersion[raw(reported.version)].failing += reported.isError;
    });
    std::vector<VersionShare> shares;
    for (std::uint32_t i = 0; i < byVersion.size(); ++i)
        if (byVersion[i].expected > 0 || byVersion[i].current > 0) {
            byVersion[i].version = static_cast<VersionId>(i);
            shares.push_back(byVersion[i]);
        }
    return shares;
}

TargetPhase phaseOf(const EntityState& state, TargetId id, Time now)
{
    return phaseAt(state, state.fleet.block(id), Fleet::offset(id), id, now);
}

PhaseCounts phaseCounts(const EntityState& state, Time now)
{
    PhaseCounts counts{};
    forEachLive(state.fleet, [&](const Block& block, std::size_t i, TargetId id) {
        ++counts[static_cast<std::size_t>(phaseAt(state, block, i, id, now))];
    });
    return counts;
}

RolloutPhase rolloutPhase(const EntityState& state)
{
    const RolloutState& rollout = state.rollout;
    if (rollout.target == VersionId::None || state.fleet.size() == 0)
        return RolloutPhase::Empty;
    if (rollout.isRollingBack() && rollout.target == rollout.rolling)
        return everyTargetIsOn(state.fleet, rollout.lastKnownGood) ? RolloutPhase::RolledBack
                                                                   : RolloutPhase::RollingBack;
    if (rollout.lastKnownGood == rollout.target && rollout.rolling == rollout.target)
        return RolloutPhase::Settled;
    return rollout.lastKnownGood == VersionId::None ? RolloutPhase::Establishing
                                                    : RolloutPhase::RollingOut;
}

} // namespace rollout
