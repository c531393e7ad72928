#pragma once

// What chance makes of a policy, without simulating it: core/predictions.h with probabilities.
// Everything counts from the first step that may assign; every target adopts after the same delay
// and reports at every step; failures are independent and sticky (F1). Each formula says when it
// holds.

#include <cstdint>

#include "core/predictions.h"
#include "core/time.h"

namespace rollout {

/// P(Bin(trials, p) >= atLeast).
[[nodiscard]] double binomialTail(std::int64_t trials, double p, std::int64_t atLeast);
/// The first batch alone triggers a rollback: P(Bin(b, p) >= f).
[[nodiscard]] double firstBatchProbability(const PolicyCase& policy, double p);
/// A rollback ever: 1 − q^N for S = 100, exact; otherwise P(Bin(N, p) >= f), an upper bound, since
/// failures after the version became last known good no longer count.
[[nodiscard]] double everProbability(const PolicyCase& policy, double p);

/// Reports of healthy targets of which one false error means rollback, S = 100, good version, b a
/// divisor of N: M = b·Σ_{i=1}^{N/b} [⌊(i·τs − A0)/dt⌋ + 1] with A0 = τf − dt·⌈(ST+1)/dt⌉: an error
/// before A0 leaves time to succeed before the deadline. Possible policies.
[[nodiscard]] std::int64_t reportsAtRisk(const PolicyCase& policy);
/// 1 − (1 − ε)^M: a false rollback of a good version, ε per report.
[[nodiscard]] double falseRollbackProbability(const PolicyCase& policy, double perReport);

/// Bake time of the whole rollout in target-seconds, S = 100, b a divisor of N: W = b·Σ_{i=1}^{N/b}
/// (i·τs − a').
[[nodiscard]] double bakeTargetSeconds(const PolicyCase& policy);
/// exp(−W/μ): no target's latent failure (Exponential of mean μ, every target) shows before the
/// version is last known good.
[[nodiscard]] double latentMissProbability(const PolicyCase& policy, Seconds mean);

} // namespace rollout
