#include "commands.h"

namespace rollout::ctl {

void addCommands(CLI::App& app, Context& context)
{
    addConformanceCommand(app, context);
    addImportCommand(app, context);
    addExportCommand(app, context);
    addStatusCommand(app, context);
    addHistoryCommand(app, context);
    addTableExportCommands(app, context);
    addVersionCommands(app, context);
    addVerbCommands(app, context);
    addControllerCommand(app, context);
    addOptionsCommand(app, context);
    addPolicyCommand(app, context);
    addStepCommand(app, context);
    addForkCommand(app, context);
    addRetentionCommand(app, context);
    addLintCommand(app, context);
    addSimulateCommand(app, context);
    addScenariosCommand(app, context);
    addCompareCommand(app, context);
    addBenchCommand(app, context);
}

} // namespace rollout::ctl
