#include "service/history_reader.h"

#include <algorithm>
#include <limits>

#include "service/orchestrator.h"

namespace rollout {

namespace {

constexpr int page = 5000;
constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();

} // namespace

HistoryReader::HistoryReader(EntityKey key, int limit, std::optional<std::int64_t> lastRow)
    : m_key(key)
    , m_limit(static_cast<std::size_t>(std::max(limit, 0)))
    , m_end(lastRow)
{
}

JournalFilter HistoryReader::filterOf(std::vector<JournalKind> kinds) const
{
    JournalFilter filter;
    filter.entity = m_key;
    filter.wholeEntityOnly = true;
    filter.kinds = std::move(kinds);
    filter.lastRow = m_end;
    return filter;
}

/// Where the oldest of the wanted rollouts begins, and what was known by then: who had asked for
/// what, and which version was good.
Result<void> HistoryReader::findBeginning(const Orchestrator& engine)
{
    using enum JournalKind;
    const auto begins = engine.journalBefore(filterOf({RollingStarted, Retried}), newest,
                                             static_cast<int>(m_limit) + 1);
    if (!begins)
        return tl::unexpected(begins.error());
    m_lastRow = 0;
    // One more than is wanted, so that the first has seen how the one before it ended.
    if (begins->size() <= m_limit)
        return {};
    constexpr int asksBefore = 100;
    const std::int64_t first = begins->back().id;
    auto before = engine.journalBefore(filterOf({VersionAsked, VersionForced, BecameGood}), first,
                                       asksBefore);
    if (!before)
        return tl::unexpected(before.error());
    std::for_each(before->rbegin(), before->rend(),
                  [this](const JournalRow& row) { m_history.add(row); });
    m_lastRow = first - 1;
    return {};
}

Result<HistoryReader::Progress> HistoryReader::update(const Orchestrator& engine)
{
    if (m_lastRow < 0)
        if (auto ok = findBeginning(engine); !ok)
            return tl::unexpected(ok.error());
    const auto rows = engine.journalAfter(filterOf(historyKinds()), m_lastRow, page);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow& row : *rows) {
        m_history.add(row);
        m_lastRow = row.id;
    }
    Progress progress{!rows->empty(), std::ssize(*rows) == page};
    if (progress.hasMore)
        return progress;
    const auto isNews = countFailures(engine);
    if (!isNews)
        return tl::unexpected(isNews.error());
    progress.isNews = progress.isNews || *isNews;
    return progress;
}

/// Of records that were not counted yet, and of the newest, where targets may still fail.
Result<bool> HistoryReader::countFailures(const Orchestrator& engine)
{
    const auto& records = m_history.records();
    bool isNews = false;
    const std::size_t counted = m_failures.size();
    m_failures.resize(records.size());
    for (std::size_t i = records.size(); i-- > 0 && records.size() - i <= m_limit;) {
        // The one before the newest may have been counted while it was the newest.
        if (i + 2 < counted)
            break;
        const std::int64_t before = i + 1 < records.size() ? records[i + 1].firstRow
            : m_end                                        ? *m_end + 1
                                                           : newest;
        const auto counts =
            engine.failures({m_key, records[i].version, records[i].firstRow, before});
        if (!counts)
            return tl::unexpected(counts.error());
        isNews = isNews || *counts != m_failures[i];
        m_failures[i] = *counts;
    }
    return isNews;
}

std::vector<RolloutRecord> HistoryReader::records() const
{
    const auto& all = m_history.records();
    std::vector<RolloutRecord> newestFirst;
    for (std::size_t i = all.size(); i-- > 0 && newestFirst.size() < m_limit;) {
        newestFirst.push_back(all[i]);
        if (i >= m_failures.size())
            continue;
        newestFirst.back().reasons = m_failures[i].reasons;
        newestFirst.back().failedTargets = m_failures[i].targets;
    }
    return newestFirst;
}

} // namespace rollout
