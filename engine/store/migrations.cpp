#include "store/migrations.h"

#include "store/connection.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

// Keys: target.id is entity × 2^32 + slot, so that one integer finds a target and a range finds an
// entity's. Versions are kept once, by key; key 0 is "no version". Times are milliseconds since
// 1970, UTC.
QStringList firstSchema()
{
    return {
        u"CREATE TABLE namespace (id {serial}, name TEXT NOT NULL, deleted BIGINT NOT NULL DEFAULT 0)"_s,
        u"CREATE UNIQUE INDEX namespace_name ON namespace (name) WHERE deleted = 0"_s,

        u"CREATE TABLE entity (id {serial}, namespace BIGINT NOT NULL, name TEXT NOT NULL,"
        " deleted BIGINT NOT NULL DEFAULT 0, step BIGINT NOT NULL, changed_at BIGINT NOT NULL,"
        " batch_percent BIGINT NOT NULL, success_percent BIGINT NOT NULL,"
        " success_timeout_s BIGINT NOT NULL, duration_timeout_s BIGINT NOT NULL,"
        " target_version BIGINT NOT NULL, rolling_version BIGINT NOT NULL,"
        " good_version BIGINT NOT NULL, bad_version BIGINT NOT NULL,"
        " reported_at BIGINT NOT NULL, simulation TEXT)"_s,
        u"CREATE UNIQUE INDEX entity_name ON entity (namespace, name) WHERE deleted = 0"_s,

        u"CREATE TABLE version (id {serial}, text TEXT NOT NULL UNIQUE)"_s,
        u"INSERT INTO version (id, text) VALUES (0, '')"_s,

        // Every slot ever given has its row: the journal speaks of targets that are gone.
        u"CREATE TABLE target (id {key}, grp TEXT NOT NULL, name TEXT NOT NULL)"_s,
        // Live targets only. Texts are NULL when empty.
        u"CREATE TABLE target_state (id {key},"
        " version BIGINT NOT NULL, is_error BIGINT NOT NULL, changed_at BIGINT NOT NULL,"
        " message_at BIGINT NOT NULL, message TEXT, tags TEXT,"
        " expected BIGINT NOT NULL, expected_is_error BIGINT NOT NULL,"
        " expected_changed_at BIGINT NOT NULL, expected_message_at BIGINT NOT NULL,"
        " note BIGINT NOT NULL, note_seconds BIGINT NOT NULL, note_limit BIGINT NOT NULL,"
        " note_text TEXT)"_s,
        // Targets last reported at another time than entity.reported_at.
        u"CREATE TABLE report_exception (id {key}, at BIGINT NOT NULL)"_s,

        u"CREATE TABLE journal (id {key}, entity BIGINT NOT NULL, step BIGINT NOT NULL,"
        " at BIGINT NOT NULL, kind BIGINT NOT NULL, target BIGINT, version BIGINT NOT NULL,"
        " previous BIGINT NOT NULL, count BIGINT NOT NULL, threshold BIGINT NOT NULL, text TEXT)"_s,
        u"CREATE INDEX journal_entity ON journal (entity, id)"_s,
        u"CREATE INDEX journal_whole ON journal (entity, id) WHERE target IS NULL"_s,
        // The leading NULL is what lets the database find this one for a query of all entities.
        u"CREATE INDEX journal_whole_all ON journal (target, id) WHERE target IS NULL"_s,

        u"CREATE TABLE share_sample (entity BIGINT NOT NULL, at BIGINT NOT NULL,"
        " step BIGINT NOT NULL, version BIGINT NOT NULL, expected BIGINT NOT NULL,"
        " current BIGINT NOT NULL, failing BIGINT NOT NULL,"
        " PRIMARY KEY (entity, at, step, version))"_s,
    };
}

// The first schema took a change between two steps for no change, kept a row for each target last
// reported at another time than most, and could not tell a target that damage had swallowed.
// `deleted` is from now on the time of it, in milliseconds; 0 still means: not deleted.
QStringList secondSchema()
{
    const QString mostSlots = u"(SELECT count(*) FROM %1 WHERE id BETWEEN entity.id * 4294967296"
                              " AND entity.id * 4294967296 + 4294967295)"_s;
    return {
        u"ALTER TABLE entity ADD COLUMN revision BIGINT NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE entity ADD COLUMN slots BIGINT NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE entity ADD COLUMN live BIGINT NOT NULL DEFAULT 0"_s,
        u"UPDATE entity SET slots = %1, live = %2"_s.arg(mostSlots.arg(u"target"_s),
                                                         mostSlots.arg(u"target_state"_s)),

        // Appended to; a later row overrides an earlier one. `at` is NULL for entity.reported_at.
        u"CREATE TABLE report_time (id {serial}, entity BIGINT NOT NULL, at BIGINT,"
        " slots TEXT NOT NULL)"_s,
        u"CREATE INDEX report_time_entity ON report_time (entity, id)"_s,
        u"INSERT INTO report_time (entity, at, slots)"
        " SELECT id / 4294967296, at, CAST(id % 4294967296 AS TEXT) FROM report_exception"
        " ORDER BY id"_s,
        u"DROP TABLE report_exception"_s,
        // How many rows of report_time there are, and how many there may be before they are put
        // together.
        u"ALTER TABLE entity ADD COLUMN report_rows BIGINT NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE entity ADD COLUMN report_limit BIGINT NOT NULL DEFAULT 64"_s,
        u"UPDATE entity SET report_rows ="
        " (SELECT count(*) FROM report_time WHERE report_time.entity = entity.id)"_s,
    };
}

// What operators do, guards and waves: kept as JSON, NULL when there is nothing.
// `expected_is_error` is from now on 1 for an error plus 2 for a target that is excluded. Rows of
// the journal have both times, the clock's and the entity's own (NULL: the same).
QStringList thirdSchema()
{
    return {
        u"ALTER TABLE entity ADD COLUMN policy TEXT"_s,
        u"ALTER TABLE entity ADD COLUMN control TEXT"_s,
        u"ALTER TABLE entity ADD COLUMN approvals TEXT"_s,
        u"ALTER TABLE entity ADD COLUMN controller TEXT"_s,
        u"ALTER TABLE journal ADD COLUMN entity_at BIGINT"_s,
        u"ALTER TABLE journal ADD COLUMN by_whom TEXT"_s,
        u"CREATE TABLE policy (name TEXT NOT NULL UNIQUE, body TEXT NOT NULL)"_s,
        // Of the store as a whole, as how long its journal is kept.
        u"CREATE TABLE setting (name TEXT NOT NULL UNIQUE, value TEXT NOT NULL)"_s,
        // Failures of targets (kind 22), to count the reasons of a rollout among millions of rows.
        u"CREATE INDEX journal_failed ON journal (entity, id) WHERE kind = 22"_s,
    };
}

Result<void> apply(Connection& connection, std::int64_t number)
{
    for (const QString& sql : migrations()[static_cast<std::size_t>(number) - 1])
        if (auto done = connection.run(sql); !done)
            return tl::unexpected(done.error());
    return {};
}

Result<void> applyFrom(Connection& connection, std::int64_t found)
{
    for (std::int64_t number = found + 1; number <= currentSchema(); ++number)
        if (auto done = apply(connection, number); !done)
            return done;
    for (const QString& sql : connection.dialect().writeSchema)
        if (auto done =
                connection.run(QString(sql).replace("%1"_L1, QString::number(currentSchema())));
            !done)
            return tl::unexpected(done.error());
    return {};
}

} // namespace

const std::vector<QStringList>& migrations()
{
    static const std::vector<QStringList> all{firstSchema(), secondSchema(), thirdSchema()};
    return all;
}

std::int64_t currentSchema()
{
    return static_cast<std::int64_t>(migrations().size());
}

Result<Opened> migrate(Connection& connection)
{
    auto transaction = Transaction::begin(connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    // Asked under a lock: another program may have done it in the meantime.
    const auto found = connection.integer(connection.dialect().readSchema);
    if (!found)
        return tl::unexpected(found.error());
    if (*found >= currentSchema())
        return Opened::Current;
    if (auto done = applyFrom(connection, *found); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return *found == 0 ? Opened::Created : Opened::Upgraded;
}

} // namespace rollout
