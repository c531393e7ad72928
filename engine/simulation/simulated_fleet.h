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
// is told later; the core forgets it in time. A target that leaves a version and comes out of it
// broken (F13) is known by its message, which it keeps for as long as it runs the next version.

#include <cstdint>
#include <span>
#include <vector>

#include "core/advance.h"
#include "core/entity_clock.h"
#include "core/fleet.h"
#include "core/record.h"
#include "core/simulation_settings.h"
#include "simulation/absence.h"
#include "simulation/fates.h"

namespace rollout {

/// The reports of every live target that reports at `now`, a clock time, ascending. Targets go on
/// while operators hold the entity: `clock` says when that was. Not for many calls on one run: see
/// SimulatedFleet. Interns the messages of failing targets in the fleet. Any thread that
/// owns the fleet.
[[nodiscard]] std::vector<IndexedReport> simulatedReports(Fleet& fleet,
                                                          const SimulationSettings& settings,
                                                          std::uint64_t run, Time now,
                                                          const EntityClock& clock = {});

/// Interned messages of simulated targets.
struct SimulatedMessages
{
    explicit SimulatedMessages(Fleet& fleet);
    TextId crashed;
    TextId failedLater;
    TextId falselyAccused;
    TextId failsForNow;
    TextId cameBroken;
};

/// F15: who has come since the fleet last reported becomes a target, which reports the last known
/// good version. The ids of the new ones.
std::vector<TargetId> takeNewcomers(Fleet& fleet, const Absences& absences,
                                    const RecordContext& context, Time now,
                                    const EntityClock& clock);

/// Records what a simulated entity's fleet reports at its lastChangedAt, newcomers included. The
/// entity must have simulation settings.
[[nodiscard]] Fill fromSimulation();

/// What a step of a simulated fleet looks like from outside.
struct SimulatedReports
{
    std::span<const IndexedReport> reports; ///< valid until the next call
    std::int64_t away = 0; ///< targets that do not report just now, but will (F8)
    std::int64_t watched = 0; ///< of both, on the watched version
    std::int64_t unhealthy = 0; ///< targets that fail, whatever they run and say, or are gone
    std::int64_t failing =
        0; ///< targets that last reported the watched version and are failing on it
    /// Every target reports, and every later report will say the same until something is assigned
    /// or removed.
    bool isSettled = false;
};

/// When a report is made, and in which run.
struct SimulatedMoment
{
    std::uint64_t run = 0;
    Time now; ///< clock
    const EntityClock& clock;
};
/// The same function as the first, with what the step looks like. `buffer` holds the reports.
[[nodiscard]] SimulatedReports countedReports(Fleet& fleet, const SimulationSettings& settings,
                                              const SimulatedMoment& moment, VersionId watched,
                                              std::vector<IndexedReport>& buffer);

/// The same function for one run of many steps: fates are drawn once and kept. Used in one thread.
class SimulatedFleet
{
public:
    /// `watched` is the version whose reports are counted. The fleet given to report() must be this
    /// one or descend from it.
    SimulatedFleet(Fleet& fleet, const SimulationSettings& settings, std::uint64_t run,
                   VersionId watched);

    /// `now` is a clock time, as above.
    [[nodiscard]] SimulatedReports report(const Fleet& fleet, Time now, const EntityClock& clock);
    [[nodiscard]] const Absences& absences() const { return m_absences; }
    /// What was drawn so far is drawn anew, of other settings.
    void setSettings(const Fleet& fleet, const SimulationSettings& settings);
    [[nodiscard]] const Fate& fate(const Fleet& fleet, TargetId target, VersionId version);

private:
    struct Version
    {
        VersionFates fates;
        std::vector<Fate> kept; ///< by slot; only one if all are the same

        [[nodiscard]] const Fate& fate(TargetId target) const
        {
            return kept[fates.traits().isUniform ? 0 : raw(target)];
        }
    };
    class KeptFates;
    void drawMissing(const Fleet& fleet);

    SimulationSettings m_settings;
    std::uint64_t m_run;
    Absences m_absences;
    VersionId m_watched;
    SimulatedMessages m_messages;
    std::vector<Version> m_versions; ///< by version
    std::vector<IndexedReport> m_reports;
};

} // namespace rollout
