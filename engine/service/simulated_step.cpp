#include "service/simulated_step.h"

#include <utility>
#include <vector>

#include "simulation/simulated_fleet.h"

namespace rollout {

void tidyTexts(Fleet& fleet)
{
    constexpr std::size_t slack = 4096;
    const std::size_t most = 2 * fleet.slots() + slack;
    if (fleet.texts().size() > most || fleet.tags().size() > most)
        fleet.dropUnusedTexts();
}

Result<StepState> takeAgain(StepState from, std::span<const Time> times)
{
    for (const Time time : times) {
        tidyTexts(from.state.fleet);
        auto outcome = advance(from.state, {time, fromSimulation(), {}, {}, from.plan});
        if (!outcome)
            return tl::unexpected(outcome.error());
        from.state = std::move(outcome->after);
        from.plan = std::move(outcome->plan);
    }
    return from;
}

} // namespace rollout
