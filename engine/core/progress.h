#pragma once

// How far a rollout has come, beyond its four versions: what guards, waves and promotion remember
// from step to step.

#include <cstdint>
#include <optional>

#include "core/ids.h"
#include "core/time.h"

namespace rollout {

/// A value; the times are the entity's own.
struct Progress
{
    Time rollingSince{}; ///< when the rolling version became that, or was tried again
    VersionId previousGood = VersionId::None; ///< last known good before the present one
    Time goodSince{}; ///< when the last known good version became that
    VersionId promoted = VersionId::None; ///< an operator had the rest assigned this at once
    std::uint32_t wave = 0; ///< number of waves that are over, of the rolling version
    std::uint32_t released = 0; ///< number of waves after which an operator lets it go on
    std::optional<Time> waveDoneSince; ///< since when the wave under way has its successes
    bool waveHadTargets = false; ///< the wave under way has had any, even if it has none now

    /// Of a version that begins, or is tried again.
    void begin(Time now)
    {
        rollingSince = now;
        promoted = VersionId::None;
        beginWaves();
    }
    /// A version that is bad now is none to go back to.
    void forgetBad(VersionId bad)
    {
        if (previousGood == bad)
            previousGood = VersionId::None;
    }
    void beginWaves()
    {
        wave = 0;
        released = 0;
        beginWave();
    }
    void beginWave()
    {
        waveDoneSince.reset();
        waveHadTargets = false;
    }

    bool operator==(const Progress&) const = default;
};

} // namespace rollout
