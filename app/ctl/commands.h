#pragma once

// All commands of rolloutctl; see command.h for what they share.

#include "command.h"

namespace rollout::ctl {

void addConformanceCommand(CLI::App& app, Context& context);
void addImportCommand(CLI::App& app, Context& context);
void addExportCommand(CLI::App& app, Context& context);
void addStatusCommand(CLI::App& app, Context& context);
void addVersionCommands(CLI::App& app, Context& context); ///< set-version, force-version
void addOptionsCommand(CLI::App& app, Context& context);
void addStepCommand(CLI::App& app, Context& context);
void addSimulateCommand(CLI::App& app, Context& context);
void addBenchCommand(CLI::App& app, Context& context);

/// All of the above, in the order of the help text.
void addCommands(CLI::App& app, Context& context);

} // namespace rollout::ctl
