#pragma once

// Options and state of one entity's rollout, and the integers that follow from them.

#include <compare>
#include <cstdint>
#include <string>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"

namespace rollout {

/// 0 to 100, whole.
class Percent
{
public:
    constexpr Percent() = default;
    constexpr explicit Percent(int value)
        : m_value(value)
    {
    }
    [[nodiscard]] constexpr int value() const { return m_value; }
    /// ⌊percent × total / 100⌋
    [[nodiscard]] constexpr std::int64_t of(std::int64_t total) const
    {
        return m_value * total / 100;
    }
    constexpr auto operator<=>(const Percent&) const = default;

private:
    int m_value = 0;
};

struct RolloutOptions
{
    Percent batch{5}; ///< most of the fleet that may be in rollout at one time; a batch is never
                      ///< under 1 target
    Percent success{
        100}; ///< how much of the fleet has to succeed before a version is last known good
    Seconds successTimeout{
        60}; ///< how long a target must report the version without error to be a success
    Seconds durationTimeout{
        120}; ///< how long after being assigned a target that is no success is a failure

    bool operator==(const RolloutOptions&) const = default;
};

inline constexpr Seconds maximumTimeout{10LL * 365 * 24 * 3600
                                        + 3 * 24 * 3600}; // ten years, leap days included

/// Percentages 0 to 100, time-outs 0 s to ten years.
[[nodiscard]] Result<void> checkOptions(const RolloutOptions& options);

/// The effective integers of options on a fleet of `total` targets.
struct Limits
{
    std::int64_t batch = 1; ///< max(1, ⌊batchPercent × total / 100⌋)
    std::int64_t needed =
        0; ///< successes that make a version last known good: ⌊successPercent × total / 100⌋
    std::int64_t tolerated = 1; ///< failures that make it last known bad: max(total − needed, 1)

    bool operator==(const Limits&) const = default;
};

[[nodiscard]] Limits limitsOf(const RolloutOptions& options, std::int64_t total);

/// Versions of one entity's rollout, as ids of the entity's fleet.
struct RolloutState
{
    VersionId target = VersionId::None; ///< what was asked for
    VersionId rolling = VersionId::None; ///< what is being rolled out now
    VersionId lastKnownGood = VersionId::None;
    VersionId lastKnownBad = VersionId::None;

    bool operator==(const RolloutState&) const = default;
    [[nodiscard]] bool isRollingBack() const
    {
        return rolling == lastKnownBad && rolling != VersionId::None;
    }
    /// The version that targets should run now. Empty when rolling back and nothing was ever known
    /// good.
    [[nodiscard]] VersionId effectiveVersion() const
    {
        return rolling == lastKnownBad ? lastKnownGood : rolling;
    }
};

/// setTargetVersion: records the wish, the next steps act on it.
[[nodiscard]] RolloutState withTargetVersion(RolloutState state, VersionId version);
/// forceTargetVersion: the same, and a rollout that is under way to something else is declared bad.
[[nodiscard]] RolloutState withForcedTargetVersion(RolloutState state, VersionId version);

/// RolloutState with the versions spelled out, for whoever stands outside.
struct RolloutVersions
{
    std::string target;
    std::string rolling;
    std::string lastKnownGood;
    std::string lastKnownBad;

    bool operator==(const RolloutVersions&) const = default;
};

} // namespace rollout
