#pragma once

// What the simulate command prints.

#include <QJsonObject>
#include <iosfwd>

#include "simulation/monte_carlo.h"

namespace rollout::ctl {

[[nodiscard]] QJsonObject simulationToJson(const Scenario& scenario,
                                           const MonteCarloResult& result);

/// A table for people.
void printSimulation(std::ostream& out, const Scenario& scenario, const MonteCarloResult& result);

} // namespace rollout::ctl
