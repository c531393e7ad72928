#include "core/approvals.h"

#include <algorithm>
#include <iterator>

namespace rollout {

namespace {

auto placeOf(auto& requests, TargetId target)
{
    return std::lower_bound(
        requests.begin(), requests.end(), target,
        [](const ApprovalRequest& request, TargetId id) { return request.target < id; });
}

} // namespace

ApprovalStanding standingOf(const ApprovalRequest& request, const ApprovalRule& rule, Time now)
{
    const auto isApproval = [](const Vote& vote) { return vote.isApproval; };
    const auto approvals = std::count_if(request.votes.begin(), request.votes.end(), isApproval);
    if (approvals < static_cast<std::ptrdiff_t>(request.votes.size()))
        return ApprovalStanding::Rejected;
    if (approvals >= rule.required)
        return ApprovalStanding::Approved;
    if (rule.timeout == Seconds(0) || wholeSeconds(now - request.askedAt) <= rule.timeout)
        return ApprovalStanding::Pending;
    return rule.onTimeout == OnTimeout::Approve ? ApprovalStanding::Approved
                                                : ApprovalStanding::Rejected;
}

const ApprovalRequest* Approvals::find(TargetId target) const
{
    const auto place = placeOf(requests, target);
    return place != requests.end() && place->target == target ? &*place : nullptr;
}

void Approvals::ask(VersionId ofVersion, bool rollingBack, std::span<const TargetId> targets,
                    Time now)
{
    if (version != ofVersion || isRollingBack != rollingBack)
        *this = {ofVersion, rollingBack, {}};
    std::vector<ApprovalRequest> added;
    for (const TargetId target : targets)
        if (!find(target))
            added.push_back({target, now, {}});
    requests.insert(requests.end(), std::make_move_iterator(added.begin()),
                    std::make_move_iterator(added.end()));
    std::sort(requests.begin(), requests.end(),
              [](const auto& a, const auto& b) { return a.target < b.target; });
}

bool Approvals::vote(TargetId target, const Vote& vote)
{
    const auto place = placeOf(requests, target);
    if (place == requests.end() || place->target != target)
        return false;
    std::erase_if(place->votes, [&](const Vote& earlier) { return earlier.by == vote.by; });
    place->votes.push_back(vote);
    return true;
}

void Approvals::forget(std::span<const TargetId> targets)
{
    std::vector<TargetId> gone(targets.begin(), targets.end());
    std::sort(gone.begin(), gone.end());
    std::erase_if(requests, [&](const ApprovalRequest& request) {
        return std::binary_search(gone.begin(), gone.end(), request.target);
    });
}

} // namespace rollout
