#pragma once

// Reads the lines of figures that journal rows carry as text (optionsLine and verdictLine of
// core/journal.h). Unknown names are skipped: a newer engine may write more.

#include <optional>
#include <string_view>

#include "core/plan.h"
#include "core/rollout.h"

namespace rollout {

/// The text of an OptionsChanged row; nothing when it is none.
[[nodiscard]] std::optional<RolloutOptions> optionsOfLine(std::string_view line);

/// The text of a StepVerdict row as a plan with verdict, figures, what it waits for, and the hook's
/// words; the actions are not in there. Nothing when it is none.
[[nodiscard]] std::optional<Plan> planOfLine(std::string_view line);

} // namespace rollout
