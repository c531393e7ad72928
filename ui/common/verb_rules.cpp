#include "ui/common/verb_rules.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "ui/common/standing.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr std::array<const char*, actCount> names{
    "pauseRollout",    "resumeRollout",   "abortRollout",    "retryVersion",    "retryFailed",
    "excludeFailing",  "promoteRollout",  "releaseWave",     "lockEntity",      "unlockEntity",
    "freezeWindows",   "approveAll",      "rejectAll",       "reviewApprovals", "retrySelected",
    "excludeSelected", "includeSelected", "approveSelected", "rejectSelected"};

QString whyNoAbort(const EntitySnapshot& snapshot)
{
    const EntityState& state = snapshot.state;
    const RolloutState& rollout = state.rollout;
    const bool watched = isWatched(rollout, state.guards, state.progress, snapshot.now);
    if (rollout.isRollingBack())
        return Words::tr("It is being rolled back already.");
    if (rollout.rolling == VersionId::None
        || (rollout.rolling == rollout.lastKnownGood && !watched))
        return Words::tr("Nothing is being rolled out.");
    const VersionId back = watched ? state.progress.previousGood : rollout.lastKnownGood;
    return back == VersionId::None
        ? Words::tr("No version is known to be good that it could go back to.")
        : QString();
}

QString whyNoPromotion(const EntityState& state, const EntitySummary& summary)
{
    if (state.rollout.isRollingBack())
        return Words::tr("It is being rolled back; retry the version first.");
    if (state.rollout.rolling == VersionId::None)
        return Words::tr("No version is being rolled out.");
    if (summary.toPromote == 0)
        return Words::tr("Every target has been assigned the version already.");
    return state.progress.promoted == state.rollout.rolling
        ? Words::tr("It is promoted already; the next steps assign the rest.")
        : QString();
}

QString whyNoRelease(const EntityState& state)
{
    if (!isInWaves(state))
        return Words::tr("No wave is under way.");
    if (!state.waves[state.progress.wave].isManual)
        return Words::tr("The wave goes on by itself.");
    return state.progress.released > state.progress.wave
        ? Words::tr("The next wave has been let begin already.")
        : QString();
}

QString whyNotHeld(Act act, const Control& control)
{
    switch (act) {
    case Act::Pause:
        return control.pause ? Words::tr("It is paused already.") : QString();
    case Act::Resume:
        return control.pause ? QString() : Words::tr("It is not paused.");
    case Act::Unlock:
        return control.lock ? QString() : Words::tr("It is not locked.");
    default:
        return {};
    }
}

QString whyNotRolling(Act act, const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    const EntityState& state = snapshot.state;
    switch (act) {
    case Act::Abort:
        return whyNoAbort(snapshot);
    case Act::Retry:
        return state.rollout.lastKnownBad == VersionId::None
            ? Words::tr("No version is known to be bad.")
            : QString();
    case Act::RetryFailed:
    case Act::ExcludeFailing:
        return summary.failing == 0
            ? Words::tr("No target has failed on the version that is being rolled out.")
            : QString();
    case Act::Promote:
        return whyNoPromotion(state, summary);
    case Act::Release:
        return whyNoRelease(state);
    case Act::ApproveAll:
    case Act::RejectAll:
        return summary.pending == 0 ? Words::tr("No target waits for approval.") : QString();
    default:
        return whyNotHeld(act, state.control);
    }
}

/// Of a selection that the act does not concern.
QString noneConcerned(Act act)
{
    switch (act) {
    case Act::RetrySelected:
        return Words::tr("No selected target has failed on the version that is being rolled out.");
    case Act::Exclude:
        return Words::tr("Every selected target is excluded already.");
    case Act::Include:
        return Words::tr("No selected target is excluded.");
    default:
        return Words::tr("No selected target waits for approval.");
    }
}

bool isOfSelection(Act act)
{
    return act >= Act::RetrySelected;
}

/// Whether no target at all can be concerned, without looking at any.
bool isVain(Act act, const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    return (act == Act::RetrySelected && summary.failing == 0)
        || (act == Act::Include && snapshot.state.fleet.excluded() == 0)
        || ((act == Act::ApproveSelected || act == Act::RejectSelected) && summary.pending == 0);
}

bool isConcerned(Act act, const EntitySnapshot& snapshot, TargetId id)
{
    const Fleet& fleet = snapshot.state.fleet;
    if (raw(id) >= fleet.slots() || !fleet.isLive(id))
        return false;
    switch (act) {
    case Act::RetrySelected:
        return failsOnRolling(snapshot.state, id);
    case Act::Exclude:
        return !isExcluded(snapshot.state, id);
    case Act::Include:
        return isExcluded(snapshot.state, id);
    default:
        return isPending(snapshot, id);
    }
}

} // namespace

QString actName(Act act)
{
    return QLatin1String(names.at(static_cast<std::size_t>(act)));
}

bool failsOnRolling(const EntityState& state, TargetId id)
{
    const VersionId rolling = state.rollout.rolling;
    const Block& block = state.fleet.block(id);
    const std::size_t i = Fleet::offset(id);
    const bool fails = block.expectedIsError[i]
        || (block.reported[i].isError != 0 && block.reported[i].version == rolling);
    return block.expectedVersion[i] == rolling && fails && !block.isExcluded[i];
}

bool isExcluded(const EntityState& state, TargetId id)
{
    return state.fleet.block(id).isExcluded[Fleet::offset(id)];
}

bool isPending(const EntitySnapshot& snapshot, TargetId id)
{
    const ApprovalRequest* request = snapshot.state.approvals.find(id);
    return request
        && standingOf(*request, snapshot.state.approval, snapshot.now) == ApprovalStanding::Pending;
}

QString whyNot(Act act, const EntitySnapshot& snapshot, const EntitySummary& summary,
               std::span<const TargetId> selected)
{
    if (act == Act::Review)
        return {};
    if (const auto& lock = snapshot.state.control.lock; lock && act != Act::Unlock)
        return Words::tr("Unlock it first: it is locked%1").arg(heldWords(*lock, snapshot));
    if (!isOfSelection(act))
        return whyNotRolling(act, snapshot, summary);
    if (selected.empty())
        return Words::tr("No target is selected.");
    const bool isAny = !isVain(act, snapshot, summary)
        && std::any_of(selected.begin(), selected.end(),
                       [&](TargetId id) { return isConcerned(act, snapshot, id); });
    return isAny ? QString() : noneConcerned(act);
}

std::vector<TargetId> failingTargets(const EntityState& state)
{
    const auto& order = state.fleet.order();
    std::vector<TargetId> failing;
    std::copy_if(order.begin(), order.end(), std::back_inserter(failing),
                 [&](TargetId id) { return failsOnRolling(state, id); });
    return failing;
}

std::vector<TargetId> concerned(Act act, const EntitySnapshot& snapshot,
                                std::span<const TargetId> targets)
{
    std::vector<TargetId> result;
    std::copy_if(targets.begin(), targets.end(), std::back_inserter(result),
                 [&](TargetId id) { return isConcerned(act, snapshot, id); });
    return result;
}

} // namespace rollout
