#include "store/journal_reader.h"

#include <QStringList>

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

void addContains(Conditions& conditions, const std::string& needle)
{
    QStringList any;
    for (const auto column :
         {"namespace.name"_L1, "entity.name"_L1, "target.grp"_L1, "target.name"_L1,
          "version.text"_L1, "previous.text"_L1, "journal.text"_L1}) {
        any += u"instr(lower(%1), lower({text})) > 0"_s.arg(column);
        conditions.values += textValue(needle);
    }
    conditions.sql += u"(%1)"_s.arg(any.join(" OR "_L1));
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
    if (filter.wholeEntityOnly)
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
           " {bytes journal.text} FROM journal"
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
