#pragma once

// Writes the journal and the history of rollouts to files. In the caller's thread, which it blocks;
// the engine goes on meanwhile.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/result.h"
#include "io/table_file.h"
#include "store/store.h"

namespace rollout {

class Orchestrator;

/// Whoever waits for an export. Both are called in the thread that writes, after every few thousand
/// rows; either may be empty.
struct ExportWatch
{
    std::function<void(double)> progress; ///< 0 to 1, never going back
    std::function<bool()> isCancelled; ///< true: stop, answer Cancelled, leave nothing behind
};

/// An export of the journal, a page at a time, for whoever has something else to do in between.
/// Used in one thread at a time; thrown away before its end it leaves the file as it was.
class JournalExport
{
public:
    /// Rows that fit, up to the newest there is now.
    [[nodiscard]] static Result<JournalExport> begin(const Orchestrator& engine,
                                                     JournalFilter filter, const std::string& path,
                                                     TableFormat format);
    /// Writes a few thousand rows; true: that was the end, and the file is there.
    [[nodiscard]] Result<bool> writeSome(const Orchestrator& engine);
    /// What is done of it, 0 to 1.
    [[nodiscard]] double part() const;
    [[nodiscard]] std::int64_t rows() const { return m_rows; }

private:
    JournalExport(TableFile file, JournalFilter filter, std::int64_t newest);

    TableFile m_file;
    JournalFilter m_filter;
    std::int64_t m_newest;
    std::int64_t m_first = 0;
    std::int64_t m_last = 0;
    std::int64_t m_rows = 0;
};

/// Rows that fit, oldest first, up to the newest there is when it begins; how many. However many
/// they are, a page of them is in memory. The file is written whole or stays as it was.
[[nodiscard]] Result<std::int64_t> exportJournal(const Orchestrator& engine,
                                                 const JournalFilter& filter,
                                                 const std::string& path, TableFormat format,
                                                 const ExportWatch& watch = {});

/// The rollouts of one entity, or of all, each entity's newest first; how many.
[[nodiscard]] Result<std::int64_t> exportHistory(const Orchestrator& engine,
                                                 const std::optional<EntityKey>& entity,
                                                 const std::string& path, TableFormat format,
                                                 const ExportWatch& watch = {});

} // namespace rollout
