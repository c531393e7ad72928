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

} // namespace

int runCtl(int argc, const char* const* argv, Context& context)
{
    CLI::App app(description, "rolloutctl");
    app.set_version_flag("--version", "rolloutctl " ROLLOUT_VERSION, "Print the version and exit");
    app.require_subcommand(1);
    addCommands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answerParseError(app, error, context);
    }
    const ExitCode code = context.run();
    // An answer that nobody received, of a full disk say, is none.
    if (!context.out.flush())
        return static_cast<int>(refuse(context, "the answer could not be written"));
    return static_cast<int>(code);
}

} // namespace rollout::ctl
