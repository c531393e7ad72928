#include "service/table_export.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "io/journal_table.h"
#include "service/orchestrator.h"

namespace rollout {

namespace {

constexpr int page = 5000; // rows; some ten milliseconds of the store's thread
constexpr int mostRollouts = 1'000'000; // of one entity

/// False: cancelled.
bool goOn(const ExportWatch& watch, double done)
{
    if (watch.isCancelled && watch.isCancelled())
        return false;
    if (watch.progress)
        watch.progress(std::clamp(done, 0.0, 1.0));
    return true;
}

tl::unexpected<Error> cancelled(const std::string& path)
{
    return failure(ErrorCode::Cancelled, path + ": cancelled; nothing was written");
}

/// Where the journal ends now: rows that come later are not waited for.
Result<std::int64_t> newestRow(const Orchestrator& engine, const JournalFilter& filter)
{
    return engine.journalBefore(filter, std::numeric_limits<std::int64_t>::max(), 1)
        .map(
            [](const std::vector<JournalRow>& rows) { return rows.empty() ? 0 : rows.front().id; });
}

std::vector<EntityKey> chosen(const Orchestrator& engine, const std::optional<EntityKey>& entity)
{
    if (entity)
        return {*entity};
    std::vector<EntityKey> keys;
    const auto directory = engine.directory();
    for (const DirectoryNode& node : *directory)
        for (const auto& each : node.entities)
            keys.push_back(each.key);
    return keys;
}

Result<std::int64_t> addHistory(TableFile& file, const Orchestrator& engine, EntityKey key)
{
    const auto snapshot = engine.snapshot(key);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto records = engine.history(key, mostRollouts);
    if (!records)
        return tl::unexpected(records.error());
    const RolloutPlace place{(*snapshot)->namespaceName, (*snapshot)->entityName};
    for (const RolloutRecord& record : *records)
        addRow(file, record, place, {(*snapshot)->clock, (*snapshot)->now});
    return std::ssize(*records);
}

} // namespace

JournalExport::JournalExport(TableFile file, JournalFilter filter, std::int64_t newest)
    : m_file(std::move(file))
    , m_filter(std::move(filter))
    , m_newest(newest)
{
}

Result<JournalExport> JournalExport::begin(const Orchestrator& engine, JournalFilter filter,
                                           const std::string& path, TableFormat format)
{
    auto file = TableFile::create(path, format, journalColumns());
    if (!file)
        return tl::unexpected(file.error());
    const auto newest = newestRow(engine, filter);
    if (!newest)
        return tl::unexpected(newest.error());
    return JournalExport(std::move(*file), std::move(filter), *newest);
}

Result<bool> JournalExport::writeSome(const Orchestrator& engine)
{
    const auto rows = engine.journalAfter(m_filter, m_last, page);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow& row : *rows) {
        if (row.id > m_newest)
            break;
        addRow(m_file, row);
        ++m_rows;
    }
    if (!rows->empty()) {
        m_first = m_first == 0 ? rows->front().id : m_first;
        m_last = rows->back().id;
    }
    if (std::ssize(*rows) == page && m_last < m_newest)
        return false;
    m_last = m_newest;
    return m_file.finish().map([] { return true; });
}

double JournalExport::part() const
{
    if (m_last >= m_newest)
        return 1.0;
    return static_cast<double>(m_last - m_first) / static_cast<double>(m_newest - m_first);
}

Result<std::int64_t> exportJournal(const Orchestrator& engine, const JournalFilter& filter,
                                   const std::string& path, TableFormat format,
                                   const ExportWatch& watch)
{
    auto work = JournalExport::begin(engine, filter, path, format);
    if (!work)
        return tl::unexpected(work.error());
    for (bool isDone = false; !isDone;) {
        if (!goOn(watch, work->part()))
            return cancelled(path);
        const auto done = work->writeSome(engine);
        if (!done)
            return tl::unexpected(done.error());
        isDone = *done;
    }
    if (watch.progress)
        watch.progress(1.0);
    return work->rows();
}

Result<std::int64_t> exportHistory(const Orchestrator& engine,
                                   const std::optional<EntityKey>& entity, const std::string& path,
                                   TableFormat format, const ExportWatch& watch)
{
    auto file = TableFile::create(path, format, rolloutColumns());
    if (!file)
        return tl::unexpected(file.error());
    const auto keys = chosen(engine, entity);
    std::int64_t count = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto added = addHistory(*file, engine, keys[i]);
        if (!added)
            return tl::unexpected(added.error());
        count += *added;
        if (!goOn(watch, static_cast<double>(i + 1) / static_cast<double>(keys.size())))
            return cancelled(path);
    }
    return file->finish().map([&] { return count; });
}

} // namespace rollout
