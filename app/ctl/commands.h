#pragma once

// All commands of rolloutctl; see command.h for what they share.

#include "command.h"

namespace rollout::ctl {

void addConformanceCommand(CLI::App& app, Context& context);
void addImportCommand(CLI::App& app, Context& context);
void addExportCommand(CLI::App& app, Context& context);
void addStatusCommand(CLI::App& app, Context& context);
void addHistoryCommand(CLI::App& app, Context& context);
void addTableExportCommands(CLI::App& app, Context& context); ///< export-journal, export-history
void addVersionCommands(CLI::App& app, Context& context); ///< set-version, force-version
void addVerbCommands(CLI::App& app, Context& context);
void addControllerCommand(CLI::App& app, Context& context);
void addOptionsCommand(CLI::App& app, Context& context);
void addStepCommand(CLI::App& app, Context& context);
void addForkCommand(CLI::App& app, Context& context);
void addRetentionCommand(CLI::App& app, Context& context);
void addPolicyCommand(CLI::App& app, Context& context);
void addLintCommand(CLI::App& app, Context& context);
void addSimulateCommand(CLI::App& app, Context& context);
void addScenariosCommand(CLI::App& app, Context& context);
void addCompareCommand(CLI::App& app, Context& context);
void addBenchCommand(CLI::App& app, Context& context);

/// All of the above, in the order of the help text.
void addCommands(CLI::App& app, Context& context);

} // namespace rollout::ctl
