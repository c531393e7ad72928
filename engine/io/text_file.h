#pragma once

// Whole text files in memory, and places in them as a person counts them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace rollout {

/// Spare capacity of a text that was read: no less than simdjson's SIMDJSON_PADDING, so that it
/// reads in place.
inline constexpr std::size_t textPadding = 64;

/// The file's bytes, a UTF-8 byte order mark at the start left out; the string's capacity is at
/// least its size and textPadding. Io names the file and why it cannot be read.
[[nodiscard]] Result<std::string> readTextFile(const std::string& path);

/// Writes the file whole, or leaves it as it was. InvalidArgument: it is a device or a pipe; Io:
/// why it cannot be written.
[[nodiscard]] Result<void> writeTextFile(const std::string& path, std::string_view text);

/// Line and column, both from 1. Columns count characters (code points), not bytes.
struct TextPosition
{
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const TextPosition&) const = default;
};

/// Where the byte at `offset` stands. A line ends with LF, CRLF or a lone CR. Linear: meant for
/// errors.
[[nodiscard]] TextPosition positionAt(std::string_view text, std::size_t offset);

/// "fleet.csv:17:9: a quote is not closed"
[[nodiscard]] std::string atPosition(const std::string& path, TextPosition position,
                                     std::string_view sentence);

/// The paths themselves; a folder stands for every file below it whose name ends with ".json",
/// sorted bytewise by path. NotFound names a path that does not exist, or a folder in which there
/// is no such file.
[[nodiscard]] Result<std::vector<std::string>> jsonFiles(const std::vector<std::string>& paths);

} // namespace rollout
