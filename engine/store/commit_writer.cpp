#include "store/commit_writer.h"

#include "store/commit_sql.h"
#include "store/connection.h"
#include "store/control_json.h"
#include "store/controller_json.h"
#include "store/dialect.h"
#include "store/policy_json.h"
#include "store/settings_json.h"
#include "store/sql_value.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

std::int64_t millisecondsOf(Time time)
{
    return time.time_since_epoch().count();
}

/// The columns of target_state but its key, in the order of both of its statements.
void addState(RowStatement& statement, const Fleet& fleet, TargetId id, const KeyByVersion& keys)
{
    const Block& block = fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    const Reported& reported = block.reported[at];
    const Note& note = block.expectedNote[at];
    statement.add(keys[raw(reported.version)]);
    statement.add(std::int64_t(reported.isError));
    statement.add(millisecondsOf(block.currentChangedAt[at]));
    statement.add(millisecondsOf(block.currentMessageAt[at]));
    statement.addOrNull(fleet.texts().at(reported.message));
    statement.addOrNull(fleet.tags().at(reported.tags));
    statement.add(keys[raw(block.expectedVersion[at])]);
    statement.add(marksOf(block.expectedIsError[at], block.isExcluded[at]));
    statement.add(millisecondsOf(block.expectedChangedAt[at]));
    statement.add(millisecondsOf(block.expectedMessageAt[at]));
    statement.add(static_cast<std::int64_t>(note.kind));
    statement.add(std::int64_t(note.seconds));
    statement.add(std::int64_t(note.limit));
    statement.addOrNull(fleet.texts().at(note.text));
}

/// Executes `statement` for each row, after `bind(statement, row)`.
template <typename Row, typename Bind>
Result<void> writeAll(RowStatement& statement, const std::vector<Row>& rows, Bind bind)
{
    for (const Row& row : rows) {
        bind(statement, row);
        if (auto done = statement.execute(); !done)
            return done;
    }
    return statement.finish();
}

void addKey(RowStatement& statement, std::int64_t key)
{
    statement.add(key);
}

} // namespace

CommitWriter::CommitWriter(Connection& connection)
    : m_connection(connection)
    , m_versionKeys(connection)
    , m_insertTarget(RowStatement::make(connection, sql::insertTarget))
    , m_renameTarget(RowStatement::make(connection, sql::renameTarget))
    , m_insertState(RowStatement::make(connection, sql::insertState))
    , m_updateState(RowStatement::make(connection, sql::updateState))
    , m_deleteState(RowStatement::make(connection, sql::deleteState))
    , m_appendReport(RowStatement::make(connection, sql::appendReport))
    , m_insertShare(RowStatement::make(connection, sql::insertShare))
    , m_insertJournal(RowStatement::make(connection, sql::insertJournal))
{
}

Result<void> CommitWriter::write(const Commit& commit)
{
    const CommitRows rows = rowsOf(commit);
    const auto keys = m_versionKeys.keysOf(rows.versions, commit.after.fleet);
    if (!keys)
        return tl::unexpected(keys.error());
    return writeEntity(commit, *keys)
        .and_then([&] { return writeDocuments(commit); })
        .and_then([&] { return writeTargets(rows); })
        .and_then([&] { return writeStates(rows, commit.after.fleet, *keys); })
        .and_then([&] { return writeReports(rows, commit); })
        .and_then([&] { return writeShares(rows, commit, *keys); })
        .and_then([&] { return writeJournal(commit, *keys); });
}

Result<void> CommitWriter::writeEntity(const Commit& commit, const KeyByVersion& keys)
{
    const EntityState& state = commit.after;
    const RolloutOptions& options = state.options;
    const auto key = [&](VersionId id) { return number(keys[raw(id)]); };
    const auto changed = m_connection.run(
        u"UPDATE entity SET step = ?, changed_at = ?, batch_percent = ?, success_percent = ?,"
        " success_timeout_s = ?, duration_timeout_s = ?, target_version = ?, rolling_version = ?,"
        " good_version = ?, bad_version = ?, reported_at = ?, simulation = {text},"
        " revision = ?, slots = ?, live = ?"
        " WHERE id = ? AND revision = ? AND deleted = 0"
        " AND namespace IN (SELECT id FROM namespace WHERE deleted = 0)"_s,
        {number(static_cast<std::int64_t>(state.step)), number(millisecondsOf(state.lastChangedAt)),
         options.batch.value(), options.success.value(), number(options.successTimeout.count()),
         number(options.durationTimeout.count()), key(state.rollout.target),
         key(state.rollout.rolling), key(state.rollout.lastKnownGood),
         key(state.rollout.lastKnownBad), number(millisecondsOf(state.fleet.reportTimes().base())),
         simulationValue(state.simulation), number(static_cast<std::int64_t>(state.revision)),
         number(static_cast<std::int64_t>(state.fleet.slots())),
         number(static_cast<std::int64_t>(state.fleet.size())),
         number(static_cast<std::int64_t>(commit.entity)),
         number(static_cast<std::int64_t>(commit.before.revision))});
    if (!changed)
        return tl::unexpected(changed.error());
    if (*changed == 1)
        return {};
    const auto step =
        m_connection.integer(u"SELECT step FROM entity WHERE id = ? AND deleted = 0"
                             " AND namespace IN (SELECT id FROM namespace WHERE deleted = 0)"_s,
                             {number(static_cast<std::int64_t>(commit.entity))}, -1);
    if (!step)
        return tl::unexpected(step.error());
    if (*step < 0)
        return failure(ErrorCode::NotFound,
                       "the entity is not in the store any more; nothing was written");
    return failure(ErrorCode::Conflict,
                   "somebody else changed the entity meanwhile (it is at step "
                       + std::to_string(*step) + " now); nothing was written, load it again");
}

/// What is kept as JSON, as far as it changed.
Result<void> CommitWriter::writeDocuments(const Commit& commit)
{
    const EntityState& before = commit.before;
    const EntityState& after = commit.after;
    if (before.policy() != after.policy())
        if (auto done = writeDocument(commit.entity, u"policy"_s, policyToJson(after.policy()));
            !done)
            return done;
    if (before.control != after.control || before.clock != after.clock
        || before.progress != after.progress)
        if (auto done = writeDocument(commit.entity, u"control"_s, controlToJson(after)); !done)
            return done;
    if (before.controller != after.controller)
        if (auto done =
                writeDocument(commit.entity, u"controller"_s, controllerToJson(after.controller));
            !done)
            return done;
    if (before.approvals != after.approvals)
        return writeDocument(commit.entity, u"approvals"_s, approvalsToJson(after));
    return {};
}

Result<void> CommitWriter::writeDocument(EntityKey entity, const QString& column,
                                         const std::string& json)
{
    return m_connection
        .run(u"UPDATE entity SET %1 = {text} WHERE id = ?"_s.arg(column),
             {textOrNull(json), number(static_cast<std::int64_t>(entity))})
        .map([](std::int64_t) {});
}

Result<void> CommitWriter::writeTargets(const CommitRows& rows)
{
    const auto bind = [](RowStatement& statement, const TargetNameRow& row) {
        statement.add(row.group);
        statement.add(row.name);
        statement.add(row.key);
    };
    return writeAll(*m_insertTarget, rows.newTargets, bind).and_then([&] {
        return writeAll(*m_renameTarget, rows.renamedTargets, bind);
    });
}

Result<void> CommitWriter::writeStates(const CommitRows& rows, const Fleet& fleet,
                                       const KeyByVersion& keys)
{
    const auto bind = [&](RowStatement& statement, const TargetStateRow& row) {
        addState(statement, fleet, row.id, keys);
        statement.add(row.key);
    };
    return writeAll(*m_deleteState, rows.goneStates, addKey)
        .and_then([&] { return writeAll(*m_updateState, rows.changedStates, bind); })
        .and_then([&] { return writeAll(*m_insertState, rows.newStates, bind); });
}

Result<void> CommitWriter::writeReports(const CommitRows& rows, const Commit& commit)
{
    if (rows.reports.empty())
        return {};
    const auto room =
        m_connection.integer(u"SELECT report_limit - report_rows FROM entity WHERE id = ?"_s,
                             {number(static_cast<std::int64_t>(commit.entity))});
    if (!room)
        return tl::unexpected(room.error());
    const auto count = static_cast<std::int64_t>(rows.reports.size());
    if (count <= *room)
        return appendReports(rows.reports, commit.entity).and_then([&] {
            return countReports(commit.entity, u"report_rows = report_rows + %1"_s.arg(count));
        });
    // Twice as many as are needed, and some: then putting them together costs each step little.
    const auto all = reportRowsOf(commit.after.fleet.reportTimes());
    return m_connection
        .run(u"DELETE FROM report_time WHERE entity = ?"_s,
             {number(static_cast<std::int64_t>(commit.entity))})
        .and_then([&](std::int64_t) { return appendReports(all, commit.entity); })
        .and_then([&] {
            return countReports(commit.entity,
                                u"report_rows = %1, report_limit = 64 + 2 * %1"_s.arg(all.size()));
        });
}

Result<void> CommitWriter::appendReports(const std::vector<ReportRow>& rows, EntityKey entity)
{
    return writeAll(*m_appendReport, rows, [&](RowStatement& statement, const ReportRow& row) {
        statement.add(static_cast<std::int64_t>(entity));
        if (row.at)
            statement.add(millisecondsOf(*row.at));
        else
            statement.addNull();
        statement.add(row.slots);
    });
}

Result<void> CommitWriter::countReports(EntityKey entity, const QString& change)
{
    return m_connection
        .run(u"UPDATE entity SET "_s + change + u" WHERE id = ?"_s,
             {number(static_cast<std::int64_t>(entity))})
        .map([](std::int64_t) {});
}

Result<void> CommitWriter::writeShares(const CommitRows& rows, const Commit& commit,
                                       const KeyByVersion& keys)
{
    if (rows.shares.empty())
        return {};
    const auto entity = static_cast<std::int64_t>(commit.entity);
    const auto at = millisecondsOf(commit.after.lastChangedAt);
    const auto step = static_cast<std::int64_t>(commit.after.step);
    // Two changes may happen in the same millisecond between two steps: the later one counts.
    const auto cleared =
        m_connection.run(u"DELETE FROM share_sample WHERE entity = ? AND at = ? AND step = ?"_s,
                         {number(entity), number(at), number(step)});
    if (!cleared)
        return tl::unexpected(cleared.error());
    return writeAll(*m_insertShare, rows.shares, [&](RowStatement& statement, const ShareRow& row) {
        for (const std::int64_t value :
             {entity, at, step, keys[raw(row.version)], row.expected, row.current, row.failing})
            statement.add(value);
    });
}

Result<void> CommitWriter::writeJournal(const Commit& commit, const KeyByVersion& keys)
{
    if (commit.journal.empty())
        return {};
    // Last of all: until the transaction ends, others wait who have something to tell as well.
    const auto count = static_cast<std::int64_t>(commit.journal.size());
    const auto last = m_connection.integer(m_connection.dialect().takeJournalIds, {number(count)});
    if (!last)
        return tl::unexpected(last.error());
    std::int64_t id = *last - count;
    const auto bind = [&](RowStatement& statement, const JournalEntry& entry) {
        statement.add(++id);
        statement.add(static_cast<std::int64_t>(commit.entity));
        statement.add(static_cast<std::int64_t>(entry.step));
        statement.add(millisecondsOf(entry.at));
        statement.add(static_cast<std::int64_t>(entry.kind));
        if (entry.target)
            statement.add(targetKey(commit.entity, raw(*entry.target)));
        else
            statement.addNull();
        statement.add(keys[raw(entry.version)]);
        statement.add(keys[raw(entry.previous)]);
        statement.add(entry.count);
        statement.add(entry.threshold);
        statement.addOrNull(entry.text);
        if (entry.entityAt == entry.at)
            statement.addNull();
        else
            statement.add(millisecondsOf(entry.entityAt));
        statement.addOrNull(entry.by);
    };
    return writeAll(*m_insertJournal, commit.journal, bind);
}

} // namespace rollout
