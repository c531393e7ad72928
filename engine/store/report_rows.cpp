#include "store/report_rows.h"

#include <charconv>
#include <map>

namespace rollout {

namespace {

/// Ascending slots as text, neighbours put together.
class SlotList
{
public:
    void add(std::uint32_t slot)
    {
        if (m_isOpen && slot == m_last + 1) {
            m_last = slot;
            return;
        }
        close();
        m_first = m_last = slot;
        m_isOpen = true;
    }
    [[nodiscard]] std::string take()
    {
        close();
        return std::move(m_text);
    }

private:
    void close()
    {
        if (!m_isOpen)
            return;
        if (!m_text.empty())
            m_text += ',';
        m_text += std::to_string(m_first);
        if (m_last > m_first)
            m_text += '-' + std::to_string(m_last);
        m_isOpen = false;
    }

    std::string m_text;
    std::uint32_t m_first = 0;
    std::uint32_t m_last = 0;
    bool m_isOpen = false;
};

/// Takes a number off the front of `text`.
std::optional<std::uint32_t> takeNumber(std::string_view& text)
{
    std::uint32_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool takeSign(std::string_view& text, char sign)
{
    if (!text.starts_with(sign))
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

std::vector<ReportRow> reportRowsBetween(const ReportTimes& before, const ReportTimes& after)
{
    if (&before.exceptions() == &after.exceptions())
        return {};
    std::map<std::optional<Time>, SlotList> lists;
    auto old = before.exceptions().begin();
    const auto oldEnd = before.exceptions().end();
    const auto goneBefore = [&](std::optional<TargetId> limit) {
        for (; old != oldEnd && (!limit || old->target < *limit); ++old)
            lists[std::nullopt].add(raw(old->target));
    };
    // Both are sorted by target: one walk along them finds what differs.
    for (const ReportException& exception : after.exceptions()) {
        goneBefore(exception.target);
        const bool isKnown = old != oldEnd && old->target == exception.target;
        if (!isKnown || old->at != exception.at)
            lists[exception.at].add(raw(exception.target));
        if (isKnown)
            ++old;
    }
    goneBefore(std::nullopt);
    std::vector<ReportRow> rows;
    rows.reserve(lists.size());
    for (auto& [at, list] : lists)
        rows.push_back({at, list.take()});
    return rows;
}

bool ReportRowReader::take(std::optional<Time> at, std::string_view slots)
{
    do {
        const auto first = takeNumber(slots);
        const auto last = first && takeSign(slots, '-') ? takeNumber(slots) : first;
        if (!last || *last < *first || *last >= m_times.size())
            return false;
        for (std::uint32_t slot = *first; slot <= *last; ++slot)
            m_times[slot] = at;
    } while (takeSign(slots, ','));
    return slots.empty();
}

std::vector<ReportException> ReportRowReader::exceptions() const
{
    std::vector<ReportException> all;
    for (std::uint32_t slot = 0; slot < m_times.size(); ++slot)
        if (m_times[slot])
            all.push_back({static_cast<TargetId>(slot), *m_times[slot]});
    return all;
}

} // namespace rollout
