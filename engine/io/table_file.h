#pragma once

// Tables as files for other programs: CSV (RFC 4180, UTF-8) and JSON lines (one object a line).
// Written piece by piece, so that a million rows take no more memory than one.
//
// Times are ISO 8601 in UTC, units stand in the headers. A spreadsheet takes a cell that begins
// with = + - or @ for a formula, quoted or not: it takes the quotes away before it looks. It would
// compute what somebody has named a target. So a text of a CSV file that begins with one of these
// (or their full-width twins), with a tab or line break that might hide one, or with an apostrophe,
// gets an apostrophe in front: spreadsheets show it as text, and whoever takes one apostrophe away
// from each text that begins with one has exactly what was there. Numbers and times are never
// touched. JSON lines are exact.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace rollout {

enum class TableFormat : std::uint8_t { Csv, JsonLines };

/// By extension: .csv, .jsonl or .ndjson, in any case.
[[nodiscard]] Result<TableFormat> tableFormatOf(const std::string& path);
/// "csv" or "jsonl".
[[nodiscard]] Result<TableFormat> tableFormatNamed(std::string_view name);

struct TableColumn
{
    const char* header; ///< of CSV, with the unit: "duration (s)"
    const char* key; ///< of JSON: "durationSecs"
};

/// Writes beside the file and takes its place at the end; without finish() the file stays as it
/// was. Used in one thread at a time.
class TableFile
{
public:
    /// `columns` must outlive it. InvalidArgument for what is no regular file, Io for what cannot
    /// be written.
    [[nodiscard]] static Result<TableFile> create(const std::string& path, TableFormat format,
                                                  const std::vector<TableColumn>& columns);
    TableFile(TableFile&&) noexcept;
    TableFile& operator=(TableFile&&) noexcept;
    ~TableFile();

    // The next cell. A row is over with its last column.
    void addText(std::string_view text);
    void addNumber(std::int64_t number);
    void addSeconds(Milliseconds duration); ///< in seconds, with milliseconds where there are any
    void addTime(const std::optional<Time>& time); ///< nothing: empty, or null

    /// Io: what was written so far could not be.
    [[nodiscard]] Result<void> finish();

private:
    class Private;
    explicit TableFile(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rollout
