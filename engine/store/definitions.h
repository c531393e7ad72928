#pragma once

// Namespaces and entities: what there is, by name. Each change is one transaction.

#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace rollout {

class Connection;

[[nodiscard]] Result<std::vector<StoredNamespace>> readNamespaces(Connection& connection);
[[nodiscard]] Result<std::vector<StoredEntity>> readEntities(Connection& connection);

[[nodiscard]] Result<NamespaceKey> createNamespace(Connection& connection, std::string_view name);
[[nodiscard]] Result<void> renameNamespace(Connection& connection, NamespaceKey key,
                                           std::string_view name);
[[nodiscard]] Result<void> deleteNamespace(Connection& connection, NamespaceKey key, Time now);
[[nodiscard]] Result<void> restoreNamespace(Connection& connection, NamespaceKey key, Time now);

[[nodiscard]] Result<EntityKey> createEntity(Connection& connection, NamespaceKey parent,
                                             std::string_view name, Time now,
                                             const std::optional<SimulationSettings>& simulation);
/// Without a row in the journal; in an open transaction.
[[nodiscard]] Result<EntityKey> insertEntity(Connection& connection, NamespaceKey parent,
                                             std::string_view name);
[[nodiscard]] Result<void> renameEntity(Connection& connection, EntityKey key,
                                        std::string_view name, Time now);
[[nodiscard]] Result<void> deleteEntity(Connection& connection, EntityKey key, Time now);
[[nodiscard]] Result<void> restoreEntity(Connection& connection, EntityKey key, Time now);

} // namespace rollout
