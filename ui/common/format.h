#pragma once

// Numbers and times in a person's words. Whole sentences are in sentences.h.

#include <QString>

#include "core/time.h"

namespace rollout {

/// With a thin-space-free thousands separator of the English locale: "12,345".
[[nodiscard]] QString formatCount(std::int64_t count);
/// "1 target", "12,345 targets"
[[nodiscard]] QString formatTargets(std::int64_t count);
/// "412 of 950"
[[nodiscard]] QString formatOf(std::int64_t count, std::int64_t of);
/// The two largest units: "43 s", "2 min 10 s", "3 h", "2 d 4 h". Negative ones are shown as "0 s".
[[nodiscard]] QString formatDuration(Seconds duration);
/// On a clock face, for toolbars and axes: "0:02:10", "3 d 4:05:06"; over twenty years since 1970,
/// as formatDateTime().
[[nodiscard]] QString formatClock(Seconds elapsed);
/// ISO 8601, UTC, whole seconds: "2026-03-01T12:00:00Z".
[[nodiscard]] QString formatTime(Time time);
/// The same for reading: "2026-03-01 12:00:00".
[[nodiscard]] QString formatDateTime(Time time);
/// "41 %"; of nothing: "0 %".
[[nodiscard]] QString formatShare(std::int64_t count, std::int64_t of);

} // namespace rollout
