#include "commands.h"

namespace rollout::ctl {

void addCommands(CLI::App& app, Context& context)
{
    addConformanceCommand(app, context);
    addImportCommand(app, context);
    addExportCommand(app, context);
    addStatusCommand(app, context);
    addVersionCommands(app, context);
    addOptionsCommand(app, context);
    addStepCommand(app, context);
    addSimulateCommand(app, context);
    addBenchCommand(app, context);
}

} // namespace rollout::ctl
