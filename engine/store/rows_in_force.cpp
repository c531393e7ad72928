#include "store/rows_in_force.h"

#include <algorithm>

#include "store/commit_rows.h"
#include "store/connection.h"
#include "store/control_json.h"
#include "store/sql_value.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

Result<std::vector<FreezeWindow>> windowsAhead(Connection& connection, const Upkeep& upkeep)
{
    auto rows = connection.select(u"SELECT {bytes control} FROM entity WHERE id = ?"_s,
                                  {number(std::int64_t(upkeep.entity))});
    if (!rows)
        return tl::unexpected(rows.error());
    EntityState state;
    if (rows->next() && !rows->isNull(0))
        if (auto read = controlFromJson(rows->text(0), state, connection.where()); !read)
            return tl::unexpected(read.error());
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    auto windows = std::move(state.control.freezes);
    std::erase_if(windows, [&](const FreezeWindow& window) { return window.isOverAt(upkeep.now); });
    return windows;
}

/// Takes out the window that a row tells of; whether there was one.
bool take(std::vector<FreezeWindow>& windows, std::int64_t from, std::int64_t to)
{
    const auto window = std::find_if(windows.begin(), windows.end(), [&](const auto& each) {
        return each.from == Time(Milliseconds(from)) && each.to == Time(Milliseconds(to));
    });
    if (window == windows.end())
        return false;
    windows.erase(window);
    return true;
}

/// From the newest row back: of a window that was removed and added again the last one counts.
Result<void> addFreezes(Connection& connection, const Upkeep& upkeep,
                        std::vector<std::int64_t>& found)
{
    auto windows = windowsAhead(connection, upkeep);
    if (!windows)
        return tl::unexpected(windows.error());
    if (windows->empty())
        return {};
    static_assert(static_cast<int>(JournalKind::FreezeAdded) == 51);
    auto rows = connection.select(u"SELECT id, count, threshold FROM journal WHERE entity = ?"
                                  " AND target IS NULL AND kind = 51 ORDER BY id DESC"_s,
                                  {number(std::int64_t(upkeep.entity))});
    if (!rows)
        return tl::unexpected(rows.error());
    while (!windows->empty() && rows->next())
        if (take(*windows, rows->integer(1), rows->integer(2))
            && rows->integer(0) < upkeep.deleteBefore)
            found.push_back(rows->integer(0));
    return windows->empty() ? Result<void>() : rows->end();
}

/// Where a target was excluded again lately, the old row stays until that one is old too: looking
/// for it would mean to read all that is young.
Result<void> addExclusions(Connection& connection, const Upkeep& upkeep,
                           std::vector<std::int64_t>& found)
{
    static_assert(static_cast<int>(JournalKind::TargetExcluded) == 47);
    static_assert(marksOf(true, false) < 2 && marksOf(false, true) == 2);
    auto rows = connection.select(
        u"SELECT max(id) FROM journal WHERE entity = ? AND id < ? AND kind = 47 AND target IN"
        " (SELECT id FROM target_state WHERE id BETWEEN ? AND ? AND expected_is_error >= 2)"
        " GROUP BY target"_s,
        {number(std::int64_t(upkeep.entity)), number(upkeep.deleteBefore),
         number(targetKey(upkeep.entity, 0)), number(targetKey(upkeep.entity, 0xffffffff))});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        found.push_back(rows->integer(0));
    return rows->end();
}

} // namespace

Result<std::vector<std::int64_t>> rowsInForce(Connection& connection, const Upkeep& upkeep)
{
    std::vector<std::int64_t> found;
    return addFreezes(connection, upkeep, found)
        .and_then([&] { return addExclusions(connection, upkeep, found); })
        .map([&] { return std::move(found); });
}

} // namespace rollout
