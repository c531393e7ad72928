#include "core/policy.h"

#include <algorithm>

#include "core/names.h"

namespace rollout {

namespace {

Result<void> checkSeconds(const std::string& what, Seconds value, Seconds least)
{
    if (value >= least && value <= maximumTimeout)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   what + " is " + std::to_string(value.count()) + " s; it must be from "
                       + std::to_string(least.count()) + " s to ten years ("
                       + std::to_string(maximumTimeout.count()) + " s)");
}

Result<void> checkCount(const std::string& what, std::int64_t value, std::int64_t least,
                        std::int64_t most)
{
    if (value >= least && value <= most)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   what + " is " + std::to_string(value) + "; it must be from "
                       + std::to_string(least) + " to " + std::to_string(most));
}

constexpr std::int64_t maximumCount = 1'000'000'000;

Result<void> checkPortion(const std::string& what, const Portion& portion)
{
    return portion.isPercent ? checkCount(what + " percent", portion.value, 0, 100)
                             : checkCount(what + " count", portion.value, 1, maximumCount);
}

Result<void> checkGuards(const Guards& guards)
{
    return checkSeconds("forget-after", guards.forgetAfter, Seconds(1))
        .and_then([&] { return checkSeconds("watch after good", guards.watchAfterGood, {}); })
        .and_then([&] { return checkSeconds("minimum time", guards.minimumTime, {}); })
        .and_then(
            [&] { return checkCount("minimum targets", guards.minimumTargets, 0, maximumCount); })
        .and_then([&] {
            return checkCount("rollback batch percent",
                              guards.rollbackBatch.value_or(Percent(0)).value(), 0, 100);
        });
}

Result<void> checkWave(const Wave& wave, std::size_t number)
{
    const std::string what = "wave " + std::to_string(number) + ": ";
    return checkOptionalName(what + "name", wave.name)
        .and_then([&] { return checkOptionalName(what + "group", wave.group); })
        .and_then([&] { return checkOptionalName(what + "tag", wave.tag); })
        .and_then([&] { return checkPortion(what + "size", wave.size); })
        .and_then([&] { return checkPortion(what + "batch", wave.batch.value_or(Portion{})); })
        .and_then(
            [&] { return checkCount(what + "success percent", wave.success.value(), 0, 100); })
        .and_then([&] {
            return checkCount(what + "error percent", wave.error.value_or(Percent(0)).value(), 0,
                              100);
        })
        .and_then([&] { return checkSeconds(what + "bake time", wave.bake, {}); });
}

Result<void> checkApproval(const ApprovalRule& rule)
{
    return checkCount("required approvals", rule.required, 0, 100).and_then([&] {
        return checkSeconds("approval time-out", rule.timeout, {});
    });
}

std::string portionText(const Portion& portion)
{
    return std::to_string(portion.value) + (portion.isPercent ? "%" : "");
}

const char* nameOf(MonitoringAction action)
{
    switch (action) {
    case MonitoringAction::Hold:
        return "hold";
    case MonitoringAction::RollBack:
        return "roll-back";
    case MonitoringAction::Report:
        return "report";
    }
    return "";
}

std::string waveText(const Wave& wave)
{
    std::string text = portionText(wave.size);
    if (!wave.group.empty())
        text += " of group " + wave.group;
    if (!wave.tag.empty())
        text += " of tag " + wave.tag;
    return text;
}

} // namespace

std::int64_t Portion::of(std::int64_t total) const
{
    const std::int64_t wanted = isPercent ? value * total / 100 : value;
    return std::min(total, std::max<std::int64_t>(wanted, 1));
}

Result<void> checkPolicy(const Policy& policy)
{
    if (auto ok = checkOptions(policy.options); !ok)
        return ok;
    if (auto ok = checkGuards(policy.guards); !ok)
        return ok;
    if (policy.waves.size() > maximumWaves)
        return checkCount("the number of waves", static_cast<std::int64_t>(policy.waves.size()), 0,
                          maximumWaves);
    for (std::size_t i = 0; i < policy.waves.size(); ++i)
        if (auto ok = checkWave(policy.waves[i], i + 1); !ok)
            return ok;
    return checkApproval(policy.approval);
}

std::string guardsLine(const Policy& policy)
{
    const Guards& guards = policy.guards;
    std::string line;
    const auto add = [&line](const std::string& text) { line += (line.empty() ? "" : " ") + text; };
    if (guards.forgetAfter != defaultForgetAfter)
        add("forgetAfter=" + std::to_string(guards.forgetAfter.count()) + "s");
    if (guards.silentCountsAsFailed)
        add("silentCountsAsFailed");
    if (guards.stopWhileUnhealthy)
        add("stopWhileUnhealthy");
    if (guards.rollbackBatch)
        add("rollbackBatch=" + std::to_string(guards.rollbackBatch->value()) + "%");
    if (guards.openForRollback)
        add("openForRollback");
    if (guards.watchAfterGood > Seconds(0))
        add("watchAfterGood=" + std::to_string(guards.watchAfterGood.count()) + "s");
    if (guards.monitoring != MonitoringAction::Hold)
        add(std::string("monitoring=") + nameOf(guards.monitoring));
    if (guards.minimumTime > Seconds(0))
        add("minimumTime=" + std::to_string(guards.minimumTime.count()) + "s");
    if (guards.minimumTargets > 0)
        add("minimumTargets=" + std::to_string(guards.minimumTargets));
    for (const Wave& wave : policy.waves)
        add("wave=[" + waveText(wave) + "]");
    if (policy.approval.required > 0)
        add("approvals=" + std::to_string(policy.approval.required));
    return line;
}

} // namespace rollout
