#pragma once

// How long a server that is busy or away is waited for.

#include <chrono>
#include <thread>

#include "core/result.h"

namespace rollout {

/// For so long a change waits for a server that went away; a restart takes about that.
inline constexpr std::chrono::seconds patience{3};
inline constexpr std::chrono::milliseconds patientPause{20};

/// What came of a change, and whether the connection was lost on the way: then it may have been
/// made by a try whose answer was lost.
template <typename Outcome>
struct PatientOutcome
{
    Outcome outcome;
    bool wasLost = false;
};

/// Tries `work` again when others got in the way, `attempts` times in all, and for a while when the
/// connection was lost.
template <typename Work>
auto tryPatiently(int attempts, Work work) -> PatientOutcome<decltype(work())>
{
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + patience;
    bool wasLost = false;
    for (int attempt = 1;; ++attempt) {
        auto outcome = work();
        if (outcome)
            return {std::move(outcome), wasLost};
        const ErrorCode code = outcome.error().code;
        const bool isLost = code == ErrorCode::Unreachable;
        wasLost = wasLost || isLost;
        if (isLost && Clock::now() < until)
            std::this_thread::sleep_for(patientPause);
        else if (code != ErrorCode::Busy || attempt >= attempts)
            return {std::move(outcome), wasLost};
    }
}

} // namespace rollout
