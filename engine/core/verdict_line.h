#pragma once

// The line with which a StepVerdict row tells of a step, read back. journal.h writes it.

#include <optional>
#include <string_view>

#include "core/plan.h"

namespace rollout {

/// A plan with the verdict, the figures, what is waited for and the hook's words of a line that
/// verdictLine() wrote; all else as in Plan{}. Nothing for any other text.
[[nodiscard]] std::optional<Plan> readVerdictLine(std::string_view line);

/// The options of a line that optionsLine() wrote; nothing for any other text.
[[nodiscard]] std::optional<RolloutOptions> readOptionsLine(std::string_view line);

} // namespace rollout
