#pragma once

// What the person looks at: one entity, perhaps one group of it, perhaps some of its targets.
// Shared by every page, so that a selection made in one shows in all. Lives in the window's thread.

#include <QObject>

#include <optional>
#include <string>
#include <vector>

#include "service/orchestrator.h"
#include "ui/common/past_view.h"
#include "ui/common/time_axis.h"

namespace rollout {

/// A part of the focused entity's past, which pages show instead of all of it.
struct Stretch
{
    QString words; ///< what it is: "Rollout of v2"
    std::int64_t firstRow = 0; ///< ids of journal rows
    std::optional<std::int64_t> lastRow; ///< nothing: it goes on
    Time from{}; ///< on the clock that times the entity
    std::optional<Time> to;

    bool operator==(const Stretch&) const = default;
};

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

    [[nodiscard]] const std::optional<Stretch>& stretch() const { return m_stretch; }

    /// The moment of the entity's past that is looked at; null: the present.
    [[nodiscard]] const PastViewPtr& past() const { return m_past; }

    /// Another entity forgets the stretch and the past moment, another entity or group the selected
    /// targets.
    void setEntity(std::optional<EntityKey> entity,
                   std::optional<std::string> group = std::nullopt);
    void setTargets(std::vector<TargetId> targets);
    void setStretch(const std::optional<Stretch>& stretch);
    void setPast(PastViewPtr past); ///< of the focused entity
    /// Has the window bring a page to the front, by its id.
    void askPage(const QString& id) { Q_EMIT pageAsked(id); }
    /// Has the editor show a policy, for the person to apply to the focused entity or not.
    void proposePolicy(const NamedPolicy& named) { Q_EMIT policyProposed(named); }

Q_SIGNALS:
    void pageAsked(const QString& id);
    void policyProposed(const rollout::NamedPolicy& named);
    void entityChanged();
    void groupChanged();
    void targetsChanged();
    void stretchChanged();
    void pastChanged();

private:
    std::optional<EntityKey> m_entity;
    std::optional<std::string> m_group;
    std::vector<TargetId> m_targets;
    std::optional<Stretch> m_stretch;
    PastViewPtr m_past;
};

} // namespace rollout
