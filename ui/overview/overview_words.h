#pragma once

// Sentences of the overview that the other views do not need.

#include <QString>
#include <QStringList>

#include "ui/overview/overview_figures.h"

namespace rollout {

/// "about 13 min: 10 more batches of about 80 s each, if none fails", or why there is nothing to
/// wait for.
[[nodiscard]] QString timeLeftSentence(const OverviewFigures& figures);

/// What the engine did in its last step, one sentence a line. `fromJournal`: what the journal has
/// of it, when the step was taken before the store was opened.
[[nodiscard]] QString lastStepText(const EntitySnapshot& snapshot, const QStringList& fromJournal);

/// What it waits for, and when it decides next.
[[nodiscard]] QString waitingText(const EntitySnapshot& snapshot, const EntitySummary& summary);

} // namespace rollout
