#pragma once

// How a simulated fleet behaves. Plain values: engine/simulation acts on them, the store keeps
// them, files and the window make them. The numbers F1 to F19 are the failure models' names; the
// README describes them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace rollout {

/// F3: the time from being told a version to running it.
struct Adoption
{
    Milliseconds median{20000};
    double sigma = 0.0; ///< 0: every target takes the median; else LogNormal with this standard
                        ///< deviation of the logarithm
    /// A target asks for its version at intervals of its own, pollEvery ± pollJitter; what it was
    /// told waits for the next time, a uniform share of the interval. 0: it is told at once.
    Milliseconds pollEvery{0};
    Milliseconds pollJitter{0}; ///< not more than pollEvery

    bool operator==(const Adoption&) const = default;
};

/// What makes targets share their fate (F6).
enum class Cluster : std::uint8_t {
    Group, ///< targets of one group
    Tags, ///< targets with exactly the same tags
};

/// F19: a stretch of every day, UTC. From the first minute to before the other, over midnight when
/// that comes earlier.
struct DayHours
{
    std::chrono::minutes from{0}; ///< since midnight, 0 to 1439
    std::chrono::minutes to{0}; ///< likewise, another one

    bool operator==(const DayHours&) const = default;
};

/// What a version does to targets that run it. Every probability is 0 to 1, every length of time 0
/// to ten years; what is 0 does not happen. Several models of one version add up on the targets
/// that they are for: each may make a target fail, the last that says how a version is adopted
/// holds.
struct VersionModel
{
    std::string version;
    std::string group = {}; ///< for targets of this group only; empty: of all
    std::string tag = {}; ///< for targets with this word among their tags only; empty: all

    std::optional<Adoption> adoption = std::nullopt; ///< F3; nothing: the fleet's
    double neverAdoptProbability = 0.0; ///< F2: a target never adopts this version

    double failProbability = 0.0; ///< F1 (of the version before: F12): a target fails on this
                                  ///< version from the start, and stays failing
    double failCorrelation = 0.0; ///< F6: correlation of F1 within a cluster (beta-binomial); 1:
                                  ///< whole clusters fail or do not
    Cluster cluster = Cluster::Group; ///< F6

    Milliseconds latentMean{0}; ///< F4: mean time until a target fails for good, from the first
                                ///< report on it
    double latentShape = 1.0; ///< F4: Weibull's; 1: Exponential, 2 or 3: a leak
    double latentShare = 1.0; ///< F4: a target is concerned

    double intermittentShare = 0.0; ///< F5: a target is concerned
    double intermittentProbability = 0.05; ///< F5: one of its reports is an error

    double silentProbability = 0.0; ///< F7: a target stops reporting when it adopts it

    double flappingShare = 0.0; ///< F9: a target is concerned
    Milliseconds flappingHalfPeriod{0}; ///< F9: healthy for so long, then failing for so long
    double flappingJitter = 0.0; ///< F9: a target's own half period is up to this share longer or
                                 ///< shorter; 0 to 0.99

    double falsePositiveProbability = 0.0; ///< F10: a healthy target's report says isError once
    double missedErrorProbability = 0.0; ///< F11: a failing target's report does not say isError

    double stuckProbability = 0.0; ///< F13: a target that runs it never adopts another again
    double brokenProbability = 0.0; ///< F13: a target that leaves it fails on the next one too
    double leavingFactor = 1.0; ///< F14: leaving it takes so many times as long, median
    double leavingSigma = 0.0; ///< F14: LogNormal's, as in Adoption

    double loadThreshold = 1.0; ///< F17: while more than this share of the fleet reports it …
    double loadProbability = 0.0; ///< F17: … a target fails

    std::optional<DayHours> failingHours = std::nullopt; ///< F19: targets fail at this time of day

    bool operator==(const VersionModel&) const = default;
};

/// F8: targets that do not report for a while, whatever they run.
struct BackgroundSilence
{
    double share = 0.0; ///< of the targets at any one time; 0 to 0.9
    Milliseconds mean{30 * 60 * 1000}; ///< Exponential length of one silence; over 0

    bool operator==(const BackgroundSilence&) const = default;
};

/// F15: targets that come and go, each Poisson.
struct Churn
{
    double joinsPerHour = 0.0; ///< 0 to 100,000; they report the last known good version
    double leavesPerHour = 0.0; ///< of 1,000 targets; 0 to 100,000; they do not come back

    bool operator==(const Churn&) const = default;
};

/// F16: the controller service is out, so steps are missed.
struct Outages
{
    double perDay = 0.0; ///< Poisson starts; 0 to 1,000
    Milliseconds mean{10 * 60 * 1000}; ///< Exponential length; over 0

    bool operator==(const Outages&) const = default;
};

/// F18: how long people take to approve a target or to let the next wave begin: LogNormal.
struct OperatorDelay
{
    Milliseconds median{10 * 60 * 1000};
    double sigma = 1.0;

    bool operator==(const OperatorDelay&) const = default;
};

struct SimulationSettings
{
    std::uint64_t seed = 1;
    Seconds tick{10}; ///< between steps; at least 1 s
    Adoption adoption;
    std::vector<VersionModel> versions; ///< on versions not named here nothing ever goes wrong
    BackgroundSilence silence;
    Churn churn;
    Outages outages;
    std::optional<OperatorDelay> operatorDelay; ///< nothing: nobody need be asked in a rehearsal
    /// How far the entity's clock is behind the simulation's: what was forked from elsewhere goes
    /// on at the moment at which that stood. May be negative.
    Milliseconds clockLag{0};

    bool operator==(const SimulationSettings&) const = default;

    /// The first model of a version that is for all targets; one in which nothing goes wrong when
    /// there is none.
    [[nodiscard]] VersionModel modelOf(std::string_view version) const;
    [[nodiscard]] double failProbability(std::string_view version) const
    {
        return modelOf(version).failProbability;
    }
};

/// One sentence on the first value that is out of its range.
[[nodiscard]] Result<void> checkSimulation(const SimulationSettings& settings);

} // namespace rollout
