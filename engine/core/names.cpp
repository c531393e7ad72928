#include "core/names.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

namespace rollout {

namespace {

/// Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7); 0 if there is none, or
/// it is U+0000.
std::size_t sequenceLength(const unsigned char* at, std::size_t left)
{
    const auto continues = [&](std::size_t index, unsigned low = 0x80, unsigned high = 0xBF) {
        return index < left && at[index] >= low && at[index] <= high;
    };
    const unsigned lead = at[0];
    if (lead < 0x80)
        return lead == 0 ? 0 : 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80; // no overlong forms
        const unsigned high = lead == 0xED ? 0x9F : 0xBF; // no surrogates
        return continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF; // at most U+10FFFF
        return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

Result<void> checkText(std::string_view what, std::string_view text, std::size_t maximum)
{
    if (text.size() > maximum)
        return failure(ErrorCode::InvalidArgument,
                       std::string(what) + " has " + std::to_string(text.size())
                           + " bytes; at most " + std::to_string(maximum) + " are allowed");
    if (!isCleanUtf8(text))
        return failure(ErrorCode::InvalidArgument,
                       std::string(what) + " is not valid UTF-8 text without the character U+0000");
    return {};
}

} // namespace

bool isCleanUtf8(std::string_view text)
{
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t left = text.size();
    while (left > 0) {
        const std::size_t length = sequenceLength(at, left);
        if (length == 0)
            return false;
        at += length;
        left -= length;
    }
    return true;
}

std::string cleanMessage(std::string text)
{
    if (text.size() <= maximumMessageBytes && isCleanUtf8(text))
        return text;
    constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
        const std::size_t length = sequenceLength(bytes, text.size() - at);
        const std::string_view next =
            length == 0 ? replacement : std::string_view(text).substr(at, length);
        if (clean.size() + next.size() > maximumMessageBytes)
            break;
        clean += next;
        at += std::max<std::size_t>(1, length);
    }
    return clean;
}

Result<void> checkName(std::string_view what, std::string_view name)
{
    if (name.empty())
        return failure(ErrorCode::InvalidArgument,
                       std::string(what) + " is empty; it needs 1 to "
                           + std::to_string(maximumNameBytes) + " bytes");
    return checkText(what, name, maximumNameBytes);
}

Result<void> checkOptionalName(std::string_view what, std::string_view name)
{
    return checkText(what, name, maximumNameBytes);
}

Result<void> checkClientState(const ClientState& state)
{
    if (auto ok = checkName("target name", state.name); !ok)
        return ok;
    const std::string of = " of target \"" + state.name + "\"";
    if (auto ok = checkOptionalName("group" + of, state.group); !ok)
        return ok;
    if (auto ok = checkOptionalName("tags" + of, state.tags); !ok)
        return ok;
    if (auto ok = checkOptionalName("version" + of, state.version); !ok)
        return ok;
    return checkText("message" + of, state.message, maximumMessageBytes);
}

} // namespace rollout
