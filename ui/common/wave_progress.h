#pragma once

// The wave that is under way, in figures.

#include <cstdint>
#include <optional>
#include <string>

#include "core/entity_state.h"

namespace rollout {

struct WaveProgress
{
    std::uint32_t number = 1; ///< from 1
    std::uint32_t of = 1;
    std::string name; ///< may be empty
    std::int64_t total = 0; ///< targets of the wave
    std::int64_t succeeded = 0;
    std::int64_t needed = 0;
    std::optional<Time> bakesUntil; ///< entity time; nothing while successes are missing
    bool isManual = false;
    bool isReleased = false; ///< an operator has let the next one begin

    bool operator==(const WaveProgress&) const = default;
};

/// Nothing when no wave is under way. Passes over the fleet for each wave up to that one.
[[nodiscard]] std::optional<WaveProgress> waveProgressOf(const EntityState& state);

/// Whether waves order what is rolled out now, and one of them is not over. O(1).
[[nodiscard]] bool isInWaves(const EntityState& state);

} // namespace rollout
