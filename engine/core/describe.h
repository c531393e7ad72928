#pragma once

// The words in which the engine answers controller services (the wire contract's messages,
// English). Windows do not use these: they word a Note themselves.

#include <string>
#include <string_view>

#include "core/fleet.h"
#include "core/plan.h"

namespace rollout {

/// For example "Rollout new version 2.1", "failed: expected since 130 s, deadline 120 s".
/// `version` is the target's expected version, `text` that of note.text.
[[nodiscard]] std::string describe(const Note& note, std::string_view version,
                                   std::string_view text);

/// One sentence on what a step's error was.
[[nodiscard]] std::string describeError(const Plan& plan);

} // namespace rollout
