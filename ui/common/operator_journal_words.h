#pragma once

// What people did, as lines of the event log.

#include <QString>

#include "store/store.h"

namespace rollout {

/// Whether the row says what an operator did, or what waits for one.
[[nodiscard]] bool isOperators(JournalKind kind);
/// "paused by ada: database migration". Only for rows of which isOperators() holds.
[[nodiscard]] QString operatorSentence(const JournalRow& row);
/// The entity's own time where it differs from the clock's, in words; otherwise nothing. Pauses and
/// locks stand between the two.
[[nodiscard]] QString ownTimeWords(const JournalRow& row);

} // namespace rollout
