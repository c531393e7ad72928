#pragma once

// Manual approval: targets that were selected for a version and wait for people. Part of an
// entity's state, so that a decision that is pending outlives the program, and a step never waits:
// it assigns what is approved so far.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/policy.h"
#include "core/time.h"

namespace rollout {

/// One person's word on one target.
struct Vote
{
    std::string by;
    bool isApproval = false;
    std::string remark;
    Time at{}; ///< clock time

    bool operator==(const Vote&) const = default;
};

struct ApprovalRequest
{
    TargetId target{};
    Time askedAt{}; ///< entity time
    std::vector<Vote> votes; ///< at most one a person, the newest

    bool operator==(const ApprovalRequest&) const = default;
};

enum class ApprovalStanding : std::uint8_t { Pending, Approved, Rejected };

/// Rejected by one is rejected; approved by as many as the rule requires is approved; else the
/// time-out decides.
[[nodiscard]] ApprovalStanding standingOf(const ApprovalRequest& request, const ApprovalRule& rule,
                                          Time now);

/// The requests of one version in one direction. A value.
struct Approvals
{
    VersionId version = VersionId::None;
    bool isRollingBack = false;
    std::vector<ApprovalRequest> requests; ///< ascending by target

    [[nodiscard]] const ApprovalRequest* find(TargetId target) const;
    /// These wait from now on; the others keep their votes. Another version or direction forgets
    /// all that was before.
    void ask(VersionId version, bool isRollingBack, std::span<const TargetId> targets, Time now);
    /// Takes a vote on a target that waits; false: it does not.
    bool vote(TargetId target, const Vote& vote);
    void forget(std::span<const TargetId> targets);

    bool operator==(const Approvals&) const = default;
};

} // namespace rollout
