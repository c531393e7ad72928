#pragma once

// What an operator holds an entity by, in words: paused, locked, frozen. Moments are written as the
// entity's clock shows them: a simulation's clock face, or the time of day.

#include <QString>

#include "service/orchestrator.h"
#include "ui/common/palette.h"

namespace rollout {

/// The strongest that holds an entity; higher is stronger.
enum class Standing : std::uint8_t { Free, Frozen, Paused, Locked };

[[nodiscard]] Standing standingOf(const Control& control, Time clock);
[[nodiscard]] QString standingText(Standing standing); ///< "paused"; empty when free
/// Logical name of the icon; empty when free.
[[nodiscard]] QString standingIcon(Standing standing);
[[nodiscard]] QColor standingColour(Standing standing, Scheme scheme);

/// "0:12:30" of a simulation; "14:02 UTC", with its date when that is not today's.
[[nodiscard]] QString momentText(Time moment, const EntitySnapshot& snapshot);
/// " by ada at 14:02 UTC: database migration"; each part as far as it is known.
[[nodiscard]] QString heldWords(const Hold& hold, const EntitySnapshot& snapshot);
/// "by ada: database migration"; empty when neither is known.
[[nodiscard]] QString signedWords(const Signature& signature);
/// " by ada: database migration", or nothing.
[[nodiscard]] QString bySuffix(const Signature& signature);

/// "Paused by ada at 14:02 UTC: database migration – timers stand still." Empty when free.
[[nodiscard]] QString standingSentence(Standing standing, const EntitySnapshot& snapshot);

} // namespace rollout
