#include "core/lint_input.h"

#include <algorithm>

#include "core/waves.h"

namespace rollout {

LintInput lintInputOf(const EntityState& state, Seconds tick, Milliseconds adopt)
{
    LintInput input;
    input.policy = state.policy();
    input.targets = static_cast<std::int64_t>(state.fleet.participants());
    input.tick = state.simulation ? state.simulation->tick : tick;
    input.adopt = state.simulation ? state.simulation->adoption.median : adopt;
    const RolloutState& rollout = state.rollout;
    input.facts.hasLastKnownGood = rollout.lastKnownGood != VersionId::None;
    input.facts.isKnownBad =
        rollout.target != VersionId::None && rollout.target == rollout.lastKnownBad;
    // Of none of its versions: how the waves will be when the next one comes.
    if (input.targets > 0)
        input.facts.waveSizes = waveSizes(
            state.fleet, wavesOf(state.fleet, state.waves, VersionId::None), state.waves.size());
    input.facts.freezes = state.control.freezes;
    return input;
}

PolicyCase caseOf(const LintInput& input)
{
    return {
        .targets = std::max<std::int64_t>(1, input.targets),
        .options = input.policy.options,
        .tick = std::max(Seconds(1), input.tick),
        .adopt = std::max(Milliseconds(0), input.adopt),
        .rollbackBatch = input.policy.guards.rollbackBatch,
    };
}

std::optional<std::vector<std::int64_t>> waveSizesOf(const LintInput& input)
{
    const std::vector<Wave>& waves = input.policy.waves;
    if (waves.empty())
        return std::vector<std::int64_t>{};
    if (input.facts.waveSizes && input.facts.waveSizes->size() == waves.size() + 1)
        return input.facts.waveSizes;
    const auto needsFleet = [](const Wave& w) { return !w.group.empty() || !w.tag.empty(); };
    if (std::any_of(waves.begin(), waves.end(), needsFleet))
        return std::nullopt;
    const std::int64_t total = caseOf(input).targets;
    std::int64_t left = total;
    std::vector<std::int64_t> sizes;
    for (const Wave& wave : waves) {
        sizes.push_back(std::min(left, wave.size.of(total)));
        left -= sizes.back();
    }
    sizes.push_back(left);
    return sizes;
}

} // namespace rollout
