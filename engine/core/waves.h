#pragma once

// Which wave each target of a fleet belongs to.

#include <cstdint>
#include <span>
#include <vector>

#include "core/fleet.h"
#include "core/policy.h"

namespace rollout {

/// A target's number among the waves; the number of waves: it comes after the last.
using WaveOf = std::vector<std::uint8_t>; // by slot

/// Live targets that are not excluded, each in the first wave that it fits and that has room. Those
/// told `version` already take their places first, then the others by (group, name): so a target
/// that joins later pushes nobody out who has begun.
[[nodiscard]] WaveOf wavesOf(const Fleet& fleet, std::span<const Wave> waves, VersionId version);

/// Number of those targets in each wave, and after the last.
[[nodiscard]] std::vector<std::int64_t> waveSizes(const Fleet& fleet, const WaveOf& waveOf,
                                                  std::size_t waves);

/// Whether a target fits the wave that an operator has excluded.
[[nodiscard]] bool hasExcluded(const Fleet& fleet, const Wave& wave);

/// So many of a wave's `size` targets have to succeed: rounded down, but one where any have to.
[[nodiscard]] std::int64_t neededIn(const Wave& wave, std::int64_t size);

/// Whether `failed` of a wave's `size` targets are more than it allows.
[[nodiscard]] bool isTooMany(const Wave& wave, std::int64_t failed, std::int64_t size);

} // namespace rollout
