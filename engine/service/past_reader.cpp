#include "service/past_reader.h"

#include <algorithm>

#include "service/orchestrator.h"

namespace rollout {

namespace {

constexpr int page = 5000;

JournalFilter rowsOf(EntityKey key)
{
    JournalFilter filter;
    filter.entity = key;
    return filter;
}

} // namespace

PastReader::PastReader(EntityKey key, std::size_t most)
    : m_key(key)
    , m_most(most)
{
}

Result<void> PastReader::begin(const Orchestrator& engine)
{
    const auto past = engine.past(m_key);
    if (!past)
        return tl::unexpected(past.error());
    const auto& moments = past->moments;
    const auto first = std::find_if_not(moments.begin(), moments.end(),
                                        [](const PastMoment& moment) { return moment.isRetold; });
    if (first == moments.end())
        return failure(ErrorCode::NotFound, "nothing is remembered of what the entity was");
    m_first = first->number;
    const auto last = engine.lastRowAt(m_key, *first);
    if (!last)
        return tl::unexpected(last.error());
    m_lastRow = *last;
    m_nextRow = m_lastRow + 1;
    auto oldest = oldestRow(engine);
    if (!oldest)
        return tl::unexpected(oldest.error());
    m_oldest = std::move(*oldest);
    m_hasBegun = true;
    return {};
}

Result<std::optional<JournalRow>> PastReader::oldestRow(const Orchestrator& engine) const
{
    return engine.journalAfter(rowsOf(m_key), 0, 1).map([](std::vector<JournalRow> rows) {
        return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
    });
}

/// Keys are alike in every store; the moment at which an entity was made, and its name, are not.
Result<void> PastReader::checkStore(const Orchestrator& engine) const
{
    const auto oldest = oldestRow(engine);
    if (!oldest)
        return tl::unexpected(oldest.error());
    const bool isSame = oldest->has_value() == m_oldest.has_value()
        && (!m_oldest
            || ((*oldest)->id == m_oldest->id && (*oldest)->at == m_oldest->at
                && (*oldest)->entityName == m_oldest->entityName));
    if (isSame)
        return {};
    return failure(ErrorCode::Conflict,
                   "the journal became another one while it was read; read it again");
}

Result<PastReader::Progress> PastReader::update(Orchestrator& engine)
{
    if (!m_hasBegun)
        if (auto ok = begin(engine); !ok)
            return tl::unexpected(ok.error());
    if (auto ok = checkStore(engine); !ok)
        return tl::unexpected(ok.error());
    const auto wanted = std::min<std::size_t>(page, m_most - m_rows.size());
    const auto rows = engine.journalBefore(rowsOf(m_key), m_nextRow, static_cast<int>(wanted));
    if (!rows)
        return tl::unexpected(rows.error());
    m_rows.insert(m_rows.end(), rows->begin(), rows->end());
    if (rows->size() == wanted && m_rows.size() < m_most) {
        m_nextRow = rows->back().id;
        const std::int64_t oldest = m_oldest ? m_oldest->id : m_nextRow;
        const auto all = static_cast<double>(std::max<std::int64_t>(1, m_lastRow - oldest));
        return Progress{static_cast<double>(m_lastRow - m_nextRow) / all, true};
    }
    std::reverse(m_rows.begin(), m_rows.end());
    return engine.retell(m_key, m_first, m_rows).map([] { return Progress{1, false}; });
}

// The row with which every journal begins tells of no time before.
Result<bool> hasEarlier(const Orchestrator& engine, EntityKey key)
{
    const auto past = engine.past(key);
    if (!past)
        return tl::unexpected(past.error());
    if (past->moments.empty() || past->moments.front().isRetold)
        return false;
    const auto last = engine.lastRowAt(key, past->moments.front());
    if (!last)
        return tl::unexpected(last.error());
    return engine.journalBefore(rowsOf(key), *last + 1, 2).map([](const auto& rows) {
        return rows.size() > 1;
    });
}

} // namespace rollout
