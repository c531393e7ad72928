#include "store/history_rows.h"

#include <algorithm>

#include "store/connection.h"
#include "store/dialect.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// The kind is written out: only so does the database see that the index of failures will do.
static_assert(static_cast<int>(JournalKind::TargetFailed) == 22);

QString stretchSql()
{
    return u" FROM journal WHERE journal.entity = ? AND journal.kind = 22 AND journal.id >= ?"
           " AND journal.id < ?"
           " AND journal.version IN (SELECT id FROM version WHERE text = {text})"_s;
}

QVariantList valuesOf(const FailureFilter& filter)
{
    return {qlonglong(filter.entity), qlonglong(filter.first), qlonglong(filter.before),
            textValue(filter.version)};
}

FailureReason reasonOf(const Rows& rows)
{
    FailureReason reason;
    reason.words = rows.text(0);
    reason.limit = Seconds(rows.integer(1));
    reason.by = rows.integer(2) != 0 ? FailedBy::Monitoring : FailedBy::TimeOut;
    reason.count = rows.integer(3);
    return reason;
}

} // namespace

Result<FailureCounts> readFailures(Connection& connection, const FailureFilter& filter)
{
    FailureCounts counts;
    const auto targets = connection.integer(
        u"SELECT count(DISTINCT journal.target)"_s + stretchSql(), valuesOf(filter));
    if (!targets)
        return tl::unexpected(targets.error());
    counts.targets = *targets;
    if (counts.targets == 0)
        return counts;
    // A hook's failure has neither seconds nor limit.
    const QString isHook =
        u"CASE WHEN journal.count = 0 AND journal.threshold = 0 THEN 1 ELSE 0 END"_s;
    auto rows = connection.select(
        u"SELECT {bytes journal.text}, journal.threshold, %1 AS hook, count(*) AS times%2"
        " GROUP BY journal.text, journal.threshold, %1 ORDER BY times DESC, min(journal.id)"
        " LIMIT %3"_s.arg(isHook, stretchSql(), QString::number(std::max(filter.limit, 0))),
        valuesOf(filter));
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        counts.reasons.push_back(reasonOf(*rows));
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return counts;
}

} // namespace rollout
