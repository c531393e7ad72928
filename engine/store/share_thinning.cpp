#include "store/share_thinning.h"

#include <vector>

#include "core/thinning.h"
#include "store/connection.h"
#include "store/row_statement.h"
#include "store/sql_value.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

constexpr int slice = 1000; // samples; some ten milliseconds

/// The next samples, from the one that the last slice ended with.
Result<std::vector<SamplePoint>> readSlice(Connection& connection, const Upkeep& upkeep)
{
    auto rows = connection.select(
        u"SELECT DISTINCT at, step FROM share_sample WHERE entity = ? AND at >= ? AND at < ?"
        " AND (at > ? OR step >= ?) ORDER BY at, step LIMIT %1"_s.arg(slice),
        {number(std::int64_t(upkeep.entity)), number(upkeep.next.at), number(upkeep.thinBefore),
         number(upkeep.next.at), number(std::int64_t(upkeep.next.step))});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<SamplePoint> points;
    while (rows->next())
        points.push_back(
            {Time(Milliseconds(rows->integer(0))), static_cast<std::uint64_t>(rows->integer(1))});
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return points;
}

Result<void> drop(Connection& connection, EntityKey entity, const std::vector<SamplePoint>& points,
                  const std::vector<std::size_t>& places)
{
    const auto statement = RowStatement::make(
        connection, "DELETE FROM share_sample WHERE entity = ? AND at = ? AND step = ?");
    for (const std::size_t i : places) {
        statement->add(std::int64_t(entity));
        statement->add(points[i].at.time_since_epoch().count());
        statement->add(std::int64_t(points[i].step));
        if (auto done = statement->execute(); !done)
            return done;
    }
    return statement->finish();
}

} // namespace

Result<bool> thinShares(Connection& connection, Upkeep& upkeep)
{
    const auto points = readSlice(connection, upkeep);
    if (!points)
        return tl::unexpected(points.error());
    const auto first = upkeep.next.at == Time{} ? FirstPoint::Stays : FirstPoint::MayGo;
    // The last of a slice always stays in it: the next slice begins with it and knows what follows.
    if (auto done = drop(connection, upkeep.entity, *points,
                         pointsToDrop(*points, upkeep.now, upkeep.keptTimes, first));
        !done)
        return tl::unexpected(done.error());
    if (std::ssize(*points) < slice)
        return false;
    upkeep.next.at = points->back().at;
    upkeep.next.step = points->back().step;
    return true;
}

} // namespace rollout
