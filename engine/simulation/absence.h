#pragma once

// When targets do not report although nothing is wrong with their version, when new ones come, and
// when the controller service is out: functions of the moment, so that nobody need remember what
// was before. Each process is drawn anew in stretches of time (an hour, or some four silences and
// what is between them), which begin in their stationary state: every moment has exactly the right
// distribution, only what spans two stretches is cut there.

#include <cstdint>
#include <string>
#include <vector>

#include "core/fleet.h"
#include "core/simulation_settings.h"
#include "simulation/draws.h"

namespace rollout {

/// A target that comes to the fleet.
struct Newcomer
{
    std::string name; ///< "joined-" and a number that no other has
    GroupId group; ///< one of the fleet's, drawn
};

/// A value; may be used from any thread.
class Absences
{
public:
    Absences(const SimulationSettings& settings, std::uint64_t run);

    /// Whether a target may be missing from a report at all.
    [[nodiscard]] bool hasAbsent() const
    {
        return m_silence.share > 0.0 || m_churn.leavesPerHour > 0.0;
    }
    [[nodiscard]] bool hasNewcomers() const { return m_churn.joinsPerHour > 0.0; }
    /// F8.
    [[nodiscard]] bool isSilent(TargetId target, Time now) const;
    /// F15: whether it left after its last report.
    [[nodiscard]] bool hasLeft(TargetId target, Time lastReport, Time now) const;
    /// F15: who comes after `since` and not after `now`. At most an hour is looked back.
    [[nodiscard]] std::vector<Newcomer> newcomers(const Fleet& fleet, Time since, Time now) const;
    /// F16.
    [[nodiscard]] bool isOut(Time now) const;

private:
    Draws m_draws;
    BackgroundSilence m_silence;
    Churn m_churn;
    Outages m_outages;
};

} // namespace rollout
