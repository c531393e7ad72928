#pragma once

// Replays a conformance trace on a fresh engine in memory whose clock starts at 0 ms.

#include <cstddef>
#include <optional>
#include <string>

#include "core/result.h"
#include "io/trace.h"

namespace rollout::ctl {

/// The first thing that the engine did otherwise than the trace.
struct Difference
{
    std::size_t step = 0; ///< of the trace, from 1
    std::string sentence;

    bool operator==(const Difference&) const = default;
};

/// Nothing: the engine did all as the trace has it. An error: no engine could be made.
[[nodiscard]] Result<std::optional<Difference>> replay(const Trace& trace);

} // namespace rollout::ctl
