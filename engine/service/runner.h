#pragma once

// Steps entities as time goes by: simulated ones on the simulation clock, live ones on the live
// clock. Used in one thread; whoever owns it decides when (a timer of the window, a loop of the
// command line).

#include <vector>

#include "service/orchestrator.h"

namespace rollout {

struct StepFailure
{
    EntityKey entity;
    Error error;
};

class Runner
{
public:
    Runner(Orchestrator& orchestrator, VirtualClock& simulationClock);

    /// Advances the simulation clock by `tick` and steps every simulated entity whose own tick is
    /// due. Steps that end with an error ("no target version set") are results, not failures;
    /// failures are those of the store.
    [[nodiscard]] std::vector<StepFailure> tickSimulated();
    /// Steps every live entity for which a version was asked.
    [[nodiscard]] std::vector<StepFailure> stepLive();

    /// The smallest tick of any simulated entity; 10 s when there is none.
    [[nodiscard]] Seconds tick() const;

private:
    void stepOne(EntityKey key, std::vector<StepFailure>& failures);

    Orchestrator& m_orchestrator;
    VirtualClock& m_clock;
};

} // namespace rollout
