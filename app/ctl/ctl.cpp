#include "ctl.h"

#include <ostream>

#include "commands.h"

namespace rollout::ctl {

namespace {

constexpr const char* description =
    "Rolls a version out to a fleet in batches, on a store or in a simulation, without the "
    "window.\n"
    "Exit code: 0 done, 1 what was asked about failed, 2 bad usage or input.";

// Help and version are answers; anything else that the reader of the command line throws is bad
// usage, and gets one line.
int answerParseError(const CLI::App& app, const CLI::ParseError& error, Context& context)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        app.exit(error, context.out, context.err);
        return static_cast<int>(ExitCode::Done);
    }
    const auto rest = app.remaining();
    if (app.get_subcommands().empty() && !rest.empty())
        return static_cast<int>(
            refuse(context, "there is no command " + rest.front() + " (see rolloutctl --help)"));
    // The same within a command that is a group of commands, as bench is.
    for (const CLI::App* group : app.get_subcommands())
        if (group->get_subcommands().empty() && !group->remaining().empty()
            && !group->get_subcommands([](const CLI::App*) { return true; }).empty())
            return static_cast<int>(refuse(context,
                                           group->get_name() + ": there is no command "
                                               + group->remaining().front() + " (see rolloutctl "
                                               + group->get_name() + " --help)"));
    std::string line = error.what();
    line = line.substr(0, line.find('\n'));
    return static_cast<int>(refuse(context, line + " (see rolloutctl --help)"));
}

struct LogWords
{
    std::string level = "warning";
    std::string file;
};

/// Before the command or after it; the help of every command need not repeat them.
void addLogOptions(CLI::App& app, LogWords& words, const std::string& helpGroup)
{
    app.add_option("--log-level", words.level,
                   "What goes into the log: trace, debug, info, warning, error or off")
        ->type_name("LEVEL")
        ->group(helpGroup)
        ->capture_default_str();
    app.add_option("--log-file", words.file,
                   "The log (default: rolloutctl.log in $XDG_STATE_HOME/rollout-console)")
        ->type_name("PATH")
        ->group(helpGroup);
    for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        addLogOptions(*command, words, "");
}

/// Errors are one line on standard error all the same; warnings are in the log alone.
Result<void> startLog(const LogWords& words, const Context& context)
{
    return logLevelNamed(words.level).and_then([&](LogLevel level) -> Result<void> {
        if (!context.startLog)
            return {};
        LogOptions options;
        options.level = level;
        options.isRequired = !words.file.empty();
        options.file = options.isRequired ? words.file : defaultLogFile("rolloutctl");
        return context.startLog(options);
    });
}

} // namespace

int runCtl(int argc, const char* const* argv, Context& context)
{
    CLI::App app(description, "rolloutctl");
    app.set_version_flag("--version", "rolloutctl " ROLLOUT_VERSION, "Print the version and exit");
    app.require_subcommand(1);
    addCommands(app, context);
    LogWords log;
    addLogOptions(app, log, "Options");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answerParseError(app, error, context);
    }
    if (const auto ok = startLog(log, context); !ok)
        return static_cast<int>(refuse(context, ok.error()));
    const ExitCode code = context.run();
    // An answer that nobody received, of a full disk say, is none.
    if (!context.out.flush())
        return static_cast<int>(refuse(context, "the answer could not be written"));
    return static_cast<int>(code);
}

} // namespace rollout::ctl
