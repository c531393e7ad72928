#pragma once

// What an operator can ask of a rollout beyond the four rollout options: guards, waves, approval.
// Everything here is off by default, and then the engine decides exactly as the original does.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/rollout.h"
#include "core/time.h"

namespace rollout {

/// What a failure of external monitoring does.
enum class MonitoringAction : std::uint8_t {
    Hold, ///< the step ends with it, timers run on (the original)
    RollBack, ///< what is being rolled out is last known bad; a monitor that cannot be asked holds
    Report, ///< it is shown, the step goes on
};

/// Silence for longer than this is forgetting in the original.
inline constexpr Seconds defaultForgetAfter{900};

struct Guards
{
    /// Targets silent for longer than this are forgotten. 1 s to ten years.
    Seconds forgetAfter = defaultForgetAfter;
    /// A target that is told the rolling version and silent for longer than `forgetAfter` is not
    /// forgotten but a failure, for as long as the rolling version is not last known good.
    bool silentCountsAsFailed = false;
    /// Nothing is assigned (but to roll back) while a target that is told the version fails on it:
    /// judged a failure, or reporting an error.
    bool stopWhileUnhealthy = false;
    /// Batch percent while rolling back; nothing: as forward.
    std::optional<Percent> rollbackBatch;
    /// While rolling back external monitoring does not hold the step and approval is not asked.
    bool openForRollback = false;
    /// For so long after a version became last known good, too many failures still roll it back to
    /// the one before. 0: not.
    Seconds watchAfterGood{0};
    MonitoringAction monitoring = MonitoringAction::Hold;
    /// A version is not good before it has been rolling for so long, and before so many targets
    /// succeeded (or all there are). 0: no minimum.
    Seconds minimumTime{0};
    std::int64_t minimumTargets = 0;

    bool operator==(const Guards&) const = default;
};

/// A share of some targets, or a number of them.
struct Portion
{
    bool isPercent = true;
    std::int64_t value = 100; ///< 0 to 100, or a count of targets

    /// At least 1 where there are any; a percentage is rounded down.
    [[nodiscard]] std::int64_t of(std::int64_t total) const;
    bool operator==(const Portion&) const = default;
};

/// A part of the fleet that comes before the next. A target belongs to the first wave that takes
/// it; those that no wave takes come after the last.
struct Wave
{
    std::string name; ///< for people; may be empty
    std::string group; ///< targets of this group only; empty: of all
    std::string tag; ///< targets with this word among their tags only; empty: all
    Portion size; ///< how many of all that fit, as far as earlier waves have left any
    std::optional<Portion> batch; ///< of the wave's targets in rollout at one time; nothing: the
                                  ///< rollout options' batch of the fleet
    Percent success{100}; ///< so many of the wave's targets must have succeeded, rounded down
    std::optional<Percent> error; ///< more failures than this of the wave's targets are too many
    Seconds bake{0}; ///< for so long the successes must last before the next wave begins
    bool isManual = false; ///< an operator lets the next wave begin

    bool operator==(const Wave&) const = default;
};

/// What happens to a request that nobody decided in time.
enum class OnTimeout : std::uint8_t { Reject, Approve };

/// Manual approval: targets selected for the version wait for people.
struct ApprovalRule
{
    int required = 0; ///< approvals by different people; 0: nobody is asked
    Seconds timeout{0}; ///< 0: waits without end
    OnTimeout onTimeout = OnTimeout::Reject;
    bool forRollback = false; ///< also asked when rolling back

    bool operator==(const ApprovalRule&) const = default;
};

/// All that governs a rollout. What a person names, saves and exports.
struct Policy
{
    RolloutOptions options;
    Guards guards;
    std::vector<Wave> waves;
    ApprovalRule approval;

    bool operator==(const Policy&) const = default;
};

/// What a person calls a policy, and what they say of it.
struct NamedPolicy
{
    std::string name; ///< as checkName() allows
    std::string description; ///< may be empty
    Policy policy;

    bool operator==(const NamedPolicy&) const = default;
};

inline constexpr std::size_t maximumWaves = 64;

/// Every number within its range, every text allowed; the error says which, and what would be
/// right.
[[nodiscard]] Result<void> checkPolicy(const Policy& policy);

/// What a policy asks beyond its options, as one line of name=value, for the journal; empty when it
/// asks nothing.
[[nodiscard]] std::string guardsLine(const Policy& policy);

} // namespace rollout
