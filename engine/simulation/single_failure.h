#pragma once

// A rollout in which the first failure counts (f = 1, e.g. S = 100): while the first bad target
// runs into its time-out, good ones free their slots and r − 1 more waves are exposed.

#include <cstdint>
#include <optional>

#include "simulation/closed_forms.h"

namespace rollout {

/// Means are given rollback; nothing when that has probability 0. Times in seconds.
struct SingleFailure
{
    double rollback = 0.0; ///< 1 − q^N
    std::optional<double> timeToDetect; ///< j·τs + τf when wave j (from 0) has the first failure
    std::optional<double> assigned;
    std::optional<double> bad;
};

/// Nothing unless f = 1 and the policy is possible. Waves keep step since every target adopts after
/// the same delay. Wave j has the first failure with probability q^{jb}(1 − q^b); the i-th wave
/// after it, i = 1 … r − 1, has b(q^i − q^{b+i−1})/(1 − q^b) targets on average, capped by what is
/// left of the fleet. The cap on an average makes `assigned` and `bad` approximate only for the
/// last few waves. 0 <= p <= 1.
[[nodiscard]] std::optional<SingleFailure> singleFailure(const PolicyCase& policy, double p);

} // namespace rollout
