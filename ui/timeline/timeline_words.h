#pragma once

// What a timeline says.

#include <QString>

#include <functional>

#include "core/time.h"
#include "service/past.h"

namespace rollout {

enum class Liveness : std::uint8_t { Simulated, Live };

/// "step 120 (0:19:50)", "after step 120 (0:19:55)" for what was done between two steps.
[[nodiscard]] QString momentText(const PastMoment& moment, Liveness liveness);
/// "You see step 120 of 340 (0:19:50)."
[[nodiscard]] QString pastSentence(const PastMoment& moment, const PastMoment& present,
                                   Liveness liveness);
/// "rollback begun, step 120 (0:19:50)"; several kinds of one moment one after the other.
[[nodiscard]] QString marksText(const Past& past, std::size_t index, Liveness liveness);
/// "shop" -> "shop · branch 1", "shop · branch 1" -> "shop · branch 2": the first that `isTaken`
/// does not know.
[[nodiscard]] QString branchName(const QString& original,
                                 const std::function<bool(const QString&)>& isTaken);

} // namespace rollout
