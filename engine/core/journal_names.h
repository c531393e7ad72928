#pragma once

// Words for values of the journal that programs read: in exports, JSON and logs. Never shown in the
// window, never translated.

#include <string_view>

#include "core/history.h"
#include "core/journal.h"

namespace rollout {

[[nodiscard]] std::string_view nameOf(JournalKind kind); ///< "version-asked"
[[nodiscard]] std::string_view nameOf(RolloutOutcome outcome); ///< "rolled-back"
[[nodiscard]] std::string_view nameOf(BadCause cause); ///< "threshold"; empty for None
[[nodiscard]] std::string_view nameOf(FailedBy by); ///< "time-out"

} // namespace rollout
