#pragma once

// Rollouts of the past in a person's words, and their marks.

#include <QString>

#include "core/history.h"
#include "ui/common/focus.h"
#include "ui/common/palette.h"
#include "ui/common/time_axis.h"

namespace rollout {

[[nodiscard]] QString outcomeText(RolloutOutcome outcome); ///< "rolled back"
[[nodiscard]] QColor outcomeColour(RolloutOutcome outcome, Scheme scheme);
[[nodiscard]] QChar outcomeGlyph(RolloutOutcome outcome);

/// On the clock that times the entity.
[[nodiscard]] QString momentText(Time at, TimeLabels labels);
/// "4 batches of 2 to 5"
[[nodiscard]] QString batchesText(const BatchFigures& figures);
/// "too many targets failed: 3 of 2 tolerated"; empty when the version did not become bad.
[[nodiscard]] QString causeText(const RolloutRecord& record);
/// "2 targets: no success within 2 min; they said “disk full”"
[[nodiscard]] QString reasonText(const FailureReason& reason);
/// "paused by ada: lunch"
[[nodiscard]] QString deedText(const PersonalDeed& deed);

/// All that is known of a rollout, as rich text; every name in it is escaped.
[[nodiscard]] QString rolloutDetails(const RolloutRecord& record, const Moment& now,
                                     TimeLabels labels);

/// Its rows and time, for pages that show them only.
[[nodiscard]] Stretch stretchOf(const RolloutRecord& record);

} // namespace rollout
