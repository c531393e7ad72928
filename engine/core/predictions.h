#pragma once

// Times and counts that follow from four rollout options alone, as closed forms. Everything counts
// from the first step that may assign; every target adopts after the same delay and reports at
// every step. The formulas follow from the rules of step.h; each says when it holds. Guards and
// waves: predict.h.

#include <cstdint>
#include <optional>

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
    std::optional<Percent> rollbackBatch = std::nullopt; ///< nothing: as forward
};

/// The integers and spans that decide everything else.
struct PolicyFigures
{
    std::int64_t needed; ///< s = ⌊S·N/100⌋
    std::int64_t tolerated; ///< f = max(1, N − s)
    std::int64_t batch; ///< b = max(1, ⌊B·N/100⌋)
    std::int64_t rollbackBatch; ///< the same while rolling back
    Seconds adoption; ///< a' = dt·max(1, ⌈a/dt⌉): adoption as seen at steps
    Seconds goodSlot; ///< τs = a' + dt·⌈(ST+1)/dt⌉: how long a good target holds a slot
    Seconds badSlot; ///< τf = dt·⌈(D+1)/dt⌉: how long a bad one does
    std::int64_t leak; ///< r = ⌈τf/τs⌉: waves exposed before the first failure counts
    bool isPossible; ///< τf >= τs; otherwise every healthy target fails at first

    bool operator==(const PolicyFigures&) const = default;
};

[[nodiscard]] PolicyFigures figuresOf(const PolicyCase& policy);

/// The first moment of a step at or after `span`, when there is one at 0: dt·⌈span/dt⌉.
[[nodiscard]] Seconds toSteps(Milliseconds span, Seconds tick);

/// A good version, possible policy: last known good at ⌈max(s, 1 if s > 0)/b⌉·τs; 0 when needed is
/// 0.
[[nodiscard]] Seconds timeToLastKnownGood(const PolicyCase& policy);
/// A good version, possible policy: the first step at which it is last known good and every target
/// reports it.
[[nodiscard]] Seconds timeToComplete(const PolicyCase& policy);

/// A version on which every target fails from the start.
struct AllBad
{
    bool isDetected = false; ///< otherwise detected and rolledBack are 0: it is good before
                             ///< anything has run (needed is 0), or the rollout stands still
    Seconds detected{0}; ///< waves·τf, where waves = ⌈f/b⌉ batches have to fail
    std::int64_t exposed = 0; ///< targets ever assigned: min(N, waves·b)
    double badTargetSeconds = 0.0;
    Seconds rolledBack{0}; ///< every target reports the old version again

    bool operator==(const AllBad&) const = default;
};
/// Failed targets free their slots, so several waves fail one after the other when a batch is
/// smaller than what is tolerated. For b >= f: τf, b, b·(τf + dt), τf + dt + a'. All 0 when nothing
/// is needed.
[[nodiscard]] AllBad allBad(const PolicyCase& policy);

/// From detection until `assigned` targets report the old version again: dt + (⌈m/b⌉ − 1)·τ + a',
/// where τ is the lesser of τs and τf and b the batch of rolling back; 0 for m = 0.
[[nodiscard]] Seconds rollbackDuration(const PolicyCase& policy, std::int64_t assigned);
/// Σ over the targets of the time from detection until their turn to go back, in target-seconds.
[[nodiscard]] double waitedForRollback(const PolicyCase& policy, std::int64_t assigned);

} // namespace rollout
