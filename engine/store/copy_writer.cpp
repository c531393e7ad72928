#include "store/copy_writer.h"

#include <QString>
#include <array>
#include <string_view>
#include <unistd.h>

#include "store/commit_rows.h"
#include "store/commit_sql.h"
#include "store/postgres_link.h"

namespace rollout {

namespace {

constexpr std::array tables{"target", "target_state", "report_time", "share_sample", "journal"};

Result<PgConnection> connectTo(const std::string& url)
{
    const auto parsed = parseStoreUrl(url);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (parsed->kind != StoreUrl::Kind::Postgres)
        return failure(ErrorCode::InvalidArgument,
                       "the store \"" + parsed->where() + "\" is no PostgreSQL database; name one");
    return connectTo(parsed->server);
}

Result<void> run(PGconn* connection, const std::string& sql)
{
    const PgResult result(PQexec(connection, sql.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_COPY_IN)
        return tl::unexpected(errorOf(connection, result.get(), PQdb(connection)));
    return {};
}

std::string schemaName()
{
    return "rollout_bench_" + std::to_string(getpid());
}

/// Rows in COPY's text form, for the columns of an INSERT.
class Lines
{
public:
    explicit Lines(std::string_view insert)
    {
        constexpr std::string_view begin = "INSERT INTO ";
        insert.remove_prefix(begin.size());
        m_sql = "COPY floor_" + std::string(insert.substr(0, insert.find(')') + 1)) + " FROM STDIN";
    }
    void add(std::int64_t value) { next() += std::to_string(value); }
    void add(VersionId version) { add(static_cast<std::int64_t>(raw(version))); }
    void add(Time time) { add(std::int64_t(time.time_since_epoch().count())); }
    void addNull() { next() += "\\N"; }
    void add(std::string_view text)
    {
        next();
        for (const char c : text) {
            if (c == '\\' || c == '\t' || c == '\n' || c == '\r')
                m_text += '\\';
            m_text += c;
        }
    }
    void addOrNull(std::string_view text) { text.empty() ? addNull() : add(text); }
    void end()
    {
        m_text += '\n';
        m_isBegun = false;
    }

    Result<void> copy(PGconn* connection) const
    {
        if (m_text.empty())
            return {};
        if (auto begun = run(connection, m_sql); !begun)
            return begun;
        PQputCopyData(connection, m_text.data(), static_cast<int>(m_text.size()));
        PQputCopyEnd(connection, nullptr);
        const PgResult result(PQgetResult(connection));
        while (PgResult(PQgetResult(connection)) != nullptr) { }
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            return tl::unexpected(errorOf(connection, result.get(), PQdb(connection)));
        return {};
    }

private:
    std::string& next()
    {
        if (std::exchange(m_isBegun, true))
            m_text += '\t';
        return m_text;
    }
    std::string m_sql;
    std::string m_text;
    bool m_isBegun = false;
};

Lines namesOf(const CommitRows& rows)
{
    Lines lines(sql::insertTarget);
    for (const auto* names : {&rows.newTargets, &rows.renamedTargets}) {
        for (const TargetNameRow& row : *names) {
            lines.add(row.group);
            lines.add(row.name);
            lines.add(row.key);
            lines.end();
        }
    }
    return lines;
}

void addState(Lines& lines, const Fleet& fleet, const TargetStateRow& row)
{
    const Target target = fleet.target(row.id);
    lines.add(target.reported.version);
    lines.add(std::int64_t(target.reported.isError));
    lines.add(target.currentChangedAt);
    lines.add(target.currentMessageAt);
    lines.addOrNull(fleet.texts().at(target.reported.message));
    lines.addOrNull(fleet.tags().at(target.reported.tags));
    lines.add(target.expectedVersion);
    lines.add(marksOf(target.expectedIsError, target.isExcluded));
    lines.add(target.expectedChangedAt);
    lines.add(target.expectedMessageAt);
    lines.add(static_cast<std::int64_t>(target.expectedNote.kind));
    lines.add(std::int64_t(target.expectedNote.seconds));
    lines.add(std::int64_t(target.expectedNote.limit));
    lines.addOrNull(fleet.texts().at(target.expectedNote.text));
    lines.add(row.key);
    lines.end();
}

Lines statesOf(const CommitRows& rows, const Fleet& fleet)
{
    Lines lines(sql::insertState);
    for (const auto* states : {&rows.changedStates, &rows.newStates})
        for (const TargetStateRow& row : *states)
            addState(lines, fleet, row);
    return lines;
}

Lines reportsOf(const CommitRows& rows, const Commit& commit)
{
    Lines lines(sql::appendReport);
    for (const ReportRow& row : rows.reports) {
        lines.add(static_cast<std::int64_t>(commit.entity));
        if (row.at)
            lines.add(*row.at);
        else
            lines.addNull();
        lines.add(std::string_view(row.slots));
        lines.end();
    }
    return lines;
}

Lines sharesOf(const CommitRows& rows, const Commit& commit)
{
    Lines lines(sql::insertShare);
    for (const ShareRow& row : rows.shares) {
        lines.add(static_cast<std::int64_t>(commit.entity));
        lines.add(commit.after.lastChangedAt);
        lines.add(static_cast<std::int64_t>(commit.after.step));
        lines.add(row.version);
        for (const std::int64_t count : {row.expected, row.current, row.failing})
            lines.add(count);
        lines.end();
    }
    return lines;
}

Lines journalOf(const Commit& commit)
{
    Lines lines(sql::insertJournal);
    std::int64_t id = 0;
    for (const JournalEntry& entry : commit.journal) {
        lines.add(++id);
        lines.add(static_cast<std::int64_t>(commit.entity));
        lines.add(static_cast<std::int64_t>(entry.step));
        lines.add(entry.at);
        lines.add(static_cast<std::int64_t>(entry.kind));
        if (entry.target)
            lines.add(targetKey(commit.entity, raw(*entry.target)));
        else
            lines.addNull();
        lines.add(entry.version);
        lines.add(entry.previous);
        lines.add(entry.count);
        lines.add(entry.threshold);
        lines.addOrNull(entry.text);
        if (entry.entityAt == entry.at)
            lines.addNull();
        else
            lines.add(entry.entityAt);
        lines.addOrNull(entry.by);
        lines.end();
    }
    return lines;
}

} // namespace

Result<std::unique_ptr<ScratchSchema>> ScratchSchema::make(const std::string& url)
{
    auto connection = connectTo(url);
    if (!connection)
        return tl::unexpected(connection.error());
    if (auto made = run(connection->get(), "CREATE SCHEMA " + schemaName()); !made)
        return tl::unexpected(made.error());
    return std::unique_ptr<ScratchSchema>(new ScratchSchema(url));
}

ScratchSchema::~ScratchSchema()
{
    if (const auto connection = connectTo(m_url))
        (void)run(connection->get(), "DROP SCHEMA " + schemaName() + " CASCADE");
}

std::string ScratchSchema::url() const
{
    const char* const separator = m_url.find('?') == std::string::npos ? "?" : "&";
    return m_url + separator + "options=-csearch_path%3D" + schemaName();
}

class CopyWriter::Private
{
public:
    PgConnection connection;
};

CopyWriter::CopyWriter(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

CopyWriter::~CopyWriter() = default;

Result<std::unique_ptr<CopyWriter>> CopyWriter::open(const std::string& url)
{
    auto connection = connectTo(url);
    if (!connection)
        return tl::unexpected(connection.error());
    for (const char* table : tables)
        if (auto made = run(connection->get(),
                            std::string("CREATE TABLE floor_") + table + " (LIKE " + table
                                + " INCLUDING ALL)");
            !made)
            return tl::unexpected(made.error());
    return std::unique_ptr<CopyWriter>(
        new CopyWriter(std::make_unique<Private>(Private{std::move(*connection)})));
}

Result<std::chrono::nanoseconds> CopyWriter::write(const Commit& commit)
{
    PGconn* const connection = d->connection.get();
    const CommitRows rows = rowsOf(commit);
    const std::array lines{namesOf(rows), statesOf(rows, commit.after.fleet),
                           reportsOf(rows, commit), sharesOf(rows, commit), journalOf(commit)};
    for (const char* table : tables)
        if (auto emptied = run(connection, std::string("TRUNCATE floor_") + table); !emptied)
            return tl::unexpected(emptied.error());
    const auto start = std::chrono::steady_clock::now();
    auto done = run(connection, "BEGIN");
    for (const Lines& table : lines)
        done = done.and_then([&] { return table.copy(connection); });
    done = done.and_then([&] { return run(connection, "COMMIT"); });
    if (!done)
        return tl::unexpected(done.error());
    return std::chrono::steady_clock::now() - start;
}

} // namespace rollout
