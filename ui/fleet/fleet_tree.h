#pragma once

// The tree that the fleet model shows, as plain nodes: namespace, entity, group.

#include <QString>

#include <memory>
#include <vector>

#include "ui/common/standing.h"
#include "ui/common/summary.h"

namespace rollout {

enum class FleetKind : std::uint8_t { Root, Namespace, Entity, Group };

struct FleetNode
{
    FleetKind kind = FleetKind::Root;
    NamespaceKey namespaceKey{};
    EntityKey entityKey{};
    QString name; ///< of a group: empty for the targets without one

    RolloutPhase phase = RolloutPhase::Empty; ///< of a namespace: the worst of its entities
    ProgressParts progress;
    std::int64_t total = 0; ///< targets, those excluded from rollouts too
    QString version; ///< the effective one; empty for a namespace
    Standing standing = Standing::Free; ///< of a namespace: the strongest of its entities
    std::int64_t pending = 0; ///< targets that wait for approval
    bool isLive = false; ///< entities and groups whose fleet is not simulated
    bool isPast = false; ///< an entity shown as it was at a past moment; a namespace with one

    FleetNode* parent = nullptr;
    std::vector<std::unique_ptr<FleetNode>> children;

    [[nodiscard]] int row() const;
    /// Whether this stands for the same thing as `other`, whatever it is called now.
    [[nodiscard]] bool isSameAs(const FleetNode& other) const;
    /// Takes over all that is shown; whether anything differs.
    bool update(const FleetNode& other);
};

/// A namespace as the directory lists it, its entities without figures.
[[nodiscard]] std::unique_ptr<FleetNode> namespaceNode(const DirectoryNode& node);
/// An entity with its groups.
[[nodiscard]] std::unique_ptr<FleetNode> entityNode(const EntitySnapshot& snapshot,
                                                    const EntitySummary& summary);
/// Adds up the children of a namespace.
void sumUp(FleetNode& node);

} // namespace rollout
