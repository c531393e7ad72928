#pragma once

// A simulated entity with a past, and its state in words.

#include <string>

#include "engine_bed.h"
#include "service/runner.h"

namespace rollout::test {

/// All that decides about an entity's next steps, by names; equal for equal entities of any store.
/// Not its revision, and not how its simulation's clock stands to others.
[[nodiscard]] std::string inWords(const EntityState& state);

/// Every row of an entity's journal, oldest first.
[[nodiscard]] std::vector<JournalRow> journalOf(Orchestrator& engine, EntityKey key);
[[nodiscard]] std::string inWords(const std::vector<JournalRow>& rows);

/// Targets come and go, fall silent, fail for a while and for good.
[[nodiscard]] SimulationSettings livelyFleet();

} // namespace rollout::test
