#pragma once

// rolloutctl as a function: reads a command line, runs the command, answers the exit code.

#include "command.h"

namespace rollout::ctl {

/// argv[0] is the program's name. Never throws for bad usage: that is a line on context.err and
/// BadInput.
[[nodiscard]] int runCtl(int argc, const char* const* argv, Context& context);

} // namespace rollout::ctl
