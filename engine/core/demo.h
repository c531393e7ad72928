#pragma once

// A demo: a scenario that is played before an audience, scene by scene. Values; engine/io reads
// them, the window plays them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario.h"

namespace rollout {

/// What a scene plays on to. Of the version that is asked for, and the one that it replaces.
enum class DemoGoal : std::uint8_t {
    RollbackBegun, ///< targets are told the version before again
    Good, ///< it is last known good
    Bad, ///< it is last known bad
    RolledBack, ///< every target reports the version before again
    Done, ///< the rollout has come to its end, one way or the other
};

struct DemoScene
{
    std::string caption; ///< never empty
    std::string page; ///< id of the tab in front; empty: as it is
    std::optional<Policy> policy; ///< the scenario begins anew, with this one
    std::vector<ScenarioEvent> acts; ///< done when the scene begins; their times mean nothing
    std::int64_t steps = 0; ///< to take
    std::optional<DemoGoal> until; ///< instead: steps are taken until this is reached
    std::optional<std::uint64_t> backTo; ///< instead: shows the moment after this step; 0: the
                                         ///< beginning
    std::optional<int> speed; ///< of its steps, instead of the script's
    std::optional<Milliseconds>
        pause; ///< after that; nothing: as long as the caption takes to read

    bool operator==(const DemoScene&) const = default;
};

/// The pause after a scene: a moment to look, and the time that its caption takes to be read.
[[nodiscard]] Milliseconds pauseOf(const DemoScene& scene);

struct DemoScript
{
    std::string name; ///< as checkName() allows; may be empty
    std::string title;
    std::string description;
    Scenario scenario;
    int speed = 60; ///< simulated seconds a second, 1 to 1000
    std::vector<DemoScene> scenes; ///< at least one

    bool operator==(const DemoScript&) const = default;
};

/// A scene that waits for what does not come is given up after so many steps.
inline constexpr std::int64_t mostSceneSteps = 5000;

} // namespace rollout
