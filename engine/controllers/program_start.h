#pragma once

// Starting a program, and the files between it and us. For engine/controllers only.

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "controllers/file_descriptor.h"

namespace rollout {

/// A program that has started, and our ends of what it writes to. Whoever has this must wait for
/// the process: until then its number, which is the number of its group as well, is nobody else's.
struct StartedProgram
{
    pid_t process = 0;
    FileDescriptor output; ///< reading does not block
    FileDescriptor errors; ///< reading does not block
};

/// 0, or why not (an errno). The program has `input` as a file for its standard input, a process
/// group of its own, no signal blocked or ignored, and none of our other files.
[[nodiscard]] int startProgram(StartedProgram& started, const std::string& program,
                               const std::vector<std::string>& arguments, std::string_view input);

} // namespace rollout
