#pragma once

// What every command of rolloutctl shares. A command is one file with one function
//
//     void addXCommand(CLI::App& app, Context& context)
//
// declared in commands.h: it adds a subcommand with its options and help texts, and says with
// onRun() what to do once the command line has been read. The habits: the answer goes to
// context.out (with --json one JSON document), progress to stderr only when that is a terminal
// (progress.h), errors are one line on context.err.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <QJsonObject>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "core/result.h"
#include "service/log_file.h"

namespace rollout::ctl {

/// What the process tells the shell.
enum class ExitCode : int {
    Done = 0,
    Failed = 1, ///< the thing asked about failed: a trace differs, a rollout was rolled back under
                ///< --expect success
    BadInput = 2, ///< bad usage or input; one line said what, where and what would be right
};

enum class Terminal { Yes, No };

/// What a command works with. Outlives the run; used in one thread.
struct Context
{
    std::ostream& out; ///< answers
    std::ostream& err; ///< errors and progress
    Terminal errTerminal = Terminal::No; ///< whether progress is drawn
    std::function<ExitCode()> run; ///< set by the chosen command while the command line is read
    /// Set by main(): begins the program's log. Empty: there is none.
    std::function<Result<void>(const LogOptions&)> startLog = {};
};

/// `run` is called after the whole command line was found right. It may refer to options that were
/// bound to variables kept alive by itself (make_shared an options struct and capture it).
void onRun(CLI::App& command, Context& context, std::function<ExitCode()> run);

/// Prints "rolloutctl: message" and answers BadInput.
[[nodiscard]] ExitCode refuse(Context& context, std::string_view message);
[[nodiscard]] ExitCode refuse(Context& context, const Error& error);

/// "1 target", "2 targets"
[[nodiscard]] std::string counted(std::int64_t count, std::string_view thing);

/// One JSON document with a line end.
void printJson(Context& context, const QJsonObject& object);

} // namespace rollout::ctl
