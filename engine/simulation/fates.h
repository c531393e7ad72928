#pragma once

// What a version does to a target: drawn once for (seed, run, target, version, model), whatever the
// policy. What comes and goes is a function of the moment too.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/fleet.h"
#include "core/simulation_settings.h"
#include "simulation/draws.h"

namespace rollout {

/// Longer than anything lasts.
inline constexpr Milliseconds forever = Milliseconds::max();

[[nodiscard]] Milliseconds scaled(Milliseconds length, double factor);

/// What happens to a target when it leaves a version for another (F13, F14).
struct Leaving
{
    double factor = 1.0; ///< of the time that adopting the other one takes
    bool isStuck = false; ///< it never adopts another one
    bool isBroken = false; ///< it fails on the other one

    bool operator==(const Leaving&) const = default;
};

/// The fate of one target on one version.
struct Fate
{
    Milliseconds adoptDelay{
        0}; ///< from being assigned the version to running it; forever: never adopts it
    Milliseconds healthyFor =
        forever; ///< from the first report on it; 0: fails on start; forever: never fails for good
    bool fallsSilent = false; ///< stops reporting, for good, when it adopts the version
    bool isRestless = false; ///< failures come and go: VersionFates::failsAt
    Leaving leaving;

    /// Whether running the version ends badly, sooner or later or from time to time.
    [[nodiscard]] bool isBad() const { return healthyFor != forever || fallsSilent || isRestless; }
    bool operator==(const Fate&) const = default;
};

/// What can happen to anybody on a version at all.
struct VersionTraits
{
    bool isHarmless = true; ///< no report on it is ever an error, but of targets that came broken
    bool isUniform = true; ///< every target has the same fate
    bool hasFalsePositives = false;
    bool hasMissedErrors = false;
    bool hasRestless = false;
    bool hasLoad = false; ///< F17: the share of the fleet on it matters
    bool hasSilence = false;
    bool hasLeaving = false; ///< a Leaving may be other than the default
};

/// When a report is made, and by whom.
struct ReportMoment
{
    Time now; ///< clock
    Milliseconds runsFor; ///< since the first report of the version
    double share; ///< of the fleet on the version, at the step before; 0 unless hasLoad
};

/// The fates of all targets on one version in one run. A value; may be used from any thread. The
/// fleet says which group and tags a target has.
class VersionFates
{
public:
    VersionFates(const SimulationSettings& settings, std::uint64_t run, std::string_view version);

    [[nodiscard]] const VersionTraits& traits() const { return m_traits; }

    /// Appends the fates of the targets from the number of those that are there to before `until`.
    void draw(const Fleet& fleet, std::size_t until, std::vector<Fate>& fates) const;
    [[nodiscard]] Fate fate(const Fleet& fleet, TargetId target) const;
    // A fate's parts, for who needs only one.
    [[nodiscard]] Milliseconds adoptDelay(const Fleet& fleet, TargetId target) const;
    [[nodiscard]] Milliseconds healthyFor(const Fleet& fleet, TargetId target) const;
    [[nodiscard]] bool fallsSilent(const Fleet& fleet, TargetId target) const;
    [[nodiscard]] bool isRestless(const Fleet& fleet, TargetId target) const;
    [[nodiscard]] Leaving leaving(const Fleet& fleet, TargetId target) const;

    /// Whether a restless target fails at a moment (F5, F9, F17, F19).
    [[nodiscard]] bool failsAt(const Fleet& fleet, TargetId target,
                               const ReportMoment& moment) const;
    /// Whether a healthy target's report says isError once, by mistake (F10).
    [[nodiscard]] bool isFalselyAccused(const Fleet& fleet, TargetId target, Time now) const;
    /// Whether a failing target's report does not say so (F11).
    [[nodiscard]] bool isMissed(const Fleet& fleet, TargetId target, Time now) const;

private:
    /// The last cluster's probability: neighbours mostly are of one cluster, and it is dear.
    struct ClusterMemo
    {
        std::optional<TargetId> cluster;
        double probability = 0.0;
    };
    /// One model of the version.
    struct Part
    {
        Draws draws;
        VersionModel model;

        [[nodiscard]] bool concerns(const Fleet& fleet, TargetId target) const;
        [[nodiscard]] double clusterProbability(TargetId cluster) const;
        [[nodiscard]] bool crashes(const Fleet& fleet, TargetId target, ClusterMemo& memo) const;
        [[nodiscard]] Milliseconds latent(TargetId target) const;
        [[nodiscard]] bool isRestless(TargetId target) const;
        [[nodiscard]] bool failsAt(TargetId target, const ReportMoment& moment) const;
        [[nodiscard]] bool flaps(TargetId target, Milliseconds runsFor) const;
    };
    void note(const VersionModel& model);
    [[nodiscard]] Fate fate(const Fleet& fleet, TargetId target,
                            std::vector<ClusterMemo>& memos) const;
    [[nodiscard]] Milliseconds healthyFor(const Fleet& fleet, TargetId target,
                                          std::vector<ClusterMemo>& memos) const;

    std::vector<Part> m_parts;
    Draws m_adopting;
    Adoption m_adoption;
    VersionTraits m_traits;
};

} // namespace rollout
