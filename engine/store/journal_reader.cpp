#include "store/journal_reader.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "store/commit_rows.h"
#include "store/connection.h"
#include "store/dialect.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

struct Conditions
{
    QStringList sql;
    QVariantList values;
};

/// Looks the words up in each table of names once, not once for every row of the journal.
void addContains(Conditions& conditions, const std::string& needle)
{
    const QString sql =
        u"(journal.entity IN (SELECT id FROM entity WHERE {has name} OR namespace IN"
        " (SELECT id FROM namespace WHERE {has name}))"
        " OR journal.target IN (SELECT id FROM target WHERE {has grp} OR {has name})"
        " OR journal.version IN (SELECT id FROM version WHERE {has text})"
        " OR journal.previous IN (SELECT id FROM version WHERE {has text})"
        " OR {has journal.text} OR {has journal.by_whom})"_s;
    conditions.values += QVariantList(sql.count("{has "_L1), textValue(needle));
    conditions.sql += sql;
}

/// Kinds that never concern a single target; others may be missing here, that only costs time.
bool isOfWholeEntity(JournalKind kind)
{
    using enum JournalKind;
    constexpr std::array all{
        EntityCreated, EntityRenamed,  EntityDeleted, EntityRestored, VersionAsked,
        VersionForced, OptionsChanged, BatchAssigned, RollingStarted, BecameGood,
        BecameBad,     RollbackBegun,  RollbackDone,  RolloutDone,    StepVerdict,
        WaveBegun,     ApprovalAsked,  Paused,        Resumed,        Aborted,
        Retried,       TargetsRetried, Promoted,      WaveReleased,   Locked,
        Unlocked,      FreezeAdded,    FreezeRemoved, PolicyChanged,  ControllerChanged,
        EntityForked};
    return std::find(all.begin(), all.end(), kind) != all.end();
}

/// Whether the filter leaves only rows without a target; there is an index of just these.
bool wantsWholeEntityOnly(const JournalFilter& filter)
{
    return filter.wholeEntityOnly
        || (!filter.kinds.empty()
            && std::all_of(filter.kinds.begin(), filter.kinds.end(), isOfWholeEntity));
}

QString listOf(const std::vector<JournalKind>& kinds)
{
    QStringList numbers;
    for (const JournalKind kind : kinds)
        numbers += QString::number(static_cast<int>(kind));
    return numbers.join(u',');
}

Conditions conditionsOf(const JournalFilter& filter, JournalDirection direction, std::int64_t key)
{
    Conditions conditions;
    conditions.sql +=
        direction == JournalDirection::Older ? u"journal.id < ?"_s : u"journal.id > ?"_s;
    conditions.values += qlonglong(key);
    if (filter.entity) {
        conditions.sql += u"journal.entity = ?"_s;
        conditions.values += qlonglong(*filter.entity);
    }
    if (filter.firstRow > 0) {
        conditions.sql += u"journal.id >= ?"_s;
        conditions.values += qlonglong(filter.firstRow);
    }
    if (filter.lastRow) {
        conditions.sql += u"journal.id <= ?"_s;
        conditions.values += qlonglong(*filter.lastRow);
    }
    if (wantsWholeEntityOnly(filter))
        conditions.sql += u"journal.target IS NULL"_s;
    if (!filter.kinds.empty())
        conditions.sql += u"journal.kind IN (%1)"_s.arg(listOf(filter.kinds));
    if (!filter.contains.empty())
        addContains(conditions, filter.contains);
    return conditions;
}

QString journalSql(const Conditions& conditions, JournalDirection direction, int limit)
{
    return u"SELECT journal.id, journal.entity, journal.kind, journal.at, journal.step,"
           " {bytes namespace.name}, {bytes entity.name}, {bytes target.grp}, {bytes target.name},"
           " {bytes version.text}, {bytes previous.text}, journal.count, journal.threshold,"
           " {bytes journal.text}, coalesce(journal.entity_at, journal.at), {bytes "
           "journal.by_whom}, coalesce(journal.target, -1) FROM journal"
           " JOIN entity ON entity.id = journal.entity"
           " JOIN namespace ON namespace.id = entity.namespace"
           " JOIN version ON version.id = journal.version"
           " JOIN version AS previous ON previous.id = journal.previous"
           " LEFT JOIN target ON target.id = journal.target"
           " WHERE %1 ORDER BY journal.id %2 LIMIT %3"_s.arg(
               conditions.sql.join(" AND "_L1),
               direction == JournalDirection::Older ? u"DESC"_s : u"ASC"_s, QString::number(limit));
}

JournalRow rowOf(const Rows& rows)
{
    JournalRow row;
    row.id = rows.integer(0);
    row.entity = EntityKey(rows.integer(1));
    row.kind = static_cast<JournalKind>(rows.integer(2));
    row.at = Time(Milliseconds(rows.integer(3)));
    row.step = static_cast<std::uint64_t>(rows.integer(4));
    row.namespaceName = rows.text(5);
    row.entityName = rows.text(6);
    row.group = rows.text(7);
    row.target = rows.text(8);
    row.version = rows.text(9);
    row.previous = rows.text(10);
    row.count = rows.integer(11);
    row.threshold = rows.integer(12);
    row.text = rows.text(13);
    row.entityAt = Time(Milliseconds(rows.integer(14)));
    row.by = rows.text(15);
    if (const std::int64_t target = rows.integer(16); target >= 0)
        row.targetId = static_cast<TargetId>(slotOf(target));
    return row;
}

} // namespace

Result<std::vector<JournalRow>> readJournal(Connection& connection, const JournalFilter& filter,
                                            JournalDirection direction, std::int64_t key, int limit)
{
    const Conditions conditions = conditionsOf(filter, direction, key);
    auto rows =
        connection.select(journalSql(conditions, direction, std::max(limit, 0)), conditions.values);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<JournalRow> all;
    while (rows->next())
        all.push_back(rowOf(*rows));
    if (auto end = rows->end(); !end)
        return tl::unexpected(end.error());
    return all;
}

} // namespace rollout
