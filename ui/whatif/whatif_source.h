#pragma once

// What a what-if is played on: an entity's fleet as it is now, a scenario that ships, or a file.
// Values; any thread.

#include <string>

#include "core/result.h"
#include "core/scenario.h"
#include "service/orchestrator.h"
#include "ui/common/shipped_scenarios.h"

namespace rollout {

/// Whether the entity's own simulation says how newVersionOf() behaves.
[[nodiscard]] bool hasOwnModel(const EntityState& state);

/// Its targets that take part, by group and tags; its policy; a simulated one's own behaviour, with
/// the versions called as in every scenario. `model`: how the new version behaves, and how a live
/// fleet adopts; null: as the entity's own simulation has it.
[[nodiscard]] Scenario scenarioOf(const EntitySnapshot& entity, const Scenario* model);

struct WhatIfSource
{
    enum class Kind : std::uint8_t { Entity, Preset, File };
    Kind kind = Kind::Entity;
    SnapshotPtr entity; ///< Entity
    std::string model; ///< Entity: the scenario that ships whose version is taken; empty: its own
    std::string name; ///< Preset: its name; File: its path
};

/// May take as long as reading a file and counting a fleet do. InvalidArgument: nothing to play on;
/// or the error of the file or the preset.
[[nodiscard]] Result<NamedScenario> readSource(const WhatIfSource& source);

} // namespace rollout
