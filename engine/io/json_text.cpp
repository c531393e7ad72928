#include "io/json_text.h"

namespace rollout {

namespace {

void appendEscaped(std::string& text, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
        (text += '\\') += c;
    else if (c == '\n')
        text += "\\n";
    else if (byte < 0x20)
        ((text += "\\u00") += hex[byte >> 4U]) += hex[byte & 0xFU];
    else
        text += c;
}

} // namespace

void appendJsonString(std::string& text, std::string_view value)
{
    text += '"';
    for (const char c : value)
        appendEscaped(text, c);
    text += '"';
}

} // namespace rollout
