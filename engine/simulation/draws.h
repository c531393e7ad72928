#pragma once

// Random numbers of simulated fleets: counter-based, so that a draw depends on what it is for and
// on nothing else. No state, no order, no difference between threads; two policies on the same seed
// meet the same fates. Generator: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random
// Numbers: As Easy as 1, 2, 3", 2011).

#include <cstdint>
#include <string_view>

#include "core/ids.h"
#include "core/time.h"

namespace rollout {

/// What a draw decides. The numbers are part of every fate: never renumber, only append.
enum class DrawFor : std::uint32_t {
    CrashOnStart = 1,
    NeverAdopting = 2,
    AdoptionDelay = 3,
    LatentFailure = 4,
    FalsePositive = 5,
    FallingSilent = 6,
    ClusterFailing = 7,
    LatentShare = 8,
    IntermittentShare = 9,
    IntermittentError = 10,
    FlappingShare = 11,
    FlappingPeriod = 12,
    MissedError = 13,
    Stuck = 14,
    Broken = 15,
    LeavingFactor = 16,
    LoadFailing = 17,
    PollInterval = 18,
    PollPhase = 19,
    Silence = 20,
    Leaving = 21,
    Joining = 22,
    JoiningGroup = 23,
    Outage = 24,
    OperatorDelay = 25,
    RandomPolicy = 26,
};

/// Stable 64-bit FNV-1a hash of a version's text; the same in every process and build.
[[nodiscard]] std::uint64_t stableHash(std::string_view text);

/// The draws of one (seed, run, version). A value; may be used from any thread.
class Draws
{
public:
    /// `part` tells several models of one version apart.
    Draws(std::uint64_t seed, std::uint64_t run, std::string_view version, std::uint64_t part = 0);

    /// Uniform in the open interval (0, 1), odd multiples of 2^-53. `at` tells apart draws that are
    /// made anew for every report; sticky ones leave it out.
    [[nodiscard]] double uniform(TargetId target, DrawFor what, Time at = Time{}) const;
    /// True with this probability; 0 never, 1 always.
    [[nodiscard]] bool bernoulli(double probability, TargetId target, DrawFor what,
                                 Time at = Time{}) const;
    /// Median 0 or more; sigma is the standard deviation of the logarithm. To the millisecond.
    [[nodiscard]] Milliseconds logNormal(Milliseconds median, double sigma, TargetId target,
                                         DrawFor what, Time at = Time{}) const;
    /// Exponential with this mean. To the millisecond.
    [[nodiscard]] Milliseconds exponential(Milliseconds mean, TargetId target, DrawFor what,
                                           Time at = Time{}) const;
    /// Weibull of this shape (over 0) with this mean; shape 1 is exponential(). To the millisecond.
    [[nodiscard]] Milliseconds weibull(Milliseconds mean, double shape, TargetId target,
                                       DrawFor what) const;
    /// Beta of this mean such that two Bernoulli draws of the result are correlated by
    /// `correlation`; both strictly between 0 and 1.
    [[nodiscard]] double beta(double mean, double correlation, TargetId target, DrawFor what) const;

private:
    std::uint64_t m_key;
};

/// Inverse of the standard normal distribution function; 0 < p < 1.
[[nodiscard]] double normalQuantile(double p);

} // namespace rollout
