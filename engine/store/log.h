#pragma once

// What the store says in the log: it was opened, made or brought up to date.

#include <QLoggingCategory>

namespace rollout {

Q_DECLARE_LOGGING_CATEGORY(logStore) // "rollout.store"

} // namespace rollout
