#pragma once

// All that an entity is: what a step starts from, what it leaves, what the store keeps and a window
// shows.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/approvals.h"
#include "core/control.h"
#include "core/controller_settings.h"
#include "core/entity_clock.h"
#include "core/fleet.h"
#include "core/policy.h"
#include "core/progress.h"
#include "core/rollout.h"
#include "core/simulation_settings.h"
#include "core/step_rules.h"
#include "core/time.h"

namespace rollout {

/// A value. Copies are cheap (see Fleet).
struct EntityState
{
    Fleet fleet;
    RolloutState rollout;
    Progress progress;
    RolloutOptions options;
    Guards guards;
    std::vector<Wave> waves;
    ApprovalRule approval;
    Approvals approvals; ///< asked for and not assigned yet
    Control control;
    std::optional<CommandSettings> controller; ///< nothing: hooks have their default answers
    EntityClock clock; ///< the fleet's times are its
    std::uint64_t step = 0; ///< number of steps taken
    std::uint64_t revision = 0; ///< number of times it was stored; the store refuses what was made
                                ///< of another
    Time lastChangedAt{}; ///< clock time of the last step, report or definition; the epoch before
                          ///< the first
    std::optional<SimulationSettings>
        simulation; ///< nothing: a live fleet, timed by the live clock

    [[nodiscard]] bool isSimulated() const { return simulation.has_value(); }
    [[nodiscard]] Policy policy() const { return {options, guards, waves, approval}; }
    void setPolicy(const Policy& policy);
};

/// What a step at a clock time is decided by. Refers to `state`, which must outlive it.
[[nodiscard]] StepRules rulesOf(const EntityState& state, Time clock);

/// The state's versions spelled out.
[[nodiscard]] RolloutVersions versionsOf(const EntityState& state);

/// Number of targets by version, for charts: what they were told, and what they report.
struct VersionShare
{
    VersionId version = VersionId::None;
    std::int64_t expected = 0; ///< targets told to run it
    std::int64_t current = 0; ///< targets that report it
    std::int64_t failing = 0; ///< of `current`, those that report an error

    bool operator==(const VersionShare&) const = default;
};

/// Shares of every version that any live target expects or reports, by version id.
[[nodiscard]] std::vector<VersionShare> versionShares(const Fleet& fleet);

/// The state of one target as a person sees it. First that fits wins; see phaseOf().
enum class TargetPhase : std::uint8_t {
    Old, ///< not told to run the effective version
    Assigned, ///< told, still reports another
    Baking, ///< reports it, its window is not over
    Succeeded,
    Failed,
    RollingBack, ///< has to go back to the last known good version, and still reports another
    Silent, ///< no report for longer than the success time-out
    Excluded, ///< in maintenance
};
inline constexpr std::size_t targetPhaseCount = 8;

/// The phase of a live target at `now`, the entity's time.
[[nodiscard]] TargetPhase phaseOf(const EntityState& state, TargetId id, Time now);

/// Number of live targets in each phase, by the phase's number.
using PhaseCounts = std::array<std::int64_t, targetPhaseCount>;
[[nodiscard]] PhaseCounts phaseCounts(const EntityState& state, Time now);

/// What became of the rollout as a whole.
enum class RolloutPhase : std::uint8_t {
    Empty, ///< no version was ever asked for, or no targets
    Establishing, ///< the first version is being rolled out, nothing is known good yet
    Settled, ///< the version asked for is last known good
    RollingOut,
    RollingBack, ///< the rolling version is bad; not every target reports the last known good one
                 ///< yet
    RolledBack, ///< every target reports the last known good version again
};

[[nodiscard]] RolloutPhase rolloutPhase(const EntityState& state);

} // namespace rollout
