#include "store/share_reader.h"

#include "store/connection.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

void addRow(std::vector<ShareSample>& samples, const Rows& rows)
{
    const Time at{Milliseconds(rows.integer(0))};
    const auto step = static_cast<std::uint64_t>(rows.integer(1));
    if (samples.empty() || samples.back().at != at || samples.back().step != step)
        samples.push_back({at, step, {}});
    const ShareSample::Share share{rows.text(2), rows.integer(3), rows.integer(4), rows.integer(5)};
    if (share.expected != 0 || share.current != 0) // all zero: the row of a fleet without targets
        samples.back().shares.push_back(share);
}

} // namespace

Result<std::vector<ShareSample>> readShares(Connection& connection, EntityKey key, Time from)
{
    auto rows = connection.select(
        u"SELECT share_sample.at, share_sample.step, {bytes version.text}, share_sample.expected,"
        " share_sample.current, share_sample.failing"
        " FROM share_sample JOIN version ON version.id = share_sample.version"
        " WHERE share_sample.entity = ? AND share_sample.at >= ?"
        " ORDER BY share_sample.at, share_sample.step, share_sample.version"_s,
        {qlonglong(key), qlonglong(from.time_since_epoch().count())});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<ShareSample> samples;
    while (rows->next())
        addRow(samples, *rows);
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return samples;
}

} // namespace rollout
