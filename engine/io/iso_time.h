#pragma once

#include <string>

#include "core/time.h"

namespace rollout {

/// ISO 8601 in UTC, to the millisecond: "2026-12-24T18:00:00.000Z".
[[nodiscard]] std::string isoTime(Time time);

} // namespace rollout
