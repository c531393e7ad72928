#include "ui/common/text_search.h"

#include <QString>

#include <algorithm>
#include <cctype>

namespace rollout {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<signed char>(c) >= 0; });
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// The run of digits that `text` begins with.
std::string_view digits(std::string_view text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// Compares runs of digits by value, however long they are.
int compareNumbers(std::string_view a, std::string_view b)
{
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

} // namespace

std::string foldCase(std::string_view text)
{
    return toText(text).toCaseFolded().toStdString();
}

bool containsFolded(std::string_view haystack, std::string_view needle)
{
    if (needle.empty())
        return true;
    if (!isAscii(needle))
        return toText(haystack).toCaseFolded().contains(toText(needle));
    const auto same = [](char a, char b) { return lower(a) == b; };
    return std::search(haystack.begin(), haystack.end(), needle.begin(), needle.end(), same)
        != haystack.end();
}

int naturalCompare(std::string_view a, std::string_view b)
{
    const std::string_view wholeA = a;
    const std::string_view wholeB = b;
    while (!a.empty() && !b.empty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const auto runA = digits(a);
            const auto runB = digits(b);
            if (const int order = compareNumbers(runA, runB))
                return order;
            a.remove_prefix(runA.size());
            b.remove_prefix(runB.size());
            continue;
        }
        const auto left = static_cast<unsigned char>(lower(a.front()));
        const auto right = static_cast<unsigned char>(lower(b.front()));
        if (left != right)
            return left < right ? -1 : 1;
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    if (a.empty() != b.empty())
        return a.empty() ? -1 : 1;
    return wholeA.compare(wholeB); // "A1" and "a01" are equal to a person; an order has to be total
}

} // namespace rollout
