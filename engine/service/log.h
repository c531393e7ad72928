#pragma once

// What the service says in the log. A category that is off costs a look at a flag: arguments are
// not evaluated.

#include <QLoggingCategory>

namespace rollout {

Q_DECLARE_LOGGING_CATEGORY(logService) // "rollout.service": conflicts, slow commits, upkeep
Q_DECLARE_LOGGING_CATEGORY(logSteps) // "rollout.steps": each step's verdict, at debug
Q_DECLARE_LOGGING_CATEGORY(logControllers) // "rollout.controllers": hooks that fail

} // namespace rollout
