#pragma once

// A controller that is a program of somebody else's: it is run anew for each question, reads the
// question as JSON on its standard input and answers as JSON on its standard output (see
// io/hook_json.h; README, "Writing a controller").

#include <memory>

#include "controllers/controller.h"
#include "core/controller_settings.h"

namespace rollout {

/// Keeps no state: any number of entities and threads may share it. `settings` passed
/// checkSettings(). Asking blocks until the program has ended, a second longer than its time-out at
/// most. A program that is not there, ends with another exit code than 0, takes or writes too much,
/// or answers anything but what was asked for is a HookFailure: one sentence on which hook of which
/// program, what happened, and what would be right.
[[nodiscard]] std::shared_ptr<Controller> makeController(const CommandSettings& settings);

} // namespace rollout
