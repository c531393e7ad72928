#include "ui/common/wave_progress.h"

#include <span>

#include "core/waves.h"

namespace rollout {

bool isInWaves(const EntityState& state)
{
    const RolloutState& rollout = state.rollout;
    return state.progress.wave < state.waves.size() && rollout.rolling != VersionId::None
        && !rollout.isRollingBack() && rollout.rolling != rollout.lastKnownGood
        && state.progress.promoted != rollout.rolling;
}

std::optional<WaveProgress> waveProgressOf(const EntityState& state)
{
    if (!isInWaves(state))
        return std::nullopt;
    const Progress& progress = state.progress;
    const std::size_t number = progress.wave;
    const Wave& wave = state.waves[number];
    // Later waves take nothing from this one.
    const auto waveOf =
        wavesOf(state.fleet, std::span(state.waves).first(number + 1), state.rollout.rolling);
    WaveProgress result;
    for (const TargetId id : state.fleet.order()) {
        const Block& block = state.fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        if (waveOf[raw(id)] != number || block.isExcluded[i])
            continue;
        ++result.total;
        if (block.expectedVersion[i] == state.rollout.rolling && !block.expectedIsError[i]
            && block.expectedNote[i].kind == NoteKind::Succeeded)
            ++result.succeeded;
    }
    result.number = progress.wave + 1;
    result.of = static_cast<std::uint32_t>(state.waves.size());
    result.name = wave.name;
    result.needed = wave.success.of(result.total);
    if (progress.waveDoneSince)
        result.bakesUntil = *progress.waveDoneSince + wave.bake;
    result.isManual = wave.isManual;
    result.isReleased = progress.released > progress.wave;
    return result;
}

} // namespace rollout
