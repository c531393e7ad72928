#pragma once

// Fleets in files: CSV (RFC 4180), JSON (an array of client states) and NDJSON (one client state a
// line). Everything here may be called in any thread and blocks it; nothing is kept between calls.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/client_state.h"
#include "core/result.h"

namespace rollout {

enum class FleetFormat : std::uint8_t {
    Csv, ///< header of name, group, tags, version in any order, only name required; the other
         ///< fields of a client state are not kept
    Json, ///< [{"name", "group", "tags", "version", "message", "isError"}, …], only name required
    Ndjson, ///< the same objects, one a line
};

/// By extension: .csv, .json, .ndjson or .jsonl, in any case.
[[nodiscard]] Result<FleetFormat> fleetFormatOf(const std::string& path);
/// "csv", "json" or "ndjson".
[[nodiscard]] Result<FleetFormat> fleetFormatNamed(std::string_view name);

/// Whoever waits for a long import or export. Both are called in the thread that reads or writes,
/// every 4,096 targets and at the end; either may be empty.
struct FleetFileWatch
{
    std::function<void(double)> progress; ///< what is done of it, 0 to 1, never going back
    std::function<bool()> isCancelled; ///< true: stop, answer Cancelled, leave nothing behind
};

/// All targets of the file in its order, or one error and nothing. Errors read "fleet.csv:17:9:
/// what is wrong; what would be right". Names and versions are checked as in core/names.h; no
/// (group, name) may occur twice. InvalidArgument: the content; Io: the file; Cancelled.
[[nodiscard]] Result<std::vector<ClientState>> importFleet(const std::string& path,
                                                           const FleetFileWatch& watch = {});
[[nodiscard]] Result<std::vector<ClientState>>
importFleet(const std::string& path, FleetFormat format, const FleetFileWatch& watch = {});
/// The same from a text; `path` is for errors only.
[[nodiscard]] Result<std::vector<ClientState>> parseFleet(std::string text, FleetFormat format,
                                                          const std::string& path,
                                                          const FleetFileWatch& watch = {});

/// Writes all targets, or leaves the file at `path` as it was.
[[nodiscard]] Result<void> exportFleet(const std::string& path,
                                       std::span<const ClientState> targets,
                                       const FleetFileWatch& watch = {});
[[nodiscard]] Result<void> exportFleet(const std::string& path, FleetFormat format,
                                       std::span<const ClientState> targets,
                                       const FleetFileWatch& watch = {});
/// One target as exportFleet() writes it, without anything around it.
void appendTarget(std::string& text, FleetFormat format, const ClientState& target);

} // namespace rollout
