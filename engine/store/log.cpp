#include "store/log.h"

namespace rollout {

Q_LOGGING_CATEGORY(logStore, "rollout.store", QtWarningMsg)

} // namespace rollout
