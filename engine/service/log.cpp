#include "service/log.h"

namespace rollout {

Q_LOGGING_CATEGORY(logService, "rollout.service", QtWarningMsg)
Q_LOGGING_CATEGORY(logSteps, "rollout.steps", QtWarningMsg)
Q_LOGGING_CATEGORY(logControllers, "rollout.controllers", QtWarningMsg)

} // namespace rollout
