#pragma once

// What a version does to a target: drawn once for (seed, run, target, version), whatever the
// policy.

#include <cstdint>
#include <string_view>

#include "core/ids.h"
#include "core/simulation_settings.h"
#include "core/time.h"
#include "simulation/draws.h"

namespace rollout {

/// Longer than anything lasts.
inline constexpr Milliseconds forever = Milliseconds::max();

/// The fate of one target on one version.
struct Fate
{
    Milliseconds adoptDelay{
        0}; ///< from being assigned the version to running it; forever: never adopts it
    Milliseconds healthyFor =
        forever; ///< from the first report on it; 0: fails on start; forever: never fails
    bool fallsSilent = false; ///< stops reporting, for good, when it adopts the version

    /// Whether running the version ends badly, sooner or later.
    [[nodiscard]] bool isBad() const { return healthyFor != forever || fallsSilent; }
    bool operator==(const Fate&) const = default;
};

/// The fates of all targets on one version in one run. A value; may be used from any thread.
class VersionFates
{
public:
    VersionFates(const SimulationSettings& settings, std::uint64_t run, std::string_view version);

    [[nodiscard]] Fate fate(TargetId target) const;
    // A fate's parts, for who needs only one.
    [[nodiscard]] Milliseconds adoptDelay(TargetId target) const;
    [[nodiscard]] Milliseconds healthyFor(TargetId target) const;
    [[nodiscard]] bool fallsSilent(TargetId target) const;
    /// Whether a healthy target's report at `at` says isError once, by mistake.
    [[nodiscard]] bool isFalselyAccused(TargetId target, Time at) const;

    /// Whether nothing ever goes wrong on this version, once it is adopted.
    [[nodiscard]] bool isHarmless() const;
    /// Whether every target has the same fate.
    [[nodiscard]] bool isUniform() const;
    [[nodiscard]] bool hasFalsePositives() const { return m_model.falsePositiveProbability > 0.0; }
    [[nodiscard]] bool hasSilence() const { return m_model.silentProbability > 0.0; }

private:
    Draws m_draws;
    VersionModel m_model;
    Milliseconds m_adoptMedian;
    double m_adoptSigma;
};

} // namespace rollout
