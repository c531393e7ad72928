#pragma once

// What the person looks at: one entity, perhaps one group of it, perhaps some of its targets.
// Shared by every page, so that a selection made in one shows in all. Lives in the window's thread.

#include <QObject>

#include <optional>
#include <string>
#include <vector>

#include "service/orchestrator.h"

namespace rollout {

class Focus : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] std::optional<EntityKey> entity() const { return m_entity; }
    /// Nothing: every group. The group of targets without one is the empty string.
    [[nodiscard]] const std::optional<std::string>& group() const { return m_group; }
    /// Ids of the focused entity's fleet; some may be gone from newer snapshots.
    [[nodiscard]] const std::vector<TargetId>& targets() const { return m_targets; }

    /// Another entity or group forgets the selected targets.
    void setEntity(std::optional<EntityKey> entity,
                   std::optional<std::string> group = std::nullopt);
    void setTargets(std::vector<TargetId> targets);

Q_SIGNALS:
    void entityChanged();
    void groupChanged();
    void targetsChanged();

private:
    std::optional<EntityKey> m_entity;
    std::optional<std::string> m_group;
    std::vector<TargetId> m_targets;
};

} // namespace rollout
