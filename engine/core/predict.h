#pragma once

// What will become of a rollout under a whole policy, guards and waves included: on a version with
// which nothing goes wrong, and on one on which every target fails.

#include <cstdint>
#include <optional>
#include <vector>

#include "core/lint_input.h"
#include "core/predictions.h"

namespace rollout {

/// Times count from the first step that may assign.
struct Predictions
{
    PolicyFigures figures; ///< of the options alone; `isPossible` false: see figuresOf
    std::int64_t needed = 0; ///< with the guard of a minimum of targets
    /// Of each wave, and after the last; empty without waves, or when only a fleet could tell: then
    /// there are no times either.
    std::vector<std::int64_t> waveSizes;
    bool needsFleet = false; ///< waves are by group or tag, and no fleet was given
    bool waitsForPeople = false; ///< waves or approval do; times are as if they answered at once
    /// A good version. Nothing: it never is, or is rolled back.
    std::optional<Seconds> lastKnownGood;
    std::optional<Seconds> complete; ///< every target reports it, too
    std::optional<Seconds> goodRolledBack; ///< a good version is last known bad at this time: the
                                           ///< windows are impossible
    /// A version on which every target fails from the start. Not detected: see `allBadStalls`.
    AllBad allBad;
    bool allBadStalls = false; ///< neither good nor rolled back: it waits for a person

    bool operator==(const Predictions&) const = default;
};

/// The input's policy must have passed checkPolicy. Exact for constant adoption where every wave
/// needs a success; compared with runs of the simulator in the tests. At most as many operations as
/// targets.
[[nodiscard]] Predictions predict(const LintInput& input);

/// From detection until `assigned` targets report the old version again, by the rollback batch.
[[nodiscard]] Seconds timeToRollBack(const LintInput& input, std::int64_t assigned);

} // namespace rollout
