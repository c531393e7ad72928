#pragma once

// What is simulated: a fleet on which one version is established and another is asked for, and what
// happens to it meanwhile. Values, for engine/simulation to act on; files and the window make them.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/policy.h"
#include "core/result.h"
#include "core/rollout.h"
#include "core/simulation_settings.h"

namespace rollout {

/// Versions of every rehearsed rollout.
inline constexpr const char* oldVersion = "v1";
inline constexpr const char* newVersion = "v2";

/// Targets that never fail and adopt after 5 s.
[[nodiscard]] inline SimulationSettings promptFleet()
{
    SimulationSettings settings;
    settings.adoption.median = Milliseconds(5000);
    return settings;
}

/// Some of a fleet's targets, which have the same group and tags.
struct FleetPart
{
    std::int64_t targets = 1;
    std::string group;
    std::string tags; ///< separated by commas

    bool operator==(const FleetPart&) const = default;
};

/// What an operator does in a rehearsal.
enum class Action : std::uint8_t {
    Pause,
    Resume,
    Abort,
    Retry,
    RetryFailed,
    Promote,
    Release,
    Exclude, ///< the targets that fit
    Include, ///< likewise
    Lock,
    Unlock,
    Freeze, ///< for a length of time
    Approve, ///< all that wait
    Reject, ///< likewise
    SetVersion,
    ForceVersion,
    Outage, ///< the controller service is out for a length of time (F16, at a moment of one's own)
};

struct OperatorAction
{
    Action action = Action::Pause;
    std::string group; ///< Exclude, Include: of this group only; empty: of all
    std::string tag; ///< likewise with this tag; empty: all
    Seconds length{0}; ///< Freeze, Outage
    std::string version; ///< SetVersion, ForceVersion

    bool operator==(const OperatorAction&) const = default;
};

/// Something that happens at a moment of a run, before the first step at or after it.
struct ScenarioEvent
{
    Seconds at{0}; ///< from the first step that may assign; −tick or later
    std::string reason; ///< for people; may be empty
    /// Somebody does something · a version behaves like this too from now on · another policy.
    std::variant<OperatorAction, VersionModel, Policy> what;

    bool operator==(const ScenarioEvent&) const = default;
};

/// A value. Defaults are those of the command line.
struct Scenario
{
    std::int64_t targets = 100; ///< 1 to 10,000,000
    std::int64_t groups = 1; ///< 1 to targets; the targets are spread over them evenly, in order
    std::vector<FleetPart> parts; ///< what the fleet consists of; none: `targets` and `groups` say
    RolloutOptions options;
    Guards guards;
    /// Without an operator's delay nobody is asked: manual waves are released at once, approval is
    /// taken as given.
    std::vector<Wave> waves;
    ApprovalRule approval;
    SimulationSettings fleet = promptFleet();
    std::vector<ScenarioEvent> events; ///< ascending by time
    std::chrono::minutes startsAt{0}; ///< time of day of the first step that may assign, UTC
    Seconds until{
        30 * 24
        * 3600}; ///< the last moment, from the first step that may assign; a step at it is taken

    void setPolicy(const Policy& policy);
    [[nodiscard]] Policy policy() const { return {options, guards, waves, approval}; }
    /// Of all parts.
    [[nodiscard]] std::int64_t size() const;
    bool operator==(const Scenario&) const = default;
};

inline constexpr std::int64_t maximumSimulatedTargets = 10'000'000;

/// One sentence on the first value that is out of its range.
[[nodiscard]] Result<void> checkScenario(const Scenario& scenario);

/// What a trainee is asked while a scenario is played; what came of it is known at its end.
enum class Bet : std::uint8_t {
    RollsBack, ///< the new version will be rolled back
    BecomesGood, ///< the new version will be last known good at the end
};

struct TrainingQuestion
{
    Seconds at{0}; ///< asked at the first step at or after this
    Bet bet = Bet::RollsBack;

    bool operator==(const TrainingQuestion&) const = default;
};

/// What makes a scenario an exercise. Texts are for people; all may be empty.
struct Training
{
    std::string briefing; ///< what the trainee knows beforehand
    std::string goal;
    std::vector<std::string> hints; ///< one at a time, when asked for
    std::vector<TrainingQuestion> questions; ///< ascending by time

    bool operator==(const Training&) const = default;
};

/// What a file holds.
struct NamedScenario
{
    std::string name; ///< as checkName() allows
    std::string title; ///< for people
    std::string description;
    Scenario scenario;
    Training training;

    bool operator==(const NamedScenario&) const = default;
};

} // namespace rollout
