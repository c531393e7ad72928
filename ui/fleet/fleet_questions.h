#pragma once

// What the fleet asks a person, in words.

#include <optional>

#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/fleet/fleet_tree.h"

namespace rollout {

/// Names that are taken are complained of while they are typed. The session outlives the questions.
[[nodiscard]] TextQuestion newNamespaceQuestion(const Session& session);
/// Its choices are those of modeChoices().
[[nodiscard]] TextQuestion newEntityQuestion(const Session& session, const QString& ns);

/// Before a namespace or an entity is deleted; nothing when no live target goes with it, since it
/// can be undone.
[[nodiscard]] std::optional<Confirmation> deletionQuestion(const FleetNode& node);

} // namespace rollout
