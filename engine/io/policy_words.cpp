#include "io/policy_words.h"

#include <array>
#include <charconv>

namespace rollout {

namespace {

struct Unit
{
    std::string_view name;
    std::int64_t seconds;
};

// From large to small.
constexpr std::array<Unit, 4> units{{{"d", 86'400}, {"h", 3600}, {"min", 60}, {"s", 1}}};

constexpr std::int64_t maximumCount = 1'000'000'000;

void skipSpaces(std::string_view& text)
{
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
}

/// A whole number without a sign at the beginning of `text`, which is then without it.
std::optional<std::int64_t> takeNumber(std::string_view& text)
{
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    skipSpaces(text);
    return number;
}

/// The unit at the beginning of `text`, which is then without it.
std::optional<std::int64_t> takeUnit(std::string_view& text)
{
    for (const Unit& unit : units) {
        const bool isIt = text.starts_with(unit.name)
            && (text.size() == unit.name.size() || text[unit.name.size()] == ' '
                || (text[unit.name.size()] >= '0' && text[unit.name.size()] <= '9'));
        if (!isIt)
            continue;
        text.remove_prefix(unit.name.size());
        skipSpaces(text);
        return unit.seconds;
    }
    return std::nullopt;
}

/// A number, and then just `rest`.
std::optional<std::int64_t> numberBefore(std::string_view text, std::string_view rest)
{
    const auto number = takeNumber(text);
    return number && text == rest ? number : std::nullopt;
}

} // namespace

std::optional<Seconds> parseSpan(std::string_view text)
{
    if (const auto bare = numberBefore(text, ""))
        return *bare <= maximumTimeout.count() ? std::optional(Seconds(*bare)) : std::nullopt;
    std::int64_t sum = 0;
    do {
        const auto number = takeNumber(text);
        const auto unit = takeUnit(text);
        if (!number || !unit || *number > maximumTimeout.count() / *unit)
            return std::nullopt;
        sum += *number * *unit;
    } while (!text.empty() && sum <= maximumTimeout.count());
    return sum <= maximumTimeout.count() ? std::optional(Seconds(sum)) : std::nullopt;
}

std::string spanWords(Seconds span)
{
    for (const Unit& unit : units)
        if (span.count() > 0 && span.count() % unit.seconds == 0)
            return std::to_string(span.count() / unit.seconds) + " " + std::string(unit.name);
    return std::to_string(span.count()) + " s";
}

std::optional<Percent> parsePercent(std::string_view text)
{
    auto number = numberBefore(text, "%");
    if (!number)
        number = numberBefore(text, "");
    return number && *number <= 100 ? std::optional(Percent(static_cast<int>(*number)))
                                    : std::nullopt;
}

std::string percentWords(Percent percent)
{
    return std::to_string(percent.value()) + " %";
}

std::optional<Portion> parsePortion(std::string_view text)
{
    if (const auto percent = numberBefore(text, "%"))
        return *percent <= 100 ? std::optional(Portion{true, *percent}) : std::nullopt;
    for (const std::string_view word : {"targets", "target"})
        if (const auto count = numberBefore(text, word); count && *count >= 1)
            return *count <= maximumCount ? std::optional(Portion{false, *count}) : std::nullopt;
    return std::nullopt;
}

std::string portionWords(const Portion& portion)
{
    return std::to_string(portion.value)
        + (portion.isPercent        ? " %"
               : portion.value == 1 ? " target"
                                    : " targets");
}

std::optional<std::int64_t> parseCount(std::string_view text)
{
    const auto number = numberBefore(text, "");
    return number && *number <= maximumCount ? number : std::nullopt;
}

} // namespace rollout
