#include "store/retention.h"

#include <algorithm>
#include <limits>

#include "core/thinning.h"
#include "store/connection.h"
#include "store/journal_reader.h"
#include "store/rows_in_force.h"
#include "store/sql_value.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

constexpr int slice = 5000; // rows; some ten milliseconds

bool isUnderWay(const RolloutRecord& record)
{
    return !record.ended && record.outcome != RolloutOutcome::Good;
}

/// When it was over, of one that is.
Time endOf(const RolloutRecord& record)
{
    return record.ended ? record.ended->at : record.becameGood->at;
}

/// All rollouts that the journal still tells of. Their rows are few beside those of targets.
Result<std::vector<RolloutRecord>> readRollouts(Connection& connection, EntityKey key)
{
    constexpr int page = 5000;
    JournalFilter filter;
    filter.entity = key;
    filter.kinds = historyKinds();
    RolloutHistory history;
    std::int64_t last = 0;
    for (bool hasMore = true; hasMore;) {
        const auto rows = readJournal(connection, filter, JournalDirection::Newer, last, page);
        if (!rows)
            return tl::unexpected(rows.error());
        for (const JournalRow& row : *rows)
            history.add(row);
        hasMore = std::ssize(*rows) == page;
        if (!rows->empty())
            last = rows->back().id;
    }
    return history.records();
}

/// What the clock that times the entity shows: a simulated one stands still between its steps.
Result<Time> clockOf(Connection& connection, EntityKey key, Time now)
{
    return connection
        .integer(u"SELECT CASE WHEN simulation IS NULL THEN -1 ELSE changed_at END FROM entity"
                 " WHERE id = ?"_s,
                 {number(std::int64_t(key))}, -1)
        .map([&](std::int64_t at) { return at < 0 ? now : Time(Milliseconds(at)); });
}

void planThinning(Upkeep& upkeep, const std::vector<RolloutRecord>& rollouts)
{
    upkeep.thinBefore = upkeep.now - thinningBegins;
    for (const RolloutRecord& record : rollouts) {
        if (isUnderWay(record))
            upkeep.thinBefore = std::min(upkeep.thinBefore, record.began.at);
        upkeep.keptTimes.push_back(record.began.at);
        for (const auto& moment :
             {record.becameGood, record.becameBad, record.rollbackDone, record.ended})
            if (moment)
                upkeep.keptTimes.push_back(moment->at);
    }
    std::sort(upkeep.keptTimes.begin(), upkeep.keptTimes.end());
}

/// Everything below is older than `limit` and of no rollout that is under way or younger.
Result<std::int64_t> firstRowToKeep(Connection& connection, EntityKey key, Time limit,
                                    const std::vector<RolloutRecord>& rollouts)
{
    // The newest row always stays: numbers of rows are given by it.
    const auto newest = connection.integer(u"SELECT max(id) FROM journal WHERE entity = ?"_s,
                                           {number(std::int64_t(key))});
    if (!newest)
        return tl::unexpected(newest.error());
    const auto young = connection.integer(
        u"SELECT id FROM journal WHERE entity = ? AND at >= ? ORDER BY id LIMIT 1"_s,
        {number(std::int64_t(key)), number(limit)}, *newest);
    if (!young)
        return tl::unexpected(young.error());
    std::int64_t first = std::min(*newest, *young);
    for (const RolloutRecord& record : rollouts)
        if (isUnderWay(record) || endOf(record) >= limit)
            first = std::min(first, record.firstRow);
    return first;
}

/// Appends the last row of each kind; of freeze windows those in force count instead.
Result<void> addLastRows(Connection& connection, const Upkeep& upkeep,
                         std::vector<std::int64_t>& kept)
{
    static_assert(static_cast<int>(JournalKind::FreezeAdded) == 51);
    auto rows =
        connection.select(u"SELECT max(id) FROM journal WHERE entity = ? AND target IS NULL"
                          " AND id < ? AND kind <> 51 GROUP BY kind"_s,
                          {number(std::int64_t(upkeep.entity)), number(upkeep.deleteBefore)});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        kept.push_back(rows->integer(0));
    return rows->end();
}

/// What explains the present, and who asked for rollouts that are kept; ascending.
Result<std::vector<std::int64_t>> explainingRows(Connection& connection, const Upkeep& upkeep,
                                                 const std::vector<RolloutRecord>& rollouts)
{
    auto kept = rowsInForce(connection, upkeep);
    if (!kept)
        return kept;
    if (auto done = addLastRows(connection, upkeep, *kept); !done)
        return tl::unexpected(done.error());
    for (const RolloutRecord& record : rollouts)
        if (record.asked && record.firstRow >= upkeep.deleteBefore)
            kept->push_back(record.asked->row);
    std::sort(kept->begin(), kept->end());
    return kept;
}

/// Ids of the next rows, whether they may go or not.
Result<std::vector<std::int64_t>> readSlice(Connection& connection, const Upkeep& upkeep)
{
    auto rows = connection.select(u"SELECT id FROM journal WHERE entity = ? AND id >= ? AND id < ?"
                                  " ORDER BY id LIMIT %1"_s.arg(slice),
                                  {number(std::int64_t(upkeep.entity)), number(upkeep.next.row),
                                   number(upkeep.deleteBefore)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<std::int64_t> ids;
    while (rows->next())
        ids.push_back(rows->integer(0));
    return rows->end().map([&] { return std::move(ids); });
}

/// For an IN: at most as many as a slice has.
QString keptWithin(const Upkeep& upkeep, std::int64_t first, std::int64_t last)
{
    const auto& all = upkeep.keptRows;
    QStringList kept;
    for (auto id = std::lower_bound(all.begin(), all.end(), first); id != all.end() && *id <= last;
         ++id)
        kept += QString::number(*id);
    return kept.join(u',');
}

} // namespace

Result<Upkeep> planUpkeep(Connection& connection, EntityKey key, Time now,
                          const std::optional<std::chrono::days>& retention)
{
    Upkeep upkeep;
    upkeep.entity = key;
    const auto clock = clockOf(connection, key, now);
    if (!clock)
        return tl::unexpected(clock.error());
    upkeep.now = *clock;
    const auto rollouts = readRollouts(connection, key);
    if (!rollouts)
        return tl::unexpected(rollouts.error());
    planThinning(upkeep, *rollouts);
    if (!retention)
        return upkeep;
    const auto first = firstRowToKeep(connection, key, upkeep.now - *retention, *rollouts);
    if (!first)
        return tl::unexpected(first.error());
    upkeep.deleteBefore = *first;
    auto kept = explainingRows(connection, upkeep, *rollouts);
    if (!kept)
        return tl::unexpected(kept.error());
    upkeep.keptRows = std::move(*kept);
    return upkeep;
}

Result<bool> pruneJournal(Connection& connection, Upkeep& upkeep)
{
    const auto ids = readSlice(connection, upkeep);
    if (!ids)
        return tl::unexpected(ids.error());
    if (ids->empty())
        return false;
    QString sql = u"DELETE FROM journal WHERE entity = ? AND id BETWEEN ? AND ?"_s;
    if (const QString kept = keptWithin(upkeep, ids->front(), ids->back()); !kept.isEmpty())
        sql += u" AND id NOT IN (%1)"_s.arg(kept);
    if (auto done = connection.run(
            sql, {number(std::int64_t(upkeep.entity)), number(ids->front()), number(ids->back())});
        !done)
        return tl::unexpected(done.error());
    upkeep.next.row = ids->back() + 1;
    return std::ssize(*ids) == slice;
}

} // namespace rollout
