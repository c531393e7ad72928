#pragma once

// What an operator is asked before something is done, in words; and what is said once it is done.
// Pure.

#include <optional>
#include <span>

#include "core/verbs.h"
#include "ui/common/prompts.h"
#include "ui/common/verb_rules.h"

namespace rollout {

/// Nothing for what is done at once: it only lets go on what was held, or is undone as easily.
/// `targets` are those that the act concerns.
[[nodiscard]] std::optional<ReasonQuestion> questionOf(Act act, const EntitySnapshot& snapshot,
                                                       const EntitySummary& summary,
                                                       std::span<const TargetId> targets,
                                                       const QString& by);

/// What comes of it, for what a page does not show at once; otherwise empty.
[[nodiscard]] QString doneWords(Act act, const EntitySnapshot& snapshot,
                                const EntitySummary& summary, std::span<const TargetId> targets);

/// The engine's verb. Not for Freezes and Review, which are no single verb.
[[nodiscard]] Verb verbOf(Act act, std::vector<TargetId> targets);

} // namespace rollout
