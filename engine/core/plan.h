#pragma once

// What one step decides: a value, with every action's reason and the figures behind it. Deciding
// (step.h), applying (here) and observing are three things.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/client_state.h"
#include "core/fleet.h"
#include "core/progress.h"
#include "core/rollout.h"

namespace rollout {

/// How a step ended.
enum class Verdict : std::uint8_t {
    Decided, ///< every stage was gone through
    ThresholdCrossed, ///< too many failures: the rolling version is now last known bad, rolling
                      ///< back begins next step
    NoTargetVersion, ///< error: nothing was ever asked for
    Held, ///< error: external monitoring failed; nothing was judged or assigned
    RemovalFailed, ///< error: the removal hook failed; judgements stand, the rollout state is as
                   ///< before the step
    Stopped, ///< paused or locked: nothing was judged or assigned
};

[[nodiscard]] constexpr bool isError(Verdict verdict)
{
    return verdict == Verdict::NoTargetVersion || verdict == Verdict::Held
        || verdict == Verdict::RemovalFailed;
}

/// A target judged otherwise than before: its expected side's mark and message change.
struct Judgement
{
    TargetId target;
    NoteKind kind; ///< Succeeded, TimedOut, Unhealthy or FellSilent
    std::int32_t seconds = 0; ///< as in Note
    std::int32_t limit = 0;
    std::uint32_t hookText =
        0; ///< Unhealthy: Plan::hookTexts[hookText − 1] says what is wrong; otherwise 0

    bool isNewMark = true; ///< false: only the words of its hook are others

    [[nodiscard]] bool isFailure() const { return kind != NoteKind::Succeeded; }
    bool operator==(const Judgement&) const = default;
};

/// A target told to run the step's effective version.
struct Assignment
{
    TargetId target;
    NoteKind reason; ///< RollingOut, ConfirmingGood or RollingBack

    bool operator==(const Assignment&) const = default;
};

/// A change of the rollout state, in the order in which the step made them.
struct VersionChange
{
    enum class Kind : std::uint8_t {
        RollingStarted, ///< the version asked for becomes the rolling one
        BecameGood, ///< succeeded >= needed
        BecameBad, ///< failed >= tolerated; threshold 0: external monitoring said so
    };
    Kind kind;
    VersionId version;
    VersionId previous; ///< what stood in that place before
    std::int64_t count = 0; ///< BecameGood: successes; BecameBad: failures
    std::int64_t threshold = 0; ///< BecameGood: needed; BecameBad: tolerated

    bool operator==(const VersionChange&) const = default;
};

/// Why a step assigned no more than it did.
enum class Waiting : std::uint8_t {
    ForNothing, ///< every target is expected to run the effective version, and judged
    ForWindows, ///< the batch is full, or the rest of the fleet is in rollout; windows have to pass
    ForNextStep, ///< something was assigned or decided; the next step goes on
    ForSelection, ///< the selection hook offered fewer targets than there were slots
    ForApproval, ///< the approval hook held back selected targets
    ForVersion, ///< no version was asked for
    ForMonitoring, ///< external monitoring holds the step
    ForRemoval, ///< the removal hook failed
    ForReports, ///< the entity has no targets yet
    ForResume, ///< an operator paused or locked the entity
    ForThaw, ///< a freeze window is open
    ForHealth, ///< targets fail on the version, and the guard assigns nothing meanwhile
    ForWave, ///< the wave under way has not all its successes, or bakes
    ForMinimum, ///< enough succeeded, but not for long enough, or too few targets, to be good
    ForRelease, ///< the wave is over, and an operator has to let the next one begin
};

/// The integers behind a step. Counts of targets.
struct StepFigures
{
    std::int64_t total = 0; ///< at the end of the step, without targets created in it
    Limits limits; ///< of total
    std::int64_t expecting = 0; ///< told to run the effective version when the step began
    std::int64_t succeeded = 0;
    std::int64_t failed = 0;
    std::int64_t inRollout =
        0; ///< neither yet, less those removed; without this step's assignments
    std::int64_t available = 0; ///< told to run something else, less those removed
    std::int64_t slots = 0; ///< room in the batch before selection; negative if the batch shrank
    std::int64_t selected = 0;
    std::int64_t assigned = 0;
    std::int64_t removed = 0;
    std::int64_t created = 0; ///< unknown targets that the selection hook offered
    std::int64_t pending = 0; ///< selected, and waiting for people to approve them

    bool operator==(const StepFigures&) const = default;
};

struct Plan
{
    Verdict verdict = Verdict::Decided;
    Time now{};
    RolloutState before;
    RolloutState after; ///< equals `before` when the verdict is an error
    Progress progress; ///< after the step
    VersionId effective = VersionId::None; ///< E: what targets in rollout should run
    StepFigures figures;

    // Actions, applied in this order.
    std::vector<Judgement> judgements; ///< ascending by target
    std::vector<std::string> hookTexts; ///< what monitoring hooks said of unhealthy targets
    std::vector<TargetId> removals; ///< ascending
    std::vector<ClientState> creations; ///< they get the next ids, in this order
    std::vector<Assignment> assignments; ///< in the order of approval; may name creations

    std::vector<TargetId> toApprove; ///< people are asked about them
    std::vector<VersionChange> versionChanges;
    std::string hookError; ///< what a failing hook said: ends the step (see verdict), or selected
                           ///< or approved nothing
    Waiting waiting = Waiting::ForNothing;
    std::optional<Time>
        nextDecision; ///< earliest moment at which a target in rollout can be judged
    std::optional<Time> allDecided; ///< moment by which every target in rollout is judged, if
                                    ///< reports stay as they are

    bool operator==(const Plan&) const = default;
};

/// The fleet after the plan. `successTimeout` is the options' (created targets count as healthy
/// since now − this). The plan must have been made of exactly this fleet.
void applyPlan(Fleet& fleet, const Plan& plan, Seconds successTimeout);

} // namespace rollout
