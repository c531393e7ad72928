#pragma once

// What the overview shows of an entity, as values. Pure; O(1) given the summary.

#include <optional>
#include <string>
#include <vector>

#include "ui/common/summary.h"

namespace rollout {

/// One labelled bar: `value` of `threshold`, on a scale that ends at `maximum`.
struct Gauge
{
    std::int64_t value = 0;
    std::int64_t threshold = 0;
    std::int64_t maximum = 1;

    bool operator==(const Gauge&) const = default;
};

/// How long the rollout (or the rollback) still takes when nothing fails.
struct TimeLeft
{
    std::int64_t waves = 0; ///< batches still to come, the running one included
    Seconds wave{}; ///< how long a target that is well holds its slot
    Seconds total{};
    bool isAtLeast =
        false; ///< how fast a live fleet adopts a version is not known; the real figure is larger

    bool operator==(const TimeLeft&) const = default;
};

/// Which of the four places of the rollout state a version stands in.
struct VersionPlace
{
    VersionId version = VersionId::None;
    std::int64_t reporting = 0; ///< targets that report it
    std::int64_t failing = 0; ///< of those, in error
};

struct OverviewFigures
{
    RolloutPhase phase = RolloutPhase::Empty;
    PhaseCounts phases{};
    std::int64_t total = 0;
    VersionPlace target;
    VersionPlace rolling;
    VersionPlace lastKnownGood;
    VersionPlace lastKnownBad;
    Gauge inRollout; ///< of the batch
    Gauge succeeded; ///< of those needed
    Gauge failed; ///< of those tolerated
    bool isStopped = false; ///< paused or locked
    std::optional<TimeLeft> timeLeft; ///< nothing when no target is left to judge
};

[[nodiscard]] OverviewFigures overviewOf(const EntitySnapshot& snapshot,
                                         const EntitySummary& summary);

/// Whether targets have to come to run the version first, or report it already.
enum class Adopting : std::uint8_t { ToCome, Done };

/// A good target's time in the batch: adoption as seen at steps, then the first step after its
/// window (a simulated fleet's tick and adoption are known; of a live one only the window is).
[[nodiscard]] Seconds waveOf(const EntityState& state, Adopting adoption);

} // namespace rollout
