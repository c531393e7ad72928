#pragma once

// Quantities as a person writes them in a scenario, beside those of policies.

#include <chrono>
#include <optional>
#include <string_view>

namespace rollout {

/// "30 %", "0.2 %", or a number from 0 to 1.
[[nodiscard]] std::optional<double> parseProbability(std::string_view text);
/// "3", "0.5", "1e-3"; not negative, not infinite.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);
/// "17:00", 00:00 to 23:59.
[[nodiscard]] std::optional<std::chrono::minutes> parseTimeOfDay(std::string_view text);

} // namespace rollout
