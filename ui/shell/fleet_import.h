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
    std::optional<SimulationSettings> simulation; ///< nothing: live
};

using ImportedFleet = std::shared_ptr<const std::vector<ClientState>>;

/// Records the fleet; the entity comes into being when there is none. The whole fleet or nothing.
[[nodiscard]] Result<EntityKey> importInto(Orchestrator& engine, const ImportWish& wish,
                                           const std::vector<ClientState>& fleet);

} // namespace rollout
