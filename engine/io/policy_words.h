#pragma once

// Quantities as a person writes them in a policy: "25 %", "5 targets", "1 h 30 min".

#include <optional>
#include <string>
#include <string_view>

#include "core/policy.h"

namespace rollout {

/// "90" or "90 s", "10 min", "1 h", "2 d", or a sum such as "1 h 30 min"; the space may be missing.
/// Nothing for anything else, and for more than ten years.
[[nodiscard]] std::optional<Seconds> parseSpan(std::string_view text);
/// In the largest unit of which it is a multiple.
[[nodiscard]] std::string spanWords(Seconds span);

/// "25 %" or "25", 0 to 100.
[[nodiscard]] std::optional<Percent> parsePercent(std::string_view text);
[[nodiscard]] std::string percentWords(Percent percent);

/// "25 %", or "1 target", "5 targets". A bare number could be either: nothing.
[[nodiscard]] std::optional<Portion> parsePortion(std::string_view text);
[[nodiscard]] std::string portionWords(const Portion& portion);

/// 0 to a thousand million.
[[nodiscard]] std::optional<std::int64_t> parseCount(std::string_view text);

} // namespace rollout
