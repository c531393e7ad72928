#pragma once

// What can be said of a policy without simulating it. Everything counts from the first step that
// may assign; every target adopts after the same delay and reports at every step; failures are
// independent and sticky (F1). The formulas follow from the rules of core/step.h; each says when it
// holds.

#include <cstdint>

#include "core/rollout.h"
#include "core/time.h"

namespace rollout {

/// A policy on a fleet, as closed forms need it.
struct PolicyCase
{
    std::int64_t targets = 100; ///< N, at least 1
    RolloutOptions options;
    Seconds tick{10}; ///< dt, at least 1 s
    Milliseconds adopt{5000}; ///< a, constant, 0 or more
};

/// The integers and spans that decide everything else.
struct PolicyFigures
{
    std::int64_t needed; ///< s = ⌊S·N/100⌋
    std::int64_t tolerated; ///< f = max(1, N − s)
    std::int64_t batch; ///< b = max(1, ⌊B·N/100⌋)
    Seconds adoption; ///< a' = dt·max(1, ⌈a/dt⌉): adoption as seen at steps
    Seconds goodSlot; ///< τs = a' + dt·⌈(ST+1)/dt⌉: how long a good target holds a slot
    Seconds badSlot; ///< τf = dt·⌈(D+1)/dt⌉: how long a bad one does
    std::int64_t leak; ///< r = ⌈τf/τs⌉: waves exposed before the first failure counts
    bool isPossible; ///< τf >= τs; otherwise every healthy target fails

    bool operator==(const PolicyFigures&) const = default;
};

[[nodiscard]] PolicyFigures figuresOf(const PolicyCase& policy);

/// A good version, possible policy: last known good at ⌈max(s, 1 if s > 0)/b⌉·τs; 0 when needed is
/// 0.
[[nodiscard]] Seconds timeToLastKnownGood(const PolicyCase& policy);
/// A good version, possible policy: the first step at which it is last known good and every target
/// reports it.
[[nodiscard]] Seconds timeToComplete(const PolicyCase& policy);

/// A version on which every target fails from the start.
struct AllBad
{
    bool isDetected; ///< needed >= 1; otherwise the version is good before anything has run, the
                     ///< rest is 0
    Seconds detected; ///< waves·τf, where waves = ⌈f/b⌉ batches have to fail
    std::int64_t exposed; ///< targets ever assigned: min(N, waves·b)
    double badTargetSeconds;
    Seconds rolledBack; ///< every target reports the old version again

    bool operator==(const AllBad&) const = default;
};
/// Failed targets free their slots, so several waves fail one after the other when a batch is
/// smaller than what is tolerated. For b >= f: τf, b, b·(τf + dt), τf + dt + a'. Holds for possible
/// policies.
[[nodiscard]] AllBad allBad(const PolicyCase& policy);

/// From detection until `assigned` targets report the old version again: dt + (⌈m/b⌉ − 1)·τs + a';
/// 0 for m = 0.
[[nodiscard]] Seconds rollbackDuration(const PolicyCase& policy, std::int64_t assigned);

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
