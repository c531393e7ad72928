#pragma once

// What a trainee's rollout was worth, and what to hold it against.
//
// A run starts with 1,000 points and loses four kinds of them. With N targets, and v2 called bad
// when at least as many targets are bad on it (they fail or fall silent, sooner or later) as the
// scenario's own policy does not tolerate, max(1, N − ⌊S·N/100⌋), and good otherwise:
//
//     score    = 1000 − exposure − delay − false rollback − missed
//     exposure = 600 · E / (E + 2 min)    E: minutes × share of the fleet. Each target that
//                                         fails on v2 counts for as long as it does, each that
//                                         is lost or broken at the end for an hour more
//     delay    = 200 · T / (T + 60 min)   of a good v2. T: minutes until it is last known good,
//                                         or the scenario's whole time when it is not
//     false rollback = 200                if a good v2 became last known bad
//     missed   = 400                      if a bad v2 is last known good at the end
//
// so that no score is below 0. The weights are judgements.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/scenario.h"
#include "simulation/run.h"

namespace rollout {

/// Points that were lost, by kind; each 0 or more.
struct Score
{
    double exposure = 0; ///< up to 600
    double delay = 0; ///< up to 200
    double falseRollback = 0; ///< 0 or 200
    double missed = 0; ///< 0 or 400

    [[nodiscard]] double total() const
    {
        return 1000.0 - exposure - delay - falseRollback - missed;
    }
    bool operator==(const Score&) const = default;
};

/// Whether the new version is a bad one, in a run, for the fleet that the scenario begins with;
/// what events inject counts from the beginning.
[[nodiscard]] bool isBadVersion(const Scenario& scenario, std::uint64_t run);

/// Of a run of the scenario, however it was brought about.
[[nodiscard]] Score scoreOf(const Scenario& scenario, bool isBadVersion, const RunResult& run);

/// An oracle knows the fates: it never asks for a bad version, and loses nothing by it; a good one
/// it gives to all targets in one batch with t = 0, less those that are bad on it or never adopt
/// it, which it leaves alone. No guard, wave, approval or event holds it up; the version is good by
/// the scenario's own success percent and success time-out.
[[nodiscard]] Score oracleScore(const Scenario& scenario, std::uint64_t run);

/// A policy drawn at random for the scenario's seed: options of any size, some guards, no waves and
/// no approval. The same for the same number.
[[nodiscard]] Policy randomPolicy(const Scenario& scenario, std::uint64_t number);
inline constexpr std::uint64_t randomPolicies = 200;

/// What a played run is held against, on the same targets with the same fates.
struct Yardsticks
{
    bool isBadVersion = false;
    Score alone; ///< the scenario as it is, nobody doing anything
    Score oracle;
    Score best; ///< of the random policies
    Policy bestPolicy;
    std::uint64_t tried = 0; ///< random policies; fewer than randomPolicies when it was stopped
};

/// `done` of `total` runs are finished; called in the calling thread, must not block.
using YardstickProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Returns when all runs are done, or soon after `stop` is requested. The scenario must have passed
/// checkScenario.
[[nodiscard]] Yardsticks yardsticks(const Scenario& scenario, std::uint64_t run,
                                    const std::stop_token& stop = {},
                                    const YardstickProgress& progress = {});

/// What a trainee answered.
struct PlacedBet
{
    TrainingQuestion question;
    double probability = 0.5; ///< 0 to 1, that it will be so
};

/// Whether what was asked came true in a run: v2 was rolled back, or is last known good at its end.
[[nodiscard]] bool cameTrue(Bet bet, const RunResult& run);
/// Brier's score: the mean of (probability − what came true)²; 0 is best, 0.25 is what 50 % always
/// gets. Nothing without a bet.
[[nodiscard]] std::optional<double> brierScore(std::span<const PlacedBet> bets,
                                               const RunResult& run);

} // namespace rollout
