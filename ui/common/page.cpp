#include "ui/common/page.h"

#include "ui/common/focus.h"

namespace rollout {

void Focus::setEntity(std::optional<EntityKey> entity, std::optional<std::string> group)
{
    const bool otherEntity = entity != m_entity;
    const bool otherGroup = otherEntity || group != m_group;
    m_entity = entity;
    m_group = std::move(group);
    if (otherGroup && !m_targets.empty()) {
        m_targets.clear();
        Q_EMIT targetsChanged();
    }
    if (otherEntity) {
        setStretch(std::nullopt);
        setPast(nullptr);
        Q_EMIT entityChanged();
    }
    if (otherGroup)
        Q_EMIT groupChanged();
}

void Focus::setStretch(const std::optional<Stretch>& stretch)
{
    if (stretch == m_stretch)
        return;
    m_stretch = stretch;
    Q_EMIT stretchChanged();
}

void Focus::setPast(PastViewPtr past)
{
    if (past == m_past)
        return;
    m_past = std::move(past);
    Q_EMIT pastChanged();
}

void Focus::setTargets(std::vector<TargetId> targets)
{
    if (targets == m_targets)
        return;
    m_targets = std::move(targets);
    Q_EMIT targetsChanged();
}

} // namespace rollout
