#pragma once

// Targets that are not there: what a simulated fleet reports, as a pure function of the fleet, the
// settings, the run and the time. It has no state of its own, so a restart, a fork or a step back
// in time changes nothing.
//
// A target goes on reporting what it last reported until it adopts its expected version: at the
// first step at or after the adoption delay has passed since it was assigned, never in the step
// that assigned it. An empty expected version is never adopted. Whether the report is an error
// follows from the target's fate on the version (fates.h); a latent failure counts from the first
// report of the version. A target that falls silent on adoption does not report again, whatever it
// is told later; the core forgets it in time.

#include <cstdint>
#include <span>
#include <vector>

#include "core/fleet.h"
#include "core/record.h"
#include "core/simulation_settings.h"
#include "simulation/fates.h"

namespace rollout {

/// The reports of every live target that reports at `now`, ascending. Not for many calls on one
/// run: see SimulatedFleet. Interns the messages of failing targets in the fleet. Any thread that
/// owns the fleet.
[[nodiscard]] std::vector<IndexedReport>
simulatedReports(Fleet& fleet, const SimulationSettings& settings, std::uint64_t run, Time now);

/// Interned messages of simulated targets.
struct SimulatedMessages
{
    explicit SimulatedMessages(Fleet& fleet);
    TextId crashed;
    TextId failedLater;
    TextId falselyAccused;
};

/// What a step of a simulated fleet looks like from outside.
struct SimulatedReports
{
    std::span<const IndexedReport> reports; ///< valid until the next call
    std::int64_t watched = 0; ///< of these, on the watched version
    std::int64_t failing =
        0; ///< targets that last reported the watched version and are failing on it
    /// Every target reports, and every later report will say the same until something is assigned
    /// or removed.
    bool isSettled = false;
};

/// The same function for one run of many steps: fates are drawn once and kept. Used in one thread.
class SimulatedFleet
{
public:
    /// `watched` is the version whose reports are counted. The fleet given to report() must be this
    /// one or descend from it.
    SimulatedFleet(Fleet& fleet, const SimulationSettings& settings, std::uint64_t run,
                   VersionId watched);

    [[nodiscard]] SimulatedReports report(const Fleet& fleet, Time now);
    [[nodiscard]] const Fate& fate(const Fleet& fleet, TargetId target, VersionId version);

private:
    struct Version
    {
        VersionFates fates;
        bool isHarmless;
        bool isUniform;
        std::vector<Fate> kept; ///< by slot; only one if all are the same

        [[nodiscard]] const Fate& fate(TargetId target) const
        {
            return kept[isUniform ? 0 : raw(target)];
        }
    };
    class KeptFates;
    void drawMissing(const Fleet& fleet);

    SimulationSettings m_settings;
    std::uint64_t m_run;
    VersionId m_watched;
    SimulatedMessages m_messages;
    std::vector<Version> m_versions; ///< by version
    std::vector<IndexedReport> m_reports;
};

} // namespace rollout
