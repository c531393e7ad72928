#pragma once

// Times of the engine: UTC, to the millisecond. Nothing in engine/core reads a clock; `now` is an
// argument.

#include <chrono>

namespace rollout {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Time = std::chrono::sys_time<Milliseconds>;

/// "Whole seconds of d": d rounded down to seconds.
[[nodiscard]] constexpr Seconds wholeSeconds(Milliseconds d)
{
    return std::chrono::floor<Seconds>(d);
}

/// The first moment at which wholeSeconds(moment - since) > limit holds.
[[nodiscard]] constexpr Time firstMomentAfter(Time since, Seconds limit)
{
    return since + limit + Seconds(1);
}

} // namespace rollout
