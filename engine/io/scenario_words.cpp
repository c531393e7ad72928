#include "io/scenario_words.h"

#include <charconv>
#include <cmath>

namespace rollout {
namespace {

std::optional<int> twoDigits(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1]))
        return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

} // namespace

std::optional<double> parseNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)
        || value < 0.0)
        return std::nullopt;
    return value;
}

std::optional<double> parseProbability(std::string_view text)
{
    const bool isPercent = text.ends_with('%');
    if (isPercent)
        text.remove_suffix(1);
    while (isPercent && text.ends_with(' '))
        text.remove_suffix(1);
    const auto number = parseNumber(text);
    if (!number || *number > (isPercent ? 100.0 : 1.0))
        return std::nullopt;
    return isPercent ? *number / 100.0 : *number;
}

std::optional<std::chrono::minutes> parseTimeOfDay(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto hours = twoDigits(text.substr(0, 2));
    const auto minutes = twoDigits(text.substr(3));
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    return std::chrono::minutes(*hours * 60 + *minutes);
}

} // namespace rollout
