#pragma once

// Who answers the hooks of an entity. Plain values: engine/controllers acts on them, the store
// keeps them, the window edits them.

#include <string>
#include <vector>

#include "core/hooks.h"
#include "core/result.h"
#include "core/time.h"

namespace rollout {

/// A program that is run anew for each question of the hooks it is set for.
struct CommandSettings
{
    std::string program; ///< a path, or a name that is looked for in PATH
    std::vector<std::string> arguments; ///< each is passed as it is: there is no shell
    Seconds timeout{30}; ///< of one question; then the program is ended
    Hooks hooks; ///< those that the program is asked; the others have their default answers

    bool operator==(const CommandSettings&) const = default;
};

inline constexpr Seconds minimumCommandTimeout{1};
inline constexpr Seconds maximumCommandTimeout{3600};

/// InvalidArgument: no program, a text that is no clean UTF-8 (see core/names.h), a time-out out of
/// range. Whether there is such a program is only known when it is run.
[[nodiscard]] Result<void> checkSettings(const CommandSettings& settings);

} // namespace rollout
