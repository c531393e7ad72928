#include "store/bare_writer.h"

#include <sqlite3.h>
#include <stdexcept>

#include "store/commit_rows.h"
#include "store/commit_sql.h"

namespace rollout {

namespace {

/// What SQLite refused; caught in this file.
class Refused : public std::runtime_error
{
public:
    explicit Refused(sqlite3* database)
        : std::runtime_error(sqlite3_errmsg(database))
    {
    }
};

void run(sqlite3* database, const char* sql)
{
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw Refused(database);
}

/// Text is bound as text here: where the store casts, a parameter is enough.
std::string withPlainParameters(std::string_view sql)
{
    constexpr std::string_view word = "{text}";
    std::string plain;
    for (auto at = sql.find(word); at != sql.npos; at = sql.find(word)) {
        plain.append(sql.substr(0, at)).push_back('?');
        sql.remove_prefix(at + word.size());
    }
    return plain.append(sql);
}

class Statement
{
public:
    Statement(sqlite3* database, const char* sql)
        : m_database(database)
    {
        const std::string plain = withPlainParameters(sql);
        if (sqlite3_prepare_v2(database, plain.c_str(), -1, &m_statement, nullptr) != SQLITE_OK)
            throw Refused(database);
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void add(std::int64_t value) { sqlite3_bind_int64(m_statement, ++m_bound, value); }
    void add(VersionId version) { add(static_cast<std::int64_t>(raw(version))); }
    void add(Time time) { add(time.time_since_epoch().count()); }
    void addNull() { sqlite3_bind_null(m_statement, ++m_bound); }
    void add(std::string_view text)
    {
        sqlite3_bind_text(m_statement, ++m_bound, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC);
    }
    void addOrNull(std::string_view text) { text.empty() ? addNull() : add(text); }
    void execute()
    {
        if (sqlite3_step(m_statement) != SQLITE_DONE)
            throw Refused(m_database);
        sqlite3_reset(m_statement);
        m_bound = 0;
    }

private:
    sqlite3* m_database;
    sqlite3_stmt* m_statement = nullptr;
    int m_bound = 0;
};

void writeEntity(sqlite3* database, const Commit& commit)
{
    Statement statement(database,
                        "UPDATE entity SET step = ?, changed_at = ?, reported_at = ?, revision = ?,"
                        " slots = ?, live = ? WHERE id = ?");
    statement.add(static_cast<std::int64_t>(commit.after.step));
    statement.add(commit.after.lastChangedAt);
    statement.add(commit.after.fleet.reportTimes().base());
    statement.add(static_cast<std::int64_t>(commit.after.revision));
    statement.add(static_cast<std::int64_t>(commit.after.fleet.slots()));
    statement.add(static_cast<std::int64_t>(commit.after.fleet.size()));
    statement.add(static_cast<std::int64_t>(commit.entity));
    statement.execute();
}

void writeNames(sqlite3* database, const char* sql, const std::vector<TargetNameRow>& rows)
{
    Statement statement(database, sql);
    for (const TargetNameRow& row : rows) {
        statement.add(row.group);
        statement.add(row.name);
        statement.add(row.key);
        statement.execute();
    }
}

void writeStates(sqlite3* database, const char* sql, const std::vector<TargetStateRow>& rows,
                 const Fleet& fleet)
{
    Statement statement(database, sql);
    for (const TargetStateRow& row : rows) {
        const Target target = fleet.target(row.id);
        statement.add(target.reported.version);
        statement.add(std::int64_t(target.reported.isError));
        statement.add(target.currentChangedAt);
        statement.add(target.currentMessageAt);
        statement.addOrNull(fleet.texts().at(target.reported.message));
        statement.addOrNull(fleet.tags().at(target.reported.tags));
        statement.add(target.expectedVersion);
        statement.add(marksOf(target.expectedIsError, target.isExcluded));
        statement.add(target.expectedChangedAt);
        statement.add(target.expectedMessageAt);
        statement.add(static_cast<std::int64_t>(target.expectedNote.kind));
        statement.add(std::int64_t(target.expectedNote.seconds));
        statement.add(std::int64_t(target.expectedNote.limit));
        statement.addOrNull(fleet.texts().at(target.expectedNote.text));
        statement.add(row.key);
        statement.execute();
    }
}

void deleteAll(sqlite3* database, const char* sql, const std::vector<std::int64_t>& keys)
{
    Statement statement(database, sql);
    for (const std::int64_t key : keys) {
        statement.add(key);
        statement.execute();
    }
}

void writeReports(sqlite3* database, const Commit& commit, const std::vector<ReportRow>& rows)
{
    Statement statement(database, sql::appendReport);
    for (const ReportRow& row : rows) {
        statement.add(static_cast<std::int64_t>(commit.entity));
        if (row.at)
            statement.add(*row.at);
        else
            statement.addNull();
        statement.add(row.slots);
        statement.execute();
    }
}

void writeShares(sqlite3* database, const Commit& commit, const std::vector<ShareRow>& rows)
{
    Statement statement(database, sql::insertShare);
    for (const ShareRow& row : rows) {
        statement.add(static_cast<std::int64_t>(commit.entity));
        statement.add(commit.after.lastChangedAt);
        statement.add(static_cast<std::int64_t>(commit.after.step));
        statement.add(row.version);
        for (const std::int64_t count : {row.expected, row.current, row.failing})
            statement.add(count);
        statement.execute();
    }
}

void writeJournal(sqlite3* database, const Commit& commit)
{
    Statement statement(database, sql::insertJournal);
    for (const JournalEntry& entry : commit.journal) {
        statement.addNull(); // SQLite then takes the next key itself
        statement.add(static_cast<std::int64_t>(commit.entity));
        statement.add(static_cast<std::int64_t>(entry.step));
        statement.add(entry.at);
        statement.add(static_cast<std::int64_t>(entry.kind));
        if (entry.target)
            statement.add(targetKey(commit.entity, raw(*entry.target)));
        else
            statement.addNull();
        statement.add(entry.version);
        statement.add(entry.previous);
        statement.add(entry.count);
        statement.add(entry.threshold);
        statement.addOrNull(entry.text);
        if (entry.entityAt == entry.at)
            statement.addNull();
        else
            statement.add(entry.entityAt);
        statement.addOrNull(entry.by);
        statement.execute();
    }
}

void writeAll(sqlite3* database, const Commit& commit, const CommitRows& rows)
{
    const Fleet& fleet = commit.after.fleet;
    run(database, "BEGIN IMMEDIATE");
    writeEntity(database, commit);
    writeNames(database, sql::insertTarget, rows.newTargets);
    writeNames(database, sql::renameTarget, rows.renamedTargets);
    deleteAll(database, sql::deleteState, rows.goneStates);
    writeStates(database, sql::updateState, rows.changedStates, fleet);
    writeStates(database, sql::insertState, rows.newStates, fleet);
    writeReports(database, commit, rows.reports);
    writeShares(database, commit, rows.shares);
    writeJournal(database, commit);
    run(database, "COMMIT");
}

tl::unexpected<Error> refused(const std::string& words)
{
    return failure(ErrorCode::Io,
                   "the bare SQLite loop failed (" + words + "); give it a fresh copy of a store");
}

} // namespace

Result<std::unique_ptr<BareWriter>> BareWriter::open(const std::string& path)
{
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
    std::unique_ptr<BareWriter> writer(new BareWriter(database));
    if (code != SQLITE_OK)
        return refused(sqlite3_errstr(code));
    try {
        run(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    } catch (const Refused& error) {
        return refused(error.what());
    }
    return writer;
}

BareWriter::~BareWriter()
{
    sqlite3_close(m_database);
}

Result<std::chrono::nanoseconds> BareWriter::write(const Commit& commit)
{
    const CommitRows rows = rowsOf(commit);
    const auto start = std::chrono::steady_clock::now();
    try {
        writeAll(m_database, commit, rows);
    } catch (const Refused& error) {
        const std::string words = error.what();
        sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
        return refused(words);
    }
    return std::chrono::steady_clock::now() - start;
}

} // namespace rollout
