#pragma once

// Checks of numbers as they were typed, before they are converted, so that an error can say what
// would be right.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "command.h"
#include "core/rollout.h"

namespace rollout::ctl {

template <typename Number>
[[nodiscard]] std::optional<Number> numberOf(const std::string& text)
{
    Number number{};
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    const bool isNumber = result.ec == std::errc() && result.ptr == end;
    return isNumber ? std::optional(number) : std::nullopt;
}

template <typename Number>
[[nodiscard]] CLI::Validator within(Number least, Number most, const std::string& right)
{
    return CLI::Validator(
        [=](std::string& text) {
            const auto number = numberOf<Number>(text);
            if (number && *number >= least && *number <= most)
                return std::string();
            return "\"" + text + "\" should be " + right;
        },
        "");
}

[[nodiscard]] inline CLI::Validator wholeNumber(std::int64_t least, std::int64_t most)
{
    return within(least, most,
                  "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

[[nodiscard]] inline CLI::Validator secondsFrom(std::int64_t least)
{
    return within(least, std::int64_t(maximumTimeout.count()),
                  "whole seconds from " + std::to_string(least) + " to "
                      + std::to_string(maximumTimeout.count()));
}

[[nodiscard]] inline CLI::Validator seconds()
{
    return within(0.0, static_cast<double>(maximumTimeout.count()),
                  "seconds from 0 to " + std::to_string(maximumTimeout.count()));
}

[[nodiscard]] inline CLI::Validator probability()
{
    return within(0.0, 1.0, "a probability from 0 to 1");
}

} // namespace rollout::ctl
