#include "io/json_fault.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/names.h"

namespace rollout {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view hexDigits = "0123456789abcdefABCDEF";

// Thrown where the text cannot go on; caught in findJsonFault().
struct Stop
{
    JsonFault fault;
};

class Checker
{
public:
    explicit Checker(std::string_view text)
        : m_text(text)
    {
    }

    void document()
    {
        value();
        while (!m_open.empty())
            afterValue();
        space();
        if (m_at < m_text.size())
            stop("the document has ended before this; nothing may follow");
    }

private:
    [[noreturn]] void stopAt(std::size_t offset, std::string sentence) const
    {
        throw Stop{{offset, std::move(sentence)}};
    }
    [[noreturn]] void stop(std::string sentence) const { stopAt(m_at, std::move(sentence)); }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void space() { m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size()); }
    bool skip(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    // Goes on to the end of the first scalar or empty array or object; what was opened before it
    // stays owed.
    void value()
    {
        for (;;) {
            space();
            if (peek() == '"')
                return string();
            if (peek() != '[' && peek() != '{')
                return scalar();
            if (!open(peek() == '[' ? ']' : '}'))
                return;
        }
    }

    // Whether a value has to follow.
    bool open(char close)
    {
        ++m_at;
        space();
        if (skip(close))
            return false;
        m_open.push_back(close);
        if (close == '}')
            key();
        return true;
    }

    void afterValue()
    {
        const char close = m_open.back();
        space();
        if (skip(close))
            return m_open.pop_back();
        if (!skip(','))
            stop(m_at >= m_text.size()
                     ? std::string("the text ends too early; a ") + close + " is missing"
                     : std::string("a comma or ") + close + " has to come here");
        space();
        if (peek() == close)
            stop(std::string("a comma before ") + close + " is one too many");
        if (close == '}')
            key();
        value();
    }

    void key()
    {
        space();
        if (peek() != '"')
            stop("a name in quotes has to come here");
        string();
        space();
        if (!skip(':'))
            stop("a colon has to come after a name");
    }

    void string()
    {
        const std::size_t start = m_at++;
        while (!skip('"')) {
            if (m_at >= m_text.size())
                stopAt(start, "a string is not closed; a quote is missing");
            if (peek() == '\n' || peek() == '\r')
                stopAt(start,
                       R"(a string is not closed on its line; a line end in it is written \n)");
            if (static_cast<unsigned char>(peek()) < 0x20)
                stop(
                    R"(a control character in a string; it has to be written as \u and four hex digits)");
            if (skip('\\'))
                escape();
            else
                character();
        }
    }

    void escape()
    {
        constexpr std::string_view simple = "\"\\/bfnrt";
        const std::size_t start = m_at - 1;
        if (!skip('u')) {
            if (m_at >= m_text.size() || simple.find(m_text[m_at]) == std::string_view::npos)
                stopAt(start,
                       R"(an escape that JSON does not know; a backslash itself is written \\)");
            ++m_at;
            return;
        }
        const unsigned unit = hexUnit(start);
        const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
        const bool isPaired =
            isHigh && skip('\\') && skip('u') && (hexUnit(start) & 0xFC00U) == 0xDC00U;
        if ((isHigh && !isPaired) || (unit >= 0xDC00 && unit < 0xE000))
            stopAt(start, "half of a surrogate pair; both halves have to be there");
    }

    unsigned hexUnit(std::size_t start)
    {
        const std::string_view hex = m_text.substr(m_at, 4);
        if (hex.size() < 4 || hex.find_first_not_of(hexDigits) != std::string_view::npos)
            stopAt(start, R"(\u has to be followed by four hex digits)");
        m_at += 4;
        return static_cast<unsigned>(std::stoul(std::string(hex), nullptr, 16));
    }

    void character()
    {
        const auto lead = static_cast<unsigned char>(peek());
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!isCleanUtf8(m_text.substr(m_at, size)))
            stop("not UTF-8; the file has to be in that encoding");
        m_at += size;
    }

    void scalar()
    {
        constexpr std::array<std::string_view, 3> words{"true", "false", "null"};
        if (m_at >= m_text.size())
            stop("the text ends where a value has to come");
        const std::size_t start = m_at;
        for (const auto word : words)
            if (m_text.substr(m_at).starts_with(word)) {
                m_at += word.size();
                return endOfScalar(start);
            }
        number(start);
        endOfScalar(start);
    }

    void number(std::size_t start)
    {
        skip('-');
        if (!skip('0'))
            someDigits(start);
        if (skip('.'))
            someDigits(start);
        if (skip('e') || skip('E')) {
            if (!skip('+'))
                skip('-');
            someDigits(start);
        }
    }

    void someDigits(std::size_t start)
    {
        const std::size_t end = std::min(m_text.find_first_not_of(digits, m_at), m_text.size());
        if (end == m_at)
            stopAt(start,
                   "not a value; it is a string in quotes, a number, true, false, null, [ or {");
        m_at = end;
    }

    void endOfScalar(std::size_t start) const
    {
        constexpr std::string_view enders = " \t\r\n,]}";
        if (m_at < m_text.size() && enders.find(m_text[m_at]) == std::string_view::npos)
            stopAt(start,
                   "not a value; it is a string in quotes, a number, true, false, null, [ or {");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<char> m_open; ///< closing brackets owed, innermost last
};

} // namespace

std::optional<JsonFault> findJsonFault(std::string_view text)
{
    try {
        Checker(text).document();
        return std::nullopt;
    } catch (const Stop& stop) {
        return stop.fault;
    }
}

} // namespace rollout
