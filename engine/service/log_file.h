#pragma once

// The log of a program: what the engine and Qt say by Qt's logging categories ("rollout.store",
// "rollout.steps", …) goes into files that are kept small by turning them over. Says nothing in
// core: what a decision was made of is in the plan and the journal.
//
// Passwords and tokens do not get into a file; see scrubbed().

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace rollout {

enum class LogLevel : std::uint8_t {
    Trace, ///< also what Qt's own libraries say
    Debug, ///< a line a step
    Info, ///< stores opened, conflicts, upkeep
    Warning, ///< what went wrong and was got over
    Error,
    Off,
};

/// "trace", "debug", "info", "warning", "error" or "off".
[[nodiscard]] Result<LogLevel> logLevelNamed(std::string_view name);

/// $XDG_STATE_HOME/rollout-console/PROGRAM.log, or below ~/.local/state.
[[nodiscard]] std::string defaultLogFile(const std::string& program);

/// A line for the log: passwords in URLs and words after "password", "token", "secret" and "Bearer"
/// are stars, control characters cannot begin another line.
[[nodiscard]] std::string scrubbed(std::string_view message);

struct LogOptions
{
    LogLevel level = LogLevel::Info;
    std::string file; ///< empty: nothing is written
    /// Where it has to exist: a file that somebody named. Otherwise a log that cannot be written
    /// keeps nobody from working.
    bool isRequired = false;
    /// Warnings and worse go to the handler that was there before as well: to standard error.
    bool isEchoed = false;
    std::size_t size = 5U << 20U; ///< bytes, of one file
    std::size_t files = 5; ///< with the current one
};

/// Messages go into the file for as long as this lives; one at a time in a program. The file is
/// made by the first message. Logging is thread-safe; making and ending it is for main().
/// The environment's QT_LOGGING_RULES has the last word on what is logged.
class LogFile
{
public:
    /// Io when the file is required and cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<LogFile>> start(const LogOptions& options);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

private:
    class Private;
    explicit LogFile(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace rollout
