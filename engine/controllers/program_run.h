#pragma once

// One run of a program, from its start to its end, in the calling thread.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace rollout {

/// What is run, what it is given, and what bounds it.
struct ProgramCall
{
    std::string program; ///< a path, or a name that is looked for in PATH
    std::vector<std::string> arguments;
    std::string_view input; ///< its standard input; it need not read it
    Seconds timeout{30};
    std::size_t outputLimit = 0; ///< bytes of its standard output
};

/// What is kept of a program's standard error: the end of it.
inline constexpr std::size_t keptErrorBytes = 65536;

struct ProgramOutcome
{
    enum class End : std::uint8_t {
        Exited, ///< by itself; `code` is its exit code
        Killed, ///< by a signal that was not ours; `code` is its number
        TimedOut, ///< ended by us
        TooMuchOutput, ///< ended by us
        NotRun, ///< there is no such program, or the system has no room; `code` is the errno
    };
    End end = End::NotRun;
    int code = 0;
    std::string output; ///< all of it, when it exited
    std::string errors; ///< the last keptErrorBytes of its standard error
};

/// Runs the program in a process group of its own and blocks until it has ended. At the time-out or
/// when it writes too much, the whole group is asked to end and, a second later, killed. Output
/// counts until the program itself ends: what it left running in the background is neither waited
/// for nor ended. Needs no event loop, changes nothing of this process (no signal, no directory)
/// and leaves no process and no open file behind. Any number of threads at once.
[[nodiscard]] ProgramOutcome runProgram(const ProgramCall& call);

} // namespace rollout
