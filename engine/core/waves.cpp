#include "core/waves.h"

#include <algorithm>

#include "core/target_filter.h"

namespace rollout {

namespace {

/// Targets that fit one wave.
struct Fitting
{
    std::int64_t total = 0; ///< those of earlier waves included
    std::vector<TargetId> begun; ///< of no earlier wave, and told the version
    std::vector<TargetId> others; ///< of no earlier wave
};

Fitting fittingOf(const Fleet& fleet, const Wave& wave, const WaveOf& waveOf, std::uint8_t none,
                  VersionId version)
{
    Fitting fitting;
    const TargetFilter filter(fleet, wave.group, wave.tag);
    for (const TargetId id : fleet.order()) {
        const Block& block = fleet.block(id);
        const std::size_t i = Fleet::offset(id);
        if (block.isExcluded[i] || !filter.fits(block, i))
            continue;
        ++fitting.total;
        if (waveOf[raw(id)] == none)
            (block.expectedVersion[i] == version ? fitting.begun : fitting.others).push_back(id);
    }
    return fitting;
}

} // namespace

WaveOf wavesOf(const Fleet& fleet, std::span<const Wave> waves, VersionId version)
{
    const auto none = static_cast<std::uint8_t>(waves.size());
    WaveOf waveOf(fleet.slots(), none);
    for (std::uint8_t number = 0; number < none; ++number) {
        const Fitting fitting = fittingOf(fleet, waves[number], waveOf, none, version);
        auto left = waves[number].size.of(fitting.total);
        for (const auto* targets : {&fitting.begun, &fitting.others})
            for (const TargetId id : *targets)
                if (left-- > 0)
                    waveOf[raw(id)] = number;
    }
    return waveOf;
}

std::vector<std::int64_t> waveSizes(const Fleet& fleet, const WaveOf& waveOf, std::size_t waves)
{
    std::vector<std::int64_t> sizes(waves + 1);
    for (const TargetId id : fleet.order())
        if (!fleet.block(id).isExcluded[Fleet::offset(id)])
            ++sizes[waveOf[raw(id)]];
    return sizes;
}

bool hasExcluded(const Fleet& fleet, const Wave& wave)
{
    const TargetFilter filter(fleet, wave.group, wave.tag);
    return fleet.excluded() > 0
        && std::any_of(fleet.order().begin(), fleet.order().end(), [&](TargetId id) {
               const Block& block = fleet.block(id);
               return block.isExcluded[Fleet::offset(id)] && filter.fits(block, Fleet::offset(id));
           });
}

std::int64_t neededIn(const Wave& wave, std::int64_t size)
{
    const std::int64_t least = wave.success > Percent(0) ? 1 : 0;
    return std::min(size, std::max(least, wave.success.of(size)));
}

bool isTooMany(const Wave& wave, std::int64_t failed, std::int64_t size)
{
    return wave.error && failed * 100 > wave.error->value() * size;
}

} // namespace rollout
