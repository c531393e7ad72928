#pragma once

// Where an imported fleet goes, and how it behaves there.

#include <QString>

#include <memory>
#include <optional>
#include <vector>

#include "ui/common/session.h"

namespace rollout {

struct ImportWish
{
    QString ns;
    QString entity;
    std::optional<SimulationSettings> simulation; ///< of a new entity; nothing: live
};

using ImportedFleet = std::shared_ptr<const std::vector<ClientState>>;

/// Records the fleet; the entity comes into being when there is none, and stays simulated or live
/// as it is when there is one. The whole fleet or nothing.
[[nodiscard]] Result<EntityKey> importInto(Orchestrator& engine, const ImportWish& wish,
                                           const std::vector<ClientState>& fleet);

} // namespace rollout
