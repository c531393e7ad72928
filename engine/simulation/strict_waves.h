#pragma once

// The exact distribution of a rollout whose good and bad targets hold a slot equally long (τf = τs
// = τ): it goes in waves of one batch. C counts failures after wave k, A assigned targets: C >= f
// means rollback at k·τ, otherwise A − C >= s means last known good at k·τ, otherwise the next wave
// adds Bin(min(b, N − A), p) failures.

#include <cstdint>
#include <optional>

#include "simulation/closed_forms.h"

namespace rollout {

/// Means given rollback or given success are nothing when that has probability 0. Times in seconds.
struct StrictWaves
{
    double rollback = 0.0; ///< probability
    double success = 0.0; ///< probability
    double firstBatch = 0.0; ///< probability that the first wave alone triggers
    double waves = 0.0; ///< mean number, whatever the end
    std::optional<double> timeToLastKnownGood; ///< mean given success
    // Means given rollback.
    std::optional<double> timeToDetect;
    std::optional<double> assigned;
    std::optional<double> bad;
    std::optional<double> badTargetSeconds; ///< C·(k·τ + dt) when stopped at wave k
    std::optional<double> timeToRolledBack;
};

/// Nothing unless τf = τs. Costs N·f binomial terms at most. 0 <= p <= 1.
[[nodiscard]] std::optional<StrictWaves> strictWaves(const PolicyCase& policy, double p);

} // namespace rollout
