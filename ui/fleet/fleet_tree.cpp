#include "ui/fleet/fleet_tree.h"

#include <algorithm>

#include "ui/common/palette.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

std::unique_ptr<FleetNode> groupNode(const FleetNode& entity, const GroupSummary& group)
{
    auto node = std::make_unique<FleetNode>();
    node->kind = FleetKind::Group;
    node->namespaceKey = entity.namespaceKey;
    node->entityKey = entity.entityKey;
    node->name = text(group.name);
    node->phase = entity.phase;
    node->progress = progressParts(group.phases);
    node->total = group.total;
    node->version = entity.version;
    node->isLive = entity.isLive;
    return node;
}

bool hasGroups(const EntitySummary& summary)
{
    return summary.groups.size() > 1
        || (summary.groups.size() == 1 && !summary.groups.front().name.empty());
}

} // namespace

int FleetNode::row() const
{
    if (!parent)
        return 0;
    const auto found = std::find_if(parent->children.begin(), parent->children.end(),
                                    [this](const auto& child) { return child.get() == this; });
    return static_cast<int>(found - parent->children.begin());
}

bool FleetNode::isSameAs(const FleetNode& other) const
{
    if (kind != other.kind)
        return false;
    switch (kind) {
    case FleetKind::Root:
        return true;
    case FleetKind::Namespace:
        return namespaceKey == other.namespaceKey;
    case FleetKind::Entity:
        return entityKey == other.entityKey;
    case FleetKind::Group:
        return entityKey == other.entityKey && name == other.name;
    }
    return false;
}

bool FleetNode::update(const FleetNode& other)
{
    const bool differs = name != other.name || phase != other.phase || progress != other.progress
        || version != other.version || isLive != other.isLive || standing != other.standing
        || pending != other.pending || total != other.total || isPast != other.isPast;
    name = other.name;
    phase = other.phase;
    progress = other.progress;
    version = other.version;
    isLive = other.isLive;
    standing = other.standing;
    pending = other.pending;
    total = other.total;
    isPast = other.isPast;
    return differs;
}

std::unique_ptr<FleetNode> namespaceNode(const DirectoryNode& node)
{
    auto result = std::make_unique<FleetNode>();
    result->kind = FleetKind::Namespace;
    result->namespaceKey = node.key;
    result->name = text(node.name);
    for (const auto& entity : node.entities) {
        auto child = std::make_unique<FleetNode>();
        child->kind = FleetKind::Entity;
        child->namespaceKey = node.key;
        child->entityKey = entity.key;
        child->name = text(entity.name);
        result->children.push_back(std::move(child));
    }
    return result;
}

std::unique_ptr<FleetNode> entityNode(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    auto node = std::make_unique<FleetNode>();
    node->kind = FleetKind::Entity;
    node->entityKey = snapshot.key;
    node->name = text(snapshot.entityName);
    node->phase = summary.phase;
    node->progress = progressParts(summary.phases);
    node->total = summary.total;
    node->version =
        text(snapshot.state.fleet.versions().at(snapshot.state.rollout.effectiveVersion()));
    node->isLive = !snapshot.state.isSimulated();
    node->standing = standingOf(snapshot.state.control, snapshot.clock);
    node->pending = summary.pending;
    if (hasGroups(summary))
        for (const GroupSummary& group : summary.groups)
            node->children.push_back(groupNode(*node, group));
    return node;
}

void sumUp(FleetNode& node)
{
    node.phase = RolloutPhase::Empty;
    node.progress = {};
    node.standing = Standing::Free;
    node.pending = 0;
    node.total = 0;
    node.isPast = false;
    for (const auto& child : node.children) {
        if (rolloutPhaseSeverity(child->phase) > rolloutPhaseSeverity(node.phase))
            node.phase = child->phase;
        node.standing = std::max(node.standing, child->standing);
        node.pending += child->pending;
        node.total += child->total;
        node.isPast = node.isPast || child->isPast;
        node.progress.done += child->progress.done;
        node.progress.baking += child->progress.baking;
        node.progress.failed += child->progress.failed;
        node.progress.old += child->progress.old;
    }
}

} // namespace rollout
